# Two commands on a fresh machine with Python 3.11 or newer: `make run` and `make test`.
# What they install is kept inside this folder (.uv, .venv, .build; downloads in uv's own cache), and
# projects in `projects`, which `make clean` does not touch.

PYTHON ?= python3
PORT ?= 8501
PROJECT ?= projects/demonstration.etic

export UV_SYSTEM_CERTS = 1
export UV_PYTHON_DOWNLOADS = never
export UV_PYTHON = $(shell command -v $(PYTHON))
unexport VIRTUAL_ENV

UV = .uv/bin/uv
# `semantic` is what suggestions by meaning need; without it they go by words.
RUN = $(UV) run --frozen --quiet --extra semantic

.PHONY: run test test-all check format benchmarks pages demonstration clean

run: $(PROJECT)
	$(RUN) --no-dev etic serve $(PROJECT) --port $(PORT)

# Two workers for two cores: a library that takes both for itself would have them wait for one another.
test test-all: export OPENBLAS_NUM_THREADS = 1

test: check .build/chromium
	$(RUN) pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

test-all: check .build/chromium
	$(RUN) pytest -n 2 --dist loadfile --no-loadscope-reorder --hypothesis-profile thorough

check: $(UV)
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy

format: $(UV)
	$(RUN) ruff check --fix
	$(RUN) ruff format

benchmarks: $(UV) .build/chromium
	$(RUN) python -m benchmarks

# The demonstration's reports as an editor sees them: docx → LibreOffice → PDF → a picture a page.
pages: $(UV) .build/office
	rm -rf .build/pages && mkdir -p .build/pages
	$(RUN) etic demo .build/pages/demonstration.etic
	$(RUN) etic report .build/pages/demonstration.etic -o .build/pages/
	cd .build/pages && soffice -env:UserInstallation=file://$(CURDIR)/.build/office-profile --headless \
	  --convert-to pdf *.docx >/dev/null
	cd .build/pages && for f in *.pdf; do pdftoppm -r 60 -png $$f $${f%.pdf}; done

# Composes transcripts/ and the simulated answers anew; the same bytes every time.
demonstration: $(UV)
	$(RUN) python -m demonstration

clean:
	rm -rf .uv .venv .build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# uv itself comes from the package index into an environment of its own.
$(UV): | check-python
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<0.14"

.PHONY: check-python
check-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Etic needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 …"; exit 1; }

$(PROJECT): | $(UV)
	@mkdir -p $(dir $(PROJECT)) && chmod 700 $(dir $(PROJECT))
	$(RUN) --no-dev etic demo $(PROJECT)

# The browser tests need a Chromium. Debian's is installed where that is allowed; otherwise they are
# skipped, and say so.
.build/chromium:
	@mkdir -p .build
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
	       && echo "Installing Chromium for the browser tests …" \
	       && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || echo "*** No Chromium, and it cannot be installed here: THE BROWSER TESTS WILL BE SKIPPED. ***"
	@command -v chromium >/dev/null 2>&1 && touch $@ || true

# LibreOffice and pdftoppm, for `make pages` alone; Debian's are installed where that is allowed.
.build/office:
	@mkdir -p .build
	@command -v soffice >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
	       && echo "Installing LibreOffice for the pages …" \
	       && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	          libreoffice-writer-nogui poppler-utils fonts-liberation >/dev/null; } \
	  || { echo "make pages needs LibreOffice (soffice) and pdftoppm, and they cannot be installed here."; exit 1; }
	@touch $@

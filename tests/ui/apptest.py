"""The screens run without a browser: what a person would see, as text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from etic.serve import PROJECT_VARIABLE
from etic.ui import main
from etic.ui.session import CODER, LANGUAGE
from etic.ui.sitemap import BY_ID

SECONDS = 60.0


def screen(
    screen_id: str,
    project: Path | None,
    *,
    lang: str = "ru",
    coder: str = "",
    state: dict[str, Any] | None = None,
    **query: str,
) -> AppTest:
    """A screen as it is when it was just opened."""
    os.environ.pop(PROJECT_VARIABLE, None)  # the fixture `clean` puts back what was there
    if project is not None:
        os.environ[PROJECT_VARIABLE] = str(project)
    app = AppTest.from_file(str(Path(main.__file__)), default_timeout=SECONDS)
    app.session_state[LANGUAGE] = lang
    if coder:
        app.session_state[CODER] = coder
    for key, value in (state or {}).items():
        app.session_state[key] = value
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(f"screens/{BY_ID[screen_id].file}")
    return app.run()


def texts(app: AppTest) -> str:
    """All that is written on the screen."""
    found = []
    for kind in ("title", "header", "subheader", "markdown", "caption", "html", "error", "warning",
                 "info", "success", "toast"):  # fmt: skip
        found += [str(getattr(element, "value", "") or "") for element in app.get(kind)]
    for kind in ("button", "selectbox", "text_input", "text_area", "multiselect", "toggle",
                 "metric", "expander", "page_link", "download_button", "file_uploader", "radio",
                 "checkbox", "segmented_control"):  # fmt: skip
        for element in app.get(kind):
            proto = getattr(element, "proto", None)
            found.append(str(getattr(element, "label", "") or getattr(proto, "label", "")))
    return "\n".join(found)


def errors(app: AppTest) -> list[str]:
    """The lines in which the screen says what went wrong."""
    assert not app.exception, [e.value for e in app.exception]
    return [error.value for error in app.error]


def link_targets(app: AppTest) -> list[str]:
    """Where the links of the screen lead, with their parameters."""
    return [f"{link.proto.page}?{link.proto.query_string}" for link in app.get("page_link")]

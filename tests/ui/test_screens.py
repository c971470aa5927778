"""Every screen in every state: it is shown, in its language, and says what to do next."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import etic
from etic.project import Project
from etic.ui.sitemap import FOLDER, SCREENS
from tests.ui import studies
from tests.ui.apptest import errors, link_targets, screen, texts

ROOT = Path(__file__).parents[2]
ALL = [s.id for s in SCREENS]
# Names of formats and columns, examples of file names: the same in every language.
SAME = re.compile(
    r"\b(Etic|English|Russian|SVG|PNG|csv|CSV|sav|xlsx|XLSX|docx|DOCX|html|HTML|yaml|txt|odt|rtf|pdf|vtt|srt|Word"
    r"|PDF|NEAR|COREQ|SRQR|GRAMMS|ATLAS|case|table|question|answer|group|percent|n|demo|study|returnees|etic|codebook|R0\d"
    r"|uid|gender|age|ru|root|import|tmp|pytest|data)\b|:material/\w+:|/[\w./-]+"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("studies")
    found = {}
    for name, make in (("ru", studies.russian), ("en", studies.english)):
        with make(folder / f"{name}.etic") as project:
            found[name] = project.path
    with etic.create(folder / "empty.etic", "Пусто"):
        found["empty"] = folder / "empty.etic"
    return found


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ETIC_PROJECT", "")
    monkeypatch.delenv("ETIC_PROJECT")
    monkeypatch.setenv("ETIC_LANG", "ru")
    monkeypatch.chdir(tmp_path)


def letters(text: str) -> str:
    """What a person reads: without tags, addresses and words that are the same everywhere."""
    aside = r"<style>.*?</style>|<script>.*?</script>|<cite .*?</cite>"
    plain = re.sub(aside, "", text, flags=re.DOTALL)
    plain = re.sub(r"`[^`\n]+`  \n", "", plain)  # a formula
    plain = re.sub(r"<[^>]+>", " ", plain).replace("\\", "").replace("&quot;", '"')
    plain = re.sub(
        r"[A-Z][\w&,. ]* \(\d{4}\)[^\n]*", " ", plain
    )  # a reference, as it was published
    return SAME.sub(" ", plain)


def test_the_table_names_the_files_there_are() -> None:
    files = {path.name for path in FOLDER.glob("*.py")} - {"__init__.py"}
    assert files == {s.file for s in SCREENS}
    assert len({s.id for s in SCREENS}) == len({s.title for s in SCREENS}) == len(SCREENS)


@pytest.mark.parametrize("screen_id", ALL)
def test_a_screen_in_russian(screen_id: str, made: dict[str, Path]) -> None:
    app = screen(screen_id, made["ru"], coder="анна")
    assert errors(app) == []
    left = re.findall(r"[A-Za-z]{3,}", letters(texts(app)))
    assert not left, left


@pytest.mark.parametrize("screen_id", ALL)
def test_a_screen_in_english(screen_id: str, made: dict[str, Path]) -> None:
    app = screen(screen_id, made["en"], lang="en", coder="anna")
    assert errors(app) == []
    left = re.findall("[а-яёА-ЯЁ]+", letters(texts(app)).replace("Русский", ""))
    assert not left, left


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("screen_id", ALL)
def test_a_screen_of_an_empty_project(screen_id: str, lang: str, made: dict[str, Path]) -> None:
    app = screen(screen_id, made["empty"], lang=lang)
    assert errors(app) == []
    assert app.title[0].value


@pytest.mark.parametrize("screen_id", ALL)
def test_a_screen_without_a_project_offers_one(screen_id: str) -> None:
    app = screen(screen_id, None)
    assert errors(app) == []
    assert app.title[0].value == "С чего начать"
    assert {b.key for b in app.button} >= {"start-demo"}


@pytest.mark.parametrize("screen_id", ALL)
def test_every_widget_has_a_label(screen_id: str, made: dict[str, Path]) -> None:
    app = screen(screen_id, made["ru"], coder="анна")
    for kind in ("button", "selectbox", "text_input", "text_area", "multiselect", "toggle", "radio",
                 "checkbox", "segmented_control", "file_uploader", "color_picker"):  # fmt: skip
        for element in app.get(kind):
            label = getattr(element, "label", None) or element.proto.label
            assert label.strip(), (screen_id, element)


def test_a_link_carries_the_coder_the_language_and_the_place(made: dict[str, Path]) -> None:
    app = screen("quotes", made["ru"], lang="en", coder="анна")
    place = next(link for link in link_targets(app) if "start=" in link)
    assert "code?" in place
    for part in ("document=study%2FR01", "end=", "coder=", "lang=en"):
        assert part in place


def test_the_same_settings_for_a_checkout_and_a_wheel() -> None:
    """Streamlit reads them beside the script it runs, and that is `app.py` or `ui/main.py`."""
    packaged = ROOT / "src" / "etic" / "ui" / ".streamlit" / "config.toml"
    assert packaged.read_text() == (ROOT / ".streamlit" / "config.toml").read_text()
    theme = tomllib.loads(packaged.read_text())["theme"]
    for name in ("light", "dark"):
        ground = theme[name]["backgroundColor"]
        for raised in (ground, theme[name]["secondaryBackgroundColor"],
                       theme[name]["sidebar"]["backgroundColor"]):  # fmt: skip
            assert contrast(theme[name]["textColor"], raised) >= 7
            assert contrast(theme[name]["linkColor"], raised) >= 4.5
        assert contrast(theme[name]["primaryColor"], "#ffffff") >= 4.5  # under white letters
        for colour in theme[name]["chartCategoricalColors"]:
            assert contrast(colour, ground) >= 3


def test_quiet_texts_are_readable() -> None:
    styles = (ROOT / "src" / "etic" / "ui" / "style.css").read_text()
    pairs = dict(re.findall(r"--etic-(\w+): light-dark\(([^)]+)\)", styles))
    for i in (0, 1):
        colour = {name: value.split(", ")[i] for name, value in pairs.items()}
        for ground in ("ground", "raised"):
            assert contrast(colour["quiet"], colour[ground]) >= 4.5
            assert contrast(colour["accent"], colour[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as the web's guidelines count it."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_many_threads_leave_no_connections_behind(made: dict[str, Path]) -> None:
    """Streamlit makes a thread for each run: their connections must not pile up."""
    import threading

    with Project.open(made["ru"]) as project:
        for _ in range(20):
            thread = threading.Thread(target=project.counts)
            thread.start()
            thread.join()
        assert len(project.store.database._all) <= 2

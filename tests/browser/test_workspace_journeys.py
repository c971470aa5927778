"""From three files to a table of quotes: by keyboard alone and by mouse alone, in both languages.

The project is new and empty. Transcripts and codebook come in through the screen, together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

import etic
from etic.i18n import use_language
from tests.browser.conftest import Serve
from tests.browser.hands import Witness
from tests.browser.interviews import TEXTS, write_files
from tests.browser.journey import Journey, facts, remembered
from tests.browser.keyboard_hands import Keyboard
from tests.browser.mouse_hands import Mouse
from tests.browser.screens import Screens

HANDS: dict[str, type[Keyboard] | type[Mouse]] = {"keyboard": Keyboard, "mouse": Mouse}
MEMO = "Долг младшего сына: обычай, а не выбор."
VIVO = "земляк взял меня в бригаду"
THEMES = (
    "return", "return/family", "return/work", "skills", "skills/trade", "money", "plans",
)  # fmt: skip

# Counts the dialogs that Streamlit lays over the page when it has lost its server.
DIALOGS = """() => {
    window.eticDialogs = 0;
    const count = () => { eticDialogs += document.querySelectorAll('[role=dialog] > h2').length; };
    new MutationObserver(count).observe(document.body, {childList: true});
}"""


def bring_in(journey: Journey, folder: Path) -> None:
    """Files in: seen first, then stored."""
    screens, hands, page = journey.screens, journey.hands, journey.screens.page
    hands.push(screens.link("transcripts"))
    folder.mkdir()
    uploader = page.get_by_test_id("stFileUploaderDropzone")
    hands.upload(uploader.get_by_test_id("stBaseButton-secondary"), write_files(folder))
    previews = page.get_by_test_id("stExpander")
    # Each file that comes in moves what stands below: nothing is clicked before all are there.
    expect(previews).to_contain_text([*(f"{name}.txt" for name in TEXTS), "codebook.csv"])
    hands.push(previews.first.locator("summary"))
    expect(previews.first.locator("pre")).to_contain_text(TEXTS["R21"][:200])
    assert screens.project.document_list() == []
    study = page.get_by_role("textbox", name=screens.t("ui.import-study"))
    hands.fill(study, "returnees")
    hands.push(screens.button("import-it"))
    expect(page.get_by_text(screens.t("ui.import-done"), exact=True)).to_be_visible()
    assert [d.name for d in screens.project.document_list()] == list(TEXTS)
    for name, text in TEXTS.items():
        assert screens.project.text(name) == text.rstrip("\n")


def say_who(journey: Journey) -> None:
    """Nobody codes without a name."""
    screens, hands, page = journey.screens, journey.hands, journey.screens.page
    hands.push(screens.link("coding"))
    who = page.locator(".st-key-who")
    field = who.get_by_role("textbox", name=screens.t("ui.coder"))
    hands.fill(field, hands.who, who.get_by_role("button", name=screens.t("ui.coder-begin")))
    hands.into("R21")
    hands.to_text()


def code_first(j: Journey) -> None:
    """Overlaps, nesting, several codes at once, the respondent's own words; memo, undo, redo."""
    hands = j.hands
    j.sentence("В селе работы не было совсем.", "return/work")
    j.turn(turn("R21", "Сначала был"), "skills")
    whole = "Потом земляк взял меня в бригаду, и я выучился класть плитку."
    j.passage(whole, "skills/trade", first=whole)
    j.vivo(VIVO, first=whole)
    a, b = "Половина уходила на долги, половина матери.", "Себе оставлял на еду и на проезд."
    j.passage(f"{a} {b}", "money", first=a, last=b)
    j.passage("половина матери. Себе оставлял на еду", "return/family", "plans", first=a, last=b)
    mother = "Мама болела, надо было ехать."
    j.sentence(mother, "return/family")
    j.passage("соскучился я по дому 😀.", "return", first="Да и соскучился я по дому 😀.")
    a, b = (
        "А ещё кри\u00adзис начался, заказов стало меньше.",
        "Платили через раз, а то и вовсе не платили.",
    )
    j.passage(
        "кри\u00adзис начался, заказов стало меньше. Платили через раз",
        "return/work",
        "money",
        first=a,
        last=b,
    )
    j.memo("return/family", mother, MEMO)
    j.stored()
    wife = "Жена плакала от радости."
    j.sentence(wife, "return/family")
    j.stored()
    marks = hands.coder.marks.filter(has_text=wife)
    hands.undo()
    expect(marks).to_have_count(0)
    hands.coder.saved()
    assert wife not in {q.quote for q in j.screens.project.quote_list()}
    hands.redo()
    expect(marks).to_have_count(1)
    j.stored()


def code_second(j: Journey) -> None:
    """One resized, one recoded, one split, one taken away."""
    cook = "Научилась готовить на сто человек."
    j.sentence(cook, "skills")
    j.lengthen("skills", cook, f"{cook} Меню составляла сама")
    j.sentence("Дети 👩‍👩‍👧‍👦 без нас росли.", "return/family")
    j.passage(
        "назвала меня тётей",
        "return/family",
        first="Дочка назвала меня тётей, и я всю ночь не спала.",
    )
    permit = "Патент к тому времени кон\u00adчился, а новый стоил слишком дорого."
    j.sentence(permit, "return/work", "money")
    j.removed("return/work", permit)
    teacher = "Работы по специальности нет, я ведь учительница."
    j.sentence(teacher, "skills")
    j.recode("skills", teacher, "return/work")
    canteen = turn("R22", "Мы с сестрой")
    j.turn(canteen, "plans")
    j.split("plans", canteen, canteen[canteen.index("Теперь у нас") :])
    j.stored()


def code_third(j: Journey) -> None:
    """One joined, one that says the opposite."""
    j.sentence("Машину могу разобрать и собрать с закрытыми глазами 🚚.", "skills/trade")
    a, b = "Летом шестьдесят тысяч, зимой и двадцати не было.", "Штрафы съедали всё, что заработал."
    j.passage(f"{a} {b}", "money", first=a, last=b)
    j.sentence("В аэ\u00adропорту развернули, и всё.", "return")
    maybe = "Поеду ли я, не знаю."
    j.sentence(maybe, "return")
    j.opposite("return", maybe)
    a, b = "Хочу построить мастерскую возле дома.", "Если всё получится, брата домой позову."
    j.sentence(a, "plans")
    j.sentence(b, "plans")
    whole = f"{a} Землю отец уже выделил. {b}"
    j.join("plans", a, b, whole)
    j.passage("построить мастерскую", "skills/trade", first=a)
    j.stored()


def turn(document: str, start: str) -> str:
    """What is said in the turn that begins so."""
    text = TEXTS[document]
    return text[text.index(start) :].split("\n")[0]


def find_by_theme(j: Journey) -> None:
    """Each theme, with the themes under it: counted, read, and the same as the project says."""
    page, project = j.screens.page, j.screens.project
    j.hands.push(j.screens.link("quotes"))
    picker = page.get_by_role("combobox", name=j.screens.t("ui.code-with-under"))
    expect(picker).to_be_visible()
    tree = project.codebook()
    found = set()
    for path in (*THEMES, tree.resolve(VIVO).path):
        with use_language(j.screens.lang):
            label = tree.label(tree.find(path).id)
        j.hands.choose(picker, label)
        mine = [c for c in j.done if c.code == path or c.code.startswith(f"{path}/")]
        expect(page.get_by_text(j.count(mine), exact=True)).to_be_visible()
        quotes = project.quote_list(code=path)
        assert facts(quotes) == remembered(mine)
        shown = page.locator(".etic-quote blockquote")
        expect(shown).to_have_text([q.quote for q in quotes])
        assert shown.all_text_contents() == [q.quote for q in quotes]
        found |= {q.uid for q in quotes}
    assert len(found) == len(j.done) > 20
    j.hands.choose(picker, j.screens.t("ui.code-any"))
    expect(page.get_by_text(j.count(j.done), exact=True)).to_be_visible()


def give_out(j: Journey) -> None:
    """Downloads, read back and compared with what was done, row by row."""
    page, project, screens = j.screens.page, j.screens.project, j.screens
    tables = {}
    for kind in ("csv", "xlsx"):
        with page.expect_download() as download:
            j.hands.push(
                page.get_by_role("button", name=screens.t("ui.download-as", format=kind.upper()))
            )
        tables[kind] = Path(download.value.path())
    with tables["csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = ("document", "quote", "code", "coder", "memo")
    assert sorted(tuple(row[key] for key in keys) for row in rows) == sorted(
        (c.document, c.quote, c.code, j.hands.who, c.memo) for c in j.done
    )
    for row in rows:
        assert project.text(row["document"])[int(row["start"]) : int(row["end"])] == row["quote"]
    sheet = load_workbook(BytesIO(tables["xlsx"].read_bytes())).active
    assert sheet is not None
    _, *cells = sheet.iter_rows(values_only=True)
    assert [[str(v or "") for v in line] for line in cells] == [list(row.values()) for row in rows]


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """In a browser of its own, of the language that is asked for."""
    return context.new_page()


@pytest.fixture
def screens(page: Page, serve: Serve, tmp_path: Path, lang: str) -> Iterator[Screens]:
    """A project with nothing in it, served to a browser of that language."""
    with etic.create(tmp_path / "study.etic", "Study") as project:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        url = serve(project.path)
        yield Screens(page, url, project, lang)
        serve.kill(url)
        assert errors == []
        assert project.verify() == []
        for quote in project.quote_list():
            assert project.text(quote.document)[quote.start : quote.end] == quote.quote


LOCALES = {"ru": "ru-RU", "en": "en-GB"}
# The keyboard is the harder hand; the other three pairs are for `make test-all`.
WALKED = {("keyboard", "ru")}
WALKS = [
    pytest.param(
        by, lang, id=f"{by}-{lang}",
        marks=[
            pytest.mark.browser_context_args(locale=LOCALES[lang]),
            *([] if (by, lang) in WALKED else [pytest.mark.slow]),
        ],
    )
    for by in HANDS
    for lang in LOCALES
]  # fmt: skip


@pytest.mark.parametrize(("by", "lang"), WALKS)
def test_from_three_files_to_twenty_quotes(
    screens: Screens, serve: Serve, by: str, tmp_path: Path
) -> None:
    page = screens.page
    witness = Witness(page)
    hands = HANDS[by](screens)
    journey = Journey(screens, hands)
    page.goto(screens.url)
    screens.ready()

    bring_in(journey, tmp_path / "files")
    say_who(journey)
    looks = {}
    for document, code in (("R21", code_first), ("R22", code_second), ("R23", code_third)):
        if document != "R21":
            hands.next_interview()
            hands.into(document)
            hands.to_text()
        code(journey)
        looks[document] = journey.painted()

    page.reload()
    hands.into("R23")
    assert journey.painted() == looks["R23"]
    journey.stored()

    # What is coded while there is no server reaches the next one.
    hands.to_text()
    page.evaluate(DIALOGS)
    serve.kill(screens.url)
    page.wait_for_function("() => window.eticDialogs > 0", timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)  # nothing stands before the text
    journey.sentence("Отец сказал: хорошо, что живой.", "return/family")
    expect(hands.coder.status).not_to_have_text(hands.say("saved"))
    serve(screens.project.path, port=int(screens.url.rpartition(":")[2]))
    journey.stored()
    for document in ("R22", "R21"):
        hands.previous_interview()
        hands.into(document)
        assert journey.painted() == looks[document]
        hands.to_text()

    find_by_theme(journey)
    give_out(journey)
    if by == "keyboard":
        assert witness.mouse == []
        assert witness.keys
    else:
        assert witness.keys == []
        assert witness.mouse

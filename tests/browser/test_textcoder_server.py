"""The text coder with others at work, a server that is slow, refuses or dies: nothing is lost."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

import etic
from etic.model import Bundle, Code
from etic.store import queries
from tests.browser.coder_page import (
    BOOK,
    FIRST,
    SECOND,
    TEXT,
    CoderPage,
    World,
    add_document,
    at_rest,
)
from tests.browser.conftest import CODER, Serve


class other:  # noqa: N801
    """The same document open in another browser, by another coder."""

    def __init__(self, coder: CoderPage, browser: Browser, world: World, name: str) -> None:
        self.context = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900})
        self.page = CoderPage(self.context.new_page(), world.url, world.project, coder.name)
        self.name = name

    def __enter__(self) -> CoderPage:
        return self.page.open(self.name)

    def __exit__(self, *_: object) -> None:
        self.context.close()


def test_two_coders_see_one_another(coder: CoderPage, browser: Browser, world: World) -> None:
    with other(coder, browser, world, "boris") as theirs:
        coder.code_second_sentence()
        expect(theirs.marks).to_have_text([SECOND], timeout=20_000)
        expect(theirs.labels).to_contain_text(["anna"])
        theirs.marks.first.click()
        theirs.card.get_by_role("button", name="Снять код").click()
        expect(coder.marks).to_have_count(0, timeout=20_000)


def test_the_loser_of_a_conflict_keeps_the_text(
    coder: CoderPage, browser: Browser, world: World
) -> None:
    coder.code_second_sentence()
    coder.saved()
    coder.write("моя мысль")
    quote = coder.quotes()[0]
    coder.project.set_memo(quote.id, "чужая мысль", coder="boris")
    coder.project.code(coder.document.id, 3, 10, "skills", coder="boris")
    expect(coder.labels).to_have_count(2, timeout=20_000)  # their text has come too
    coder.press("Escape")  # what is being written stays
    expect(coder.notice).to_contain_text("моя мысль")
    coder.open()
    coder.marks.filter(has_text=SECOND).click()
    expect(coder.card.get_by_role("textbox")).to_have_value("чужая мысль")
    expect(coder.card).to_contain_text("моя мысль")
    coder.card.get_by_role("button", name="Поставить мой").click()
    coder.saved()
    assert coder.project.quote(quote.id).memo == "моя мысль"


def test_a_refused_code_is_taken_away(closed: CoderPage) -> None:
    closed.project.add_code(Code("passing", name_ru="Мимолётное"), coder="import")
    coder = closed.open(slow="0.3")
    coder.select(FIRST)
    coder.filter.press_sequentially("мимо")
    expect(coder.options.first).to_have_text("Мимолётное")
    coder.project.delete_code("passing", coder="import")
    coder.watch("mark", "document.querySelector('mark.etc-mark')?.textContent")
    coder.press("Enter")
    coder.was("mark", FIRST)
    expect(coder.notice).to_contain_text("кода больше нет")
    expect(coder.marks).to_have_count(0)
    assert coder.coded() == []


def test_a_new_code_reaches_an_open_text(coder: CoderPage) -> None:
    coder.select(FIRST)
    coder.project.add_code(Code("new", name_ru="Только что"), coder="boris")
    coder.filter.press_sequentially("только")
    expect(coder.options.first).to_have_text("Только что", timeout=20_000)
    coder.press("Enter")
    assert coder.coded() == [(FIRST, "new")]
    coder.project.delete_code("new", coder="import")


def test_a_reload_keeps_what_the_server_has_not(closed: CoderPage) -> None:
    coder = closed.open(slow="6")  # a machine may stand still for a while
    coder.pane.focus()
    for digit in "12345":
        coder.press("j", digit)
    expect(coder.status).to_have_text("Сохраняется…")
    coder.open(slow="0")
    expect(coder.labels).to_have_count(5)
    assert len(coder.coded()) == 5


def test_sixty_in_a_row_against_a_slow_server(closed: CoderPage) -> None:
    coder = closed.open(slow="0.1")
    coder.pane.focus()
    for i in range(60):
        coder.press(*(["j"] if i % 5 == 0 else []), str(i % 5 + 1))
    revision = coder.document.revision_id
    sentences = len(queries.segments(coder.project.store.connection, revision))
    assert len(coder.coded()) == 5 * min(12, sentences)  # at the end, j stays where it is
    expect(coder.notice).to_have_count(0)


def test_a_run_of_the_whole_page_costs_a_hash(page: Page, world: World) -> None:
    long = "long-run"
    add_document(world.project, long, "\n\n".join([TEXT] * 60))
    far = CoderPage(page, world.url, world.project, long)
    received: list[int] = []
    page.on("websocket", lambda s: s.on("framereceived", lambda d: received.append(len(d))))
    far.open(sidebar="1")
    far.settled(lambda: sum(received) > 40_000, "the text has come")
    far.pane.evaluate("pane => { pane.scrollTop = 700; pane.dataset.kept = 'yes'; }")
    far.still(FIRST)
    received.clear()
    page.get_by_role("textbox", name="sidebar").fill("x")
    far.press("Enter")
    expect(page.get_by_text("sidebar: x")).to_be_visible()
    at_rest(page)
    assert sum(received) < 12_000
    expect(far.pane).to_have_attribute("data-kept", "yes")
    assert far.pane.evaluate("pane => pane.scrollTop") == 700


def test_a_lost_connection_is_told(coder: CoderPage) -> None:
    coder.page.evaluate(
        """() => { for (const s of eticTextCoder.stores.values()) {
            s.kept.transport = s.transport; s.transport = () => {}; } }"""
    )
    coder.code_second_sentence()
    coder.press("j", "2")
    coder.page.evaluate(  # it has lasted for a while
        "() => { for (const s of eticTextCoder.stores.values()) s.waitingSince -= 10_000; }"
    )
    expect(coder.status).to_have_text("Нет связи, 2 не отправлено")
    coder.page.evaluate(
        "() => { for (const s of eticTextCoder.stores.values()) s.connect(s.kept.transport); }"
    )
    expect(coder.status).to_have_text("Сохранено", timeout=20_000)
    assert len(coder.coded()) == 2


def test_a_killed_server_loses_nothing(page: Page, serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "killed.etic"
    with etic.create(path) as project:
        project.import_bundle(Bundle(codebooks=(BOOK,)), who="import")
        add_document(project, "R01")
        url = serve(path, CODER)
        coder = CoderPage(page, url, project, "R01").open()
        coder.code_second_sentence()
        coder.saved()
        serve.kill(url)
        coder.pane.focus()
        for digit in "234":
            coder.press("j", digit)
        expect(coder.labels).to_have_count(4)
        serve(path, CODER, port=int(url.rpartition(":")[2]))
        assert len(coder.coded()) == 4
        assert project.verify() == []

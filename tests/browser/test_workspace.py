"""The workspace around the text: codebook, what is coded here, finding, filtering, comparing."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, expect

from etic.model import Code, Suggestion
from etic.store import queries
from tests.browser.coder_page import FIRST, SECOND, CoderPage, World, add_document
from tests.browser.test_textcoder_server import other

QUESTION = "1. Почему вы вернулись?"


def tree(coder: CoderPage) -> Locator:
    return coder.page.get_by_role("tree", name="Кодовая книга")


def row(coder: CoderPage, name: str) -> Locator:
    return tree(coder).get_by_role("treeitem").filter(has_text=name).first


def places(coder: CoderPage) -> list[str]:
    coder.saved()
    return [quote.quote for quote in coder.quotes()]


# -- going and widening ---------------------------------------------------------------------------


def test_whole_turns_and_words(coder: CoderPage) -> None:
    coder.press("Shift+J")
    coder.covers("etc-current", QUESTION)
    coder.press("Shift+J")
    answer = coder.text[coder.text.index(FIRST) : coder.text.index("\n\nИ: 2.")]
    coder.covers("etc-current", answer)
    coder.press("Shift+K", "j", "}")
    coder.covers("etc-span", FIRST[:-3].rstrip())  # «Работы не было»
    coder.press("}", "1")
    assert places(coder) == ["Работы не"]
    # On a coding, the same keys move its ends.
    coder.press("]", "{")
    coder.settled(lambda: places(coder) == ["не было"], "both ends moved")
    coder.press("z", "z")
    coder.settled(lambda: places(coder) == ["Работы не"], "both steps undone")
    assert not coder.project.verify()


def test_ends_do_not_stop_at_speakers(coder: CoderPage) -> None:
    coder.press("Shift+J", "]", "2")
    (quote,) = places(coder)
    assert quote.endswith("Р: Работы")


def test_a_click_on_the_speaker_takes_the_turn_and_shift_takes_all_between(
    coder: CoderPage,
) -> None:
    coder.page.locator(".etc-head").first.click()
    coder.press("1")
    assert places(coder) == [QUESTION]
    coder.press("Escape")
    coder.click(FIRST, right=5)
    coder.page.keyboard.down("Shift")
    coder.click("Мама болела", right=20)
    coder.page.keyboard.up("Shift")
    coder.press("2")
    assert f"{FIRST} {SECOND}" in places(coder)


# -- the codebook ---------------------------------------------------------------------------------


def test_a_code_of_the_tree_goes_onto_the_passage_and_off_again(coder: CoderPage) -> None:
    row(coder, "Навыки").click()
    expect(coder.notice).to_contain_text("Сначала выберите фрагмент")
    coder.press("Escape")
    coder.pane.focus()
    coder.press("j", "j")
    row(coder, "Навыки").click()
    assert coder.coded() == [(FIRST, "skills")]
    expect(row(coder, "Навыки")).to_have_attribute("aria-checked", "true")
    expect(row(coder, "Навыки").locator(".etc-count")).to_have_text("1")
    row(coder, "Навыки").click()
    assert coder.coded() == []


def test_the_tree_by_keyboard(coder: CoderPage) -> None:
    coder.press("j", "j", "t")
    field = coder.page.get_by_role("searchbox", name="Найти код")
    expect(field).to_be_focused()
    field.press_sequentially("семь")
    expect(tree(coder).get_by_role("treeitem")).to_have_text(
        [re.compile("Возвращение"), re.compile("Семья")]
    )
    coder.press("Enter")
    assert coder.coded() == [(FIRST, "return/family")]
    coder.press("Escape", "ArrowDown", "ArrowLeft")
    expect(row(coder, "Семья")).to_have_count(0)  # the branch is folded
    coder.press("ArrowRight", "ArrowRight")
    expect(row(coder, "Семья")).to_be_focused()
    coder.press("Space")
    expect(coder.page.get_by_role("menu")).to_be_visible()
    coder.press("Escape")
    expect(row(coder, "Семья")).to_be_focused()
    coder.press("Escape")
    expect(coder.pane).to_be_focused()


def test_a_new_code_from_the_palette_and_in_vivo(coder: CoderPage) -> None:
    coder.select(SECOND)
    coder.filter.fill("Возвращение / Здоровье матери")
    expect(coder.options.last).to_have_text("+ Новый код «Здоровье матери» внутри «Возвращение»")
    coder.options.last.click()
    coder.press("Escape", "Escape")
    expect(coder.labels).to_contain_text(["Здоровье матери"])
    assert coder.coded() == [(SECOND, "return/zdorove-materi")]
    node = coder.project.codebook().find("return/zdorove-materi")
    assert (node.code.origin, node.name) == ("inductive", "Здоровье матери")
    coder.press("k", "k", "v")
    expect(coder.labels).to_contain_text(["Работы не было 😀"])
    coder.settled(lambda: len(coder.coded()) == 2, "coded in vivo")
    vivo = next(n for n in coder.project.codebook() if n.name == "Работы не было 😀")
    assert (FIRST, vivo.path) in coder.coded()
    for path in (vivo.path, node.path):
        coder.project.delete_code(path, coder="import")


def test_a_code_made_while_the_server_is_slow_is_used_at_once(closed: CoderPage) -> None:
    coder = closed.open(slow="0.6")
    coder.select(SECOND)
    coder.filter.fill("Внезапно")
    coder.press("Enter", "Escape", "Escape", "k")
    coder.select(FIRST)
    coder.filter.fill("внезап")
    coder.press("Enter", "Escape", "Escape")
    expect(coder.labels).to_have_text([re.compile("Внезапно")] * 2)
    assert sorted(coder.coded()) == [(SECOND, "vnezapno"), (FIRST, "vnezapno")]
    expect(row(coder, "Внезапно").locator(".etc-count")).to_have_text("2")
    coder.project.delete_code("vnezapno", coder="import")


def test_codes_are_described_moved_and_merged_from_the_tree(closed: CoderPage) -> None:
    project = closed.project
    for path, name in (("old", "Старый"), ("older", "Ещё старше")):
        project.add_code(Code(path, name_ru=name), coder="import")
    coder = closed.open()
    coder.press("j", "j")
    row(coder, "Старый").click()
    row(coder, "Старый").click(button="right")
    coder.page.get_by_role("menuitem", name="Название, смысл, цвет").click()
    form = coder.page.get_by_role("dialog", name="Код «Старый»")
    form.get_by_label("Название").fill("Давний")
    form.get_by_label("Что он значит").fill("Было давно.")
    form.get_by_role("button", name="Сохранить").click()
    expect(row(coder, "Давний")).to_be_visible()
    assert project.codebook().find("old").code.definition == "Было давно."

    row(coder, "Давний").click(button="right")
    coder.page.get_by_role("menuitem", name="Переместить").click()
    coder.page.get_by_role("combobox", name="Поместить «Давний» внутрь").fill("навы")
    coder.press("Enter")
    coder.settled(lambda: "skills/old" in project.codebook().by_path, "moved")
    expect(row(coder, "Давний")).to_have_attribute("aria-level", "2")

    row(coder, "Ещё старше").click(button="right")
    coder.page.get_by_role("menuitem", name="Слить с другим").click()
    coder.page.get_by_role("combobox", name="Слить «Ещё старше» с кодом").fill("давн")
    coder.press("Enter")
    coder.settled(lambda: "older" not in project.codebook().by_path, "merged")
    coder.pane.focus()
    coder.press("z")
    coder.settled(lambda: "older" in project.codebook().by_path, "the merging is undone")
    for path in ("skills/old", "older"):
        project.delete_code(path, coder="import")


def test_a_code_is_dragged_to_another_place(closed: CoderPage) -> None:
    project = closed.project
    project.add_code(Code("drag", name_ru="Тащат"), coder="import")
    coder = closed.open()
    row(coder, "Тащат").drag_to(row(coder, "Навыки"), target_position={"x": 40, "y": 14})
    coder.page.get_by_role("menuitem", name="Переместить внутрь «Навыки»").click()
    coder.settled(lambda: "skills/drag" in project.codebook().by_path, "moved under")
    expect(row(coder, "Тащат")).to_have_attribute("aria-level", "2")
    row(coder, "Тащат").drag_to(row(coder, "Ремесло"), target_position={"x": 40, "y": 2})
    coder.settled(
        lambda: (
            [n.path for n in project.codebook() if n.path.startswith("skills/")]
            == ["skills/drag", "skills/trade"]
        ),
        "put in front",
    )
    project.delete_code("skills/drag", coder="import")


def test_a_pinned_code_keeps_its_digit(coder: CoderPage) -> None:
    row(coder, "Ремесло").click(button="right")
    coder.page.get_by_role("menuitemcheckbox", name="Закрепить на клавише").click()
    chip = coder.page.locator(".etc-chip").filter(has_text="Ремесло")
    expect(chip.locator("kbd.etc-pinned")).to_be_visible()
    digit = chip.locator("kbd").inner_text()
    coder.open()
    coder.press("j", digit)
    assert coder.coded() == [(QUESTION, "skills/trade")]


# -- codings --------------------------------------------------------------------------------------


def test_another_code_splitting_and_joining(coder: CoderPage) -> None:
    coder.press("j", "j", "Shift+ArrowDown", "1")
    both = f"{FIRST} {SECOND}"
    assert coder.coded() == [(both, "return")]
    coder.write("вместе")
    coder.press("Escape", "e")
    coder.page.get_by_role("combobox", name="Вместо «Возвращение»").fill("навыки")
    coder.press("Enter")
    assert coder.coded() == [(both, "skills")]
    coder.press("s", "Enter")  # at the sentence in the middle
    coder.settled(lambda: coder.coded() == [(FIRST, "skills"), (SECOND, "skills")], "split")
    assert [q.memo for q in coder.quotes()] == ["вместе", "вместе"]
    expect(coder.labels).to_have_count(2)
    coder.press("g")
    coder.settled(lambda: coder.coded() == [(both, "skills")], "joined")
    assert [q.memo for q in coder.quotes()] == ["вместе"]
    coder.press("z")
    coder.settled(lambda: len(coder.coded()) == 2, "one step back is both parts again")


def test_handles_pull_the_ends(coder: CoderPage) -> None:
    coder.select("болела")
    coder.press("1", "Escape", "Escape")
    coder.marks.first.click()
    coder.pull("end", "ждала", 10)
    coder.settled(lambda: places(coder)[0].startswith("болела, ёлки. Семья"), "pulled on")
    assert places(coder)[0].endswith("ждала")
    coder.pull("start", "Мама", 3)
    coder.settled(lambda: places(coder)[0].startswith("Мама"), "pulled back")
    assert len(places(coder)) == 1


def test_a_resize_that_would_be_a_second_one_is_not_done(coder: CoderPage) -> None:
    coder.select("болела")
    coder.press("1", "Escape")
    coder.select("Мама болела")
    coder.press("1", "Escape", "Escape")
    coder.marks.filter(has_text="болела").click()
    coder.press("[")
    assert sorted(places(coder)) == ["Мама болела", "болела"]


def test_what_became_of_a_coding(coder: CoderPage) -> None:
    coder.code_second_sentence()
    coder.write("почему")
    coder.press("Escape")
    coder.saved()
    coder.marks.first.click()
    entry = coder.entries.first
    expect(entry).to_contain_text("anna")
    entry.get_by_role("button", name="История").click()
    expect(entry.locator(".etc-past li")).to_have_count(2)
    expect(entry.locator(".etc-past")).to_contain_text("«» → «почему»")


# -- finding and filtering ------------------------------------------------------------------------


def test_words_are_found_in_any_form(coder: CoderPage) -> None:
    coder.press("/")
    field = coder.page.get_by_role("searchbox", name="Поиск в этом интервью")
    expect(field).to_be_focused()
    field.press_sequentially("ждать")
    coder.covers("etc-found", "ждала")
    expect(coder.page.locator(".etc-find .etc-counted")).to_have_text("1 / 1")
    field.fill("ЕЛКИ")
    coder.covers("etc-found", "ёлки")
    coder.press("Escape", "1")  # what was found is what is meant
    assert coder.coded() == [("ёлки", "return")]
    coder.press("?")
    expect(coder.page.get_by_role("dialog", name="Клавиши")).to_be_visible()


def test_only_these_codes_and_only_what_has_none(coder: CoderPage) -> None:
    coder.press("j", "1", "j", "2", "j", "4")
    coder.saved()
    row(coder, "Навыки").click(button="right")
    coder.page.get_by_role("menuitemcheckbox", name="Показывать только этот код").click()
    expect(coder.labels).to_have_count(1)
    expect(coder.labels).to_contain_text(["Навыки"])
    coder.page.get_by_role("button", name="Показывать не только «Навыки»").click()
    expect(coder.labels).to_have_count(3)
    coder.page.get_by_role("checkbox", name="Идти по тому, что без кода").check()
    coder.pane.focus()
    coder.press("Escape", "j")
    coded = {"", FIRST, SECOND, QUESTION}
    assert coder.span("etc-current") not in coded
    for _ in range(4):
        coder.press("k")
    assert coder.span("etc-current") not in coded


def test_two_coders_side_by_side(closed: CoderPage, browser: Browser, world: World) -> None:
    at = closed.text.index(SECOND)
    for who, code in (("boris", "return"), ("vera", "return"), ("vera", "skills")):
        closed.project.code(closed.document.id, at, at + len(SECOND), code, coder=who)
    coder = closed.open(compare="boris,vera")
    left, right = coder.page.locator(".etc-left .etc-label"), coder.page.locator(
        ".etc-margin:not(.etc-left) .etc-label"
    )  # fmt: skip
    expect(left).to_have_text([re.compile("Возвращение")])
    expect(right).to_have_count(2)
    expect(right.filter(has_text="≠")).to_have_text([re.compile("Навыки")])
    expect(coder.page.locator(".etc-strip")).to_contain_text("1 различие")
    coder.page.get_by_role("button", name="Следующее различие").click()
    expect(coder.page.locator(".etc-label.etc-on")).to_have_text([re.compile("Навыки")])
    coder.page.get_by_role("button", name="Снова показать всё").click()
    expect(left).to_have_count(0)
    with other(coder, browser, world, "boris") as theirs:
        expect(theirs.page.locator(".etc-strip")).to_be_hidden()


# -- suggestions ----------------------------------------------------------------------------------


def test_suggestions_wait_and_a_person_decides(coder: CoderPage) -> None:
    project, text = coder.project, coder.text
    proposed = [
        Suggestion(text.index(quote), text.index(quote) + len(quote), code, 0.8, "похоже", quote)
        for quote, code in ((FIRST, "return/work"), (SECOND, "return/family"), (SECOND, "skills"))
    ]
    before = coder.pane.evaluate("p => p.querySelector('.etc-text').getBoundingClientRect().height")
    assert project.propose(coder.name, proposed, source="проверка") == 3
    assert project.propose(coder.name, proposed, source="проверка") == 0
    signs = coder.page.locator(".etc-hint-sign")
    expect(signs).to_have_count(1, timeout=20_000)  # both sentences are on one line
    after = coder.pane.evaluate("p => p.querySelector('.etc-text').getBoundingClientRect().height")
    assert before == after
    expect(coder.marks).to_have_count(0)
    signs.click()
    expect(coder.card).to_contain_text("предлагает проверка · 80 %")
    coder.press("a")
    assert coder.coded() == [(FIRST, "return/work")]
    assert coder.quotes()[0].origin == "suggested"
    coder.press("j", "x")
    expect(coder.card.locator(".etc-suggestion")).to_have_text([re.compile("Навыки")])
    coder.card.get_by_role("button", name="Нет").click()
    expect(signs).to_have_count(0)
    coder.saved()
    coder.settled(lambda: project.waiting(coder.document) == [], "all decided")
    outcomes = dict(
        zip(project.suggestions()["code"], project.suggestions()["outcome"], strict=True)
    )
    assert outcomes == {
        "return/work": "accepted", "return/family": "dismissed", "skills": "dismissed"
    }  # fmt: skip
    coder.pane.focus()
    coder.press("z")
    expect(signs).to_have_count(1, timeout=20_000)


def test_suggestions_are_looked_for_while_one_goes_on_coding(coder: CoderPage) -> None:
    learnt = f"{coder.name}-learnt"  # the same was said there, and coded
    add_document(coder.project, learnt)
    for quote, code in ((SECOND, "return/family"), ("Плитку класть.", "skills/trade")):
        start = coder.text.index(quote)
        coder.project.code(learnt, start, start + len(quote), code, coder="boris")
    coder.pane.focus()
    tool = coder.page.get_by_role("button", name="Предложить коды (L)")
    coder.watch("notice", "document.querySelector('.etc-notice')?.textContent")
    coder.watch("busy", "document.querySelector('.etc-tool[aria-busy=true]')?.ariaLabel")
    coder.press("l")
    coder.was("notice", "Ищу")
    coder.was("busy", "Предложить коды (L)")
    coder.press("j", "1")  # the text is there as ever
    expect(coder.marks).not_to_have_count(0)
    expect(coder.notice).to_contain_text("нов", timeout=60_000)
    expect(tool).to_have_attribute("aria-busy", "false")
    expect(coder.page.locator(".etc-hint-sign")).not_to_have_count(0, timeout=20_000)
    assert {one.source for one in coder.project.waiting(coder.document)} == {"etic"}
    coder.saved()
    coder.press("c")
    coder.options.filter(has_text="Предложить коды для всего интервью").click()
    expect(coder.notice).to_contain_text("Новых подсказок нет", timeout=60_000)


# -- the place where one was ----------------------------------------------------------------------


def test_the_keys_work_at_once_and_the_place_is_kept(coder: CoderPage) -> None:
    coder.press("j", "j", "j")
    coder.covers("etc-current", SECOND)
    at = str(coder.text.encode("utf-16-le").index(SECOND.encode("utf-16-le")) // 2)
    coder.page.wait_for_function(
        "at => Object.entries(localStorage).some(([k, v]) => k.includes(':place:') && v === at)",
        arg=at,
    )
    coder.open()
    coder.covers("etc-current", SECOND)


def test_a_window_without_room_puts_the_panels_away(coder: CoderPage) -> None:
    coder.page.set_viewport_size({"width": 640, "height": 800})
    expect(tree(coder)).to_be_hidden()
    coder.press("j", "j", "1")
    coder.marks.first.click()
    expect(coder.card).to_be_visible()
    coder.press("Escape")
    expect(coder.card).to_be_hidden()
    coder.press("t")
    expect(tree(coder)).to_be_visible()
    revision = coder.document.revision_id
    assert queries.segments(coder.project.store.connection, revision)


def test_one_of_two_coders_stays_chosen_while_others_work(coder: CoderPage) -> None:
    project, document = coder.project, coder.document.id
    for name, code in (("boris", "return"), ("vera", "skills")):
        project.code(document, 3, 10, code, coder=name)
    expect(coder.labels).to_have_count(2, timeout=20_000)
    coder.press("f")
    coder.page.get_by_label("Кодировщик слева").select_option("boris")
    project.code(document, 12, 20, "return", coder="vera")
    expect(coder.page.locator(".etc-counted").first).to_contain_text("3", timeout=20_000)
    expect(coder.page.get_by_label("Кодировщик слева")).to_have_value("boris")
    coder.page.get_by_label("Кодировщик справа").select_option("vera")
    expect(coder.page.locator(".etc-strip")).to_contain_text("3 различия")

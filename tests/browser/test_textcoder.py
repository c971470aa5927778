"""The text coder in a browser: what a person does, and what the project then holds."""

from __future__ import annotations

from playwright.sync_api import expect

from etic.model import Code
from tests.browser.coder_page import FAMILY, FIRST, SECOND, CoderPage

# -- coding ---------------------------------------------------------------------------------------


def test_select_by_mouse_and_code(coder: CoderPage) -> None:
    coder.select(FIRST)
    coder.filter.press_sequentially("нав")
    coder.press("Enter")
    expect(coder.marks).to_have_text([FIRST])
    expect(coder.labels).to_contain_text(["Навыки"])
    coder.filter.press_sequentially("семья")
    coder.press("Enter", "Escape")
    expect(coder.filter).to_be_hidden()
    expect(coder.labels).to_have_count(2)
    expect(coder.status).to_have_text("Сохранено")
    assert sorted(coder.coded()) == [(FIRST, "return/family"), (FIRST, "skills")]
    assert {q.coder for q in coder.quotes()} == {"anna"}


def test_select_across_turns(coder: CoderPage) -> None:
    coder.select("болела, ёлки.", "Плитку")
    coder.press("1", "Escape")
    (quote, code), *more = coder.coded()
    assert code == "return"
    assert not more
    assert quote.startswith("болела")
    assert quote.endswith("Плитку")
    assert "И: 2." in quote
    expect(coder.labels).to_have_count(3)  # named again in each turn that has room for it


def test_double_click_takes_a_word_and_triple_click_a_paragraph(coder: CoderPage) -> None:
    coder.click("болела", clicks=2)
    expect(coder.filter).to_be_focused()
    coder.press("2", "Escape", "Escape")
    coder.click("вернулись", clicks=3)
    expect(coder.filter).to_be_focused()
    coder.press("1", "Escape")
    assert coder.coded() == [("1. Почему вы вернулись?", "return"), ("болела", "return/family")]


def test_a_second_choice_takes_the_code_away(coder: CoderPage) -> None:
    coder.select(SECOND)
    coder.press("1")
    expect(coder.page.locator(".etc-option[aria-checked=true]")).to_have_count(2)  # quick and tree
    coder.press("Enter")
    expect(coder.marks).to_have_count(0)
    assert coder.coded() == []


def test_palette_finds_by_any_name(coder: CoderPage) -> None:
    coder.select(SECOND)
    for typed in ("семь", "ctvm", "family", "return/fam", "возвр семья"):
        coder.filter.fill(typed)
        expect(coder.options.first).to_contain_text("Семья")
    coder.filter.fill("такого нет")
    expect(coder.options).to_have_text(["+ Новый код «такого нет»"])
    coder.filter.fill("")
    coder.press("ArrowDown", "ArrowDown")
    expect(coder.page.locator(".etc-option[aria-selected=true]")).to_contain_text("Нет работы")
    coder.press("Enter")
    assert coder.coded() == [(SECOND, "return/work")]


def test_keyboard_with_a_cyrillic_layout(coder: CoderPage) -> None:
    heard = (
        "() => { window.heard = []; document.addEventListener('keydown', e => heard.push(e.code)) }"
    )
    coder.page.evaluate(heard)
    coder.pane.focus()
    coder.cyrillic("KeyJ", "KeyJ")
    coder.press("2")
    expect(coder.marks).to_have_count(1)
    coder.press("j", "Shift+ArrowDown", "4")
    coder.cyrillic("KeyC")
    expect(coder.filter).to_be_focused()
    coder.filter.press_sequentially("ремесло")
    coder.press("Enter", "Escape", "r", "ArrowUp", "Escape")
    two = f"{SECOND} Семья {FAMILY} ждала меня."
    assert set(coder.coded()) == {(FIRST, "return/family"), (two, "skills"), (two, "skills/trade")}
    assert coder.page.evaluate("heard") == []  # Streamlit's own keys stay out


def test_overlaps_can_be_seen_and_told_apart(coder: CoderPage) -> None:
    coder.select("Работы не было")
    coder.press("1", "Escape")
    coder.select("не было 😀. Мама")
    coder.press("2", "Escape", "Escape")
    expect(coder.marks).to_have_text(["Работы ", "не было", " 😀. Мама"])
    both = coder.marks.nth(1)
    expect(both).to_have_attribute("aria-description", "Коды: Возвращение, Семья")
    assert len((both.get_attribute("data-c") or "").split()) == 2
    assert both.evaluate("e => e.style.background.match(/linear-gradient/g).length") == 3
    stripes = coder.page.locator(".etc-stripe")
    lanes = stripes.evaluate_all("all => all.map(e => e.style.left)")
    assert len(set(lanes)) == 2
    both.hover()
    expect(coder.page.locator(".etc-label.etc-hot")).to_have_count(2)
    coder.labels.filter(has_text="Семья").hover()
    expect(coder.page.locator("mark.etc-hot")).to_have_text(["не было", " 😀. Мама"])
    assert set(coder.coded()) == {
        ("Работы не было", "return"),
        ("не было 😀. Мама", "return/family"),
    }


def test_no_grapheme_is_split(coder: CoderPage) -> None:
    inside = coder.text.encode("utf-16-le").find(FAMILY.encode("utf-16-le")) // 2
    for shift in range(1, 10):
        coder.page.evaluate(
            """([quote, shift]) => {
                const p = [...document.querySelectorAll('.etc-p')]
                    .find(p => p.textContent.includes(quote));
                const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
                let node;
                while ((node = walker.nextNode())) if (node.data.includes(quote)) break;
                if (!node) return;
                const at = node.data.indexOf(quote);
                getSelection().setBaseAndExtent(node, at + shift, node, at + shift + 1);
            }""",
            [FAMILY, shift],
        )
        coder.pane.focus()
        coder.press("1")
    assert inside > 0
    assert coder.coded() == [(FAMILY, "return")]
    coder.press("Escape")
    for quote in ("мо́й", "до\u00adм", "😀"):
        coder.select(quote)
        coder.press("2", "Escape", "Escape")
    assert {q for q, code in coder.coded() if code == "return/family"} == {"мо́й", "до\u00adм", "😀"}


# -- memos, deleting, undo ------------------------------------------------------------------------


def test_memo(coder: CoderPage) -> None:
    coder.code_second_sentence()
    coder.write("почему 😀 и\u0306")
    coder.press("Escape")
    expect(coder.pane).to_be_focused()
    expect(coder.labels.first).to_contain_text("✎")
    coder.saved()
    assert [q.memo for q in coder.quotes()] == ["почему 😀 й"]
    coder.marks.first.click()
    expect(coder.card.get_by_role("textbox", name="Заметка")).to_have_value("почему 😀 й")
    coder.card.get_by_role("button", name="Говорит обратное").click()
    coder.saved()
    assert [q.state for q in coder.quotes()] == ["no"]


def test_memo_written_at_once_after_the_code_is_not_a_conflict(closed: CoderPage) -> None:
    coder = closed.open(slow="0.5")
    coder.code_second_sentence()
    coder.write("раз")
    coder.press("Escape")
    coder.write(" два")
    coder.press("Escape")
    coder.saved()
    expect(coder.notice).to_have_count(0)
    assert [q.memo for q in coder.quotes()] == ["раз два"]


def test_delete_undo_redo(coder: CoderPage) -> None:
    coder.code_second_sentence()
    coder.saved()
    coder.press("Delete")
    expect(coder.marks).to_have_count(0)
    assert coder.coded() == []
    coder.press("z")
    expect(coder.marks).to_have_text([SECOND])
    coder.press("Shift+Z")
    expect(coder.marks).to_have_count(0)
    coder.press("Control+z", "z")
    coder.settled(lambda: coder.coded() == [], "both steps undone")
    expect(coder.marks).to_have_count(0)
    coder.press("Shift+Z")
    expect(coder.marks).to_have_text([SECOND])
    coder.marks.first.click()
    expect(coder.card).to_contain_text("anna")
    coder.card.get_by_role("button", name="Снять код").click()
    expect(coder.entries).to_have_count(0)
    assert coder.coded() == []


def test_undo_reaches_only_codings_of_this_text(closed: CoderPage) -> None:
    closed.project.add_code(Code("elsewhere"), coder="vera")
    coder = closed.open("vera")
    coder.pane.focus()
    coder.press("z")
    expect(coder.notice).to_contain_text("сделан не в этой расшифровке")
    assert coder.project.codebook().by_path["elsewhere"]
    # A refused undo must not come true when there is something to undo.
    coder.code_second_sentence()
    coder.saved()
    coder.project.code(coder.document.id, 3, 10, "skills", coder="boris")
    expect(coder.labels).to_have_count(2, timeout=20_000)  # so all that was asked has its answer
    assert [quote.code for quote in coder.quotes() if quote.coder == "vera"] == ["return"]
    coder.project.delete_code("elsewhere", coder="import")


def test_cards_list_all_codings_of_a_place(coder: CoderPage) -> None:
    coder.select("Мама болела, ёлки.")
    coder.press("1", "Escape")
    coder.select("болела")
    coder.press("2", "Escape", "Escape")
    coder.marks.filter(has_text="болела").click()
    entries = coder.card.locator(".etc-entry")
    expect(entries).to_contain_text(["Семья", "Возвращение"])  # the innermost first
    coder.press("Enter")
    expect(entries.first.get_by_role("textbox")).to_be_focused()
    coder.press("Escape", "Delete")
    assert coder.coded() == [("Мама болела, ёлки.", "return")]
    coder.press("n", "Enter")
    expect(entries).to_have_count(1)

"""What the text coder shows: text that is only text, both languages, links, colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.coder_page import SECOND, TEXT, CoderPage, World, add_document, unmoved


def test_a_transcript_is_only_ever_text(coder: CoderPage) -> None:
    expect(coder.pane).to_contain_text("<script>window.hacked = 1</script>")
    assert coder.page.evaluate("window.hacked") is None
    coder.select("<img src=x onerror='window.hacked = 2'>")
    coder.press("1", "Escape")
    expect(coder.marks).to_have_text(["<img src=x onerror='window.hacked = 2'>"])
    memo = "<img src=x onerror='window.hacked = 3'>"
    coder.write(memo)
    coder.press("Escape")
    coder.saved()
    coder.open()
    coder.marks.first.click()
    expect(coder.card.get_by_role("textbox")).to_have_value(memo)
    assert coder.page.evaluate("window.hacked") is None
    assert coder.page.locator(".etc img, .etc script, .etc b").count() == 0


def test_labels_in_both_languages(coder: CoderPage) -> None:
    expect(coder.status).to_have_text("Сохранено")
    expect(coder.page.locator(".etc-chip").first).to_have_attribute("title", "Возвращение")
    coder.open(lang="en")
    expect(coder.status).to_have_text("Saved")
    expect(coder.page.locator(".etc-chip").first).to_have_attribute("title", "Return")
    coder.pane.focus()
    coder.press("h")
    expect(coder.page.get_by_role("dialog", name="Keys")).to_contain_text(
        "next and previous sentence"
    )
    coder.press("Escape", "j")
    expect(coder.page.locator(".etc-live")).to_contain_text("Почему вы вернулись?")


def test_a_link_leads_to_its_span(page: Page, world: World) -> None:
    name = "long"
    add_document(world.project, name, "\n\n".join([TEXT] * 12))
    far = CoderPage(page, world.url, world.project, name)
    start = far.text.rindex(SECOND)
    page.add_init_script(f"({FLASHED})()")
    far.open(start=str(start), end=str(start + len(SECOND)))
    page.wait_for_function("() => window.flashed !== undefined")
    assert page.evaluate("flashed") == SECOND
    assert min(unmoved(page, lambda: page.evaluate(ROOM, SECOND), "the passage")) > 0
    far.press("j")
    far.settled(lambda: far.span("etc-current") not in ("", SECOND), "one sentence on")


# A flash is over before a slow test looks: the page keeps what was in it.
FLASHED = """() => {
    const set = HighlightRegistry.prototype.set;
    HighlightRegistry.prototype.set = function (name, ranges) {
        if (name === 'etc-flash') window.flashed = [...ranges].join('');
        return set.call(this, name, ranges);
    };
}"""
# Pixels of the window onto the text above and below the last paragraph with these words.
ROOM = """words => {
    const all = [...document.querySelectorAll('.etc-p')];
    const [box, pane] = [
        all.findLast(p => p.textContent.includes(words)), document.querySelector('.etc-pane'),
    ].map(element => element.getBoundingClientRect());
    return [box.top - pane.top, pane.bottom - box.bottom];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_marks_can_be_read(closed: CoderPage, scheme: str) -> None:
    closed.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    coder = closed.open()
    for quote in ("вы вернулись?", "Мама болела, ёлки."):
        coder.select(quote)
        coder.press("1", "2", "3", "4", "Escape", "Escape")
    coder.marks.first.hover()
    expect(coder.page.locator(".etc-label.etc-hot").first).to_be_visible()
    ratios = coder.page.evaluate(CONTRAST)
    assert len(ratios) > 8
    assert min(ratios.values()) >= 4.5, ratios


CONTRAST = """() => {
    // What the browser makes of a colour on top of others, as it is painted.
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
    const context = canvas.getContext('2d', {willReadFrequently: true});
    const painted = (...layers) => {
        for (const colour of layers) {
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
        }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = rgb => {
        const [r, g, b] = rgb.map(v => v / 255)
            .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const style = element => getComputedStyle(element);
    const page = style(document.querySelector('.stApp')).backgroundColor;
    const found = {};
    const measure = (name, element, ...tints) => {
        const under = painted(page, ...tints);
        const over = painted(page, ...tints, style(element).color);
        const [a, b] = [light(under), light(over)].sort((x, y) => y - x);
        found[name] = (a + .05) / (b + .05);
    };
    document.querySelectorAll('.etc-mark').forEach((mark, i) => {
        // The tint is the gradient behind the bands: two stops of one colour.
        const probe = document.createElement('i');
        probe.style.background = 'var(--tint)';
        mark.append(probe);
        measure(`mark ${i}`, mark, style(probe).backgroundColor);
        probe.remove();
    });
    for (const name of ['p', 'speaker', 'number', 'label', 'chip', 'status', 'counted', 'tool']) {
        const element = document.querySelector(`.etc-${name}`);
        if (element) measure(name, element);
    }
    return found;
}"""

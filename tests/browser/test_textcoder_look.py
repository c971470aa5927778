"""What the text coder shows: text that is only text, both languages, links, colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.coder_page import SECOND, TEXT, CoderPage, World, add_document


def test_a_transcript_is_only_ever_text(coder: CoderPage) -> None:
    expect(coder.pane).to_contain_text("<script>window.hacked = 1</script>")
    assert coder.page.evaluate("window.hacked") is None
    coder.select("<img src=x onerror='window.hacked = 2'>")
    coder.press("1")
    coder.press("Escape")
    expect(coder.marks).to_have_text(["<img src=x onerror='window.hacked = 2'>"])
    coder.press("m")
    coder.page.keyboard.type("<img src=x onerror='window.hacked = 3'>")
    coder.press("Escape")
    coder.saved()
    coder.open()
    coder.marks.first.click()
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


def test_a_link_leads_to_its_span(coder: CoderPage, world: World) -> None:
    name = "long"
    add_document(world.project, name, "\n\n".join([TEXT] * 12))
    far = CoderPage(coder.page, world.url, world.project, name)
    start = far.text.rindex(SECOND)
    far.open(start=str(start), end=str(start + len(SECOND)))
    far.page.wait_for_function("() => CSS.highlights.get('etc-flash')?.size > 0")
    box = far.page.evaluate(
        """() => {
            const range = [...CSS.highlights.get('etc-flash')][0];
            const [box, pane] = [range, document.querySelector('.etc-pane')]
                .map(one => one.getBoundingClientRect());
            return [range.toString(), box.top - pane.top, pane.bottom - box.bottom];
        }"""
    )
    assert box[0] == SECOND
    assert box[1] > 0
    assert box[2] > 0
    far.press("j")
    assert far.page.evaluate("() => [...CSS.highlights.get('etc-current')][0].toString()") != SECOND


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_marks_can_be_read(coder: CoderPage, scheme: str) -> None:
    coder.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    coder.open()
    for quote in ("вы вернулись?", "Мама болела, ёлки."):
        coder.select(quote)
        coder.press("1", "2", "3", "4", "Escape", "Escape")
    coder.marks.first.hover()
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

"""What the benchmark knows of the pages it measures: all selectors stand here."""

from __future__ import annotations

from pathlib import Path

PANE = ".etc-pane"  # scrolls, and takes the keys
TEXT = ".etc-text"
MARK = ".etc-mark"  # a highlight
CHIP = ".etc-chip"  # a quick code, to be clicked
FILTER = ".etc-palette .etc-filter"  # where letters of a code are typed
NEXT = ".st-key-code-next button >> nth=0"  # the next interview; its tooltip doubles it
EMPTY = "[data-testid=stHeading]"  # all that the empty app has

WATCH, WORDS = (
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("watch.js", "words.js")
)
HOOKS = {"text": TEXT, "mark": MARK}
READY = f"""() => document.querySelector("{TEXT} {MARK}")
    && [...globalThis.eticTextCoder?.stores.values() ?? []].at(-1)?.transport"""
OPENED = """selector => new Promise(resolve => {
    // Milliseconds since the page was asked for, when the element had been painted.
    const look = () => document.querySelector(selector)
        ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
        : requestAnimationFrame(look);
    look();
})"""

// What codings look like: marks in the text, stripes in the margin, and what stands out in both.
// After a change, only the paragraphs and turns that it touches are drawn anew.

import { el } from "./dom.js";
import { Highlights } from "./highlight.js";
import { Margin } from "./margin.js";
import { Pointing } from "./pointing.js";

export class Display {
  constructor(root, pane, view, store, codes, say) {
    Object.assign(this, { pane, view, codes });
    this.colours = el("style");
    root.prepend(this.colours);
    this.#colour();
    this.highlights = new Highlights(view);
    this.margin = new Margin(view, store, codes, say, pane);
    this.pointing = new Pointing(root);
    this.margin.drawn = () => this.pointing.refresh(); // a label made anew does not know it is pointed at
  }

  // `changes` are pairs of a coding before and after.
  repaint(changes) {
    const blocks = new Set();
    const sections = new Set();
    const seen = changes.filter(([before, after]) => !alike(before, after));
    for (const item of seen.flat().filter(Boolean)) {
      for (const index of this.view.touched(item.start, item.end)) {
        blocks.add(index);
        sections.add(this.view.blocks[index].section);
      }
    }
    this.#keeping(() => {
      this.#paint(blocks);
      this.margin.changed(sections);
    });
  }

  // Names and colours of codes are other ones now.
  recoloured() {
    this.#colour();
    this.everything(); // descriptions name the codes
  }

  // Other codings are to be seen, or other sides to be drawn.
  everything() {
    this.#keeping(() => {
      this.#paint(this.view.blocks.keys());
      this.margin.everything();
    });
  }

  // What stands beside the text is another one.
  beside() {
    this.#keeping(() => this.margin.everything());
  }

  destroy() {
    this.highlights.clear();
    this.margin.destroy();
  }

  #paint(blocks) {
    for (const index of blocks) this.view.paint(index);
  }

  // A mark or a label that had the focus is another element now; the keys must go on working.
  #keeping(draw) {
    const focused = this.pane.contains(document.activeElement);
    draw();
    if (focused && !this.pane.contains(document.activeElement)) this.pane.focus({ preventScroll: true });
    this.#again();
  }

  #again() {
    this.highlights.refresh();
    this.pointing.refresh();
  }

  #colour() {
    const rules = [...this.codes.byId.values()].map(({ id, colour }) => `--etc-c${id}:${colour};`);
    this.colours.textContent = `.etc{${rules.join("")}}`;
  }
}

// Whether a coding looks the same before and after: most acknowledgements change nothing to see.
function alike(before, after) {
  const seen = ["start", "end", "code", "coder", "memo", "state"];
  return Boolean(before && after) && seen.every((name) => before[name] === after[name]);
}

// The window onto the text: it scrolls by itself, so that what is above and beside it stays.

import { el } from "./dom.js";
import { storage as local } from "./storage.js";

const LEAST_HEIGHT = 320;
const BELOW = 24;

export class Pane {
  constructor(view, scope, { label, popovers }) {
    this.view = view;
    this.key = `etic:place:${scope}`;
    this.root = el("div", { class: "etc-pane", tabindex: "0", role: "group", "aria-label": label },
      view.root, ...popovers);
  }

  // As high as the window leaves room for, also when something above comes or goes. `frame` holds the
  // pane and what is beside it.
  fit(frame = this.frame) {
    this.frame = frame;
    const main = frame.closest("[data-testid='stMain']");
    const top = frame.getBoundingClientRect().top + (main?.scrollTop ?? 0);
    const height = `${Math.max(LEAST_HEIGHT, Math.floor(innerHeight - top - BELOW))}px`;
    if (frame.style.height !== height) frame.style.height = height;
    if (this.sizes) return;
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(main?.firstElementChild ?? document.body);
  }

  // Scroll so that a span can be read, if it cannot already.
  reveal(span, { always = false } = {}) {
    const box = this.anchor(span);
    const view = this.root.getBoundingClientRect();
    const above = view.top + view.height * 0.12;
    const below = view.top + view.height * 0.8;
    if (!always && box.top >= above && box.bottom <= below) return;
    this.root.scrollTop += box.top - view.top - view.height * 0.3;
    // Turns far away have only a guessed height until they come near: look again where we are.
    if (always) requestAnimationFrame(() => {
      this.root.scrollTop += this.anchor(span).top - view.top - view.height * 0.3;
    });
  }

  // The rectangle of a span: of its last line if it ends in sight, else of its first.
  anchor(span) {
    const ranges = this.view.ranges(...span);
    const boxes = ranges.flatMap((range) => [...range.getClientRects()]).filter((box) => box.width);
    const view = this.root.getBoundingClientRect();
    const seen = boxes.filter((box) => box.bottom > view.top && box.top < view.bottom);
    if (!boxes.length) return new DOMRect(view.left, view.top, 0, 0);
    const last = seen.at(-1);
    if (!last) return boxes[0];
    return new DOMRect(last.left, seen[0].top, last.width, last.bottom - seen[0].top);
  }

  // The unit under the mouse, or null beside the text.
  unitAt(event) {
    const element = event.target.closest?.(".etc-p");
    const block = element && this.view.blocks[element.eticBlock];
    return block ? this.unitNear(event.clientX, event.clientY, element) ?? block.start : null;
  }

  // The unit at a point of the window, in a paragraph or in whichever is there; null for none.
  unitNear(x, y, element = null) {
    const place = document.caretPositionFromPoint?.(x, y);
    const range = place ? null : document.caretRangeFromPoint?.(x, y);
    const node = place?.offsetNode ?? range?.startContainer;
    const found = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(".etc-p");
    const block = found && this.view.blocks[found.eticBlock];
    if (!block || (element && element !== found) || !this.root.contains(found)) return null;
    return this.view.unitAt(block, node, place?.offset ?? range.startOffset);
  }

  // Where one was, for the next time this text is opened.
  remember(unit) {
    clearTimeout(this.remembering);
    this.remembering = setTimeout(() => {
      try {
        local.setItem(this.key, String(unit));
      } catch {
        // Then the text opens at its beginning.
      }
    }, 300);
  }

  restore(go) {
    let unit = NaN;
    try {
      unit = Number.parseInt(local.getItem(this.key), 10);
    } catch {
      // No storage, nothing to go back to.
    }
    if (!(unit > 0 && unit < this.view.text.length)) return;
    go(unit);
    this.reveal([unit, unit + 1], { always: true });
  }

  destroy() {
    clearTimeout(this.remembering);
    this.sizes?.disconnect();
  }
}

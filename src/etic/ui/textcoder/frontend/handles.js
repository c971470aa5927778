// The two ends of the coding one is at, to be pulled by mouse or finger. They go by words; with Alt
// held, by letters.

import { el } from "./dom.js";
import { snap } from "./offsets.js";
import { around } from "./words.js";

export class Handles {
  #item = null;

  // `preview(span)` shows what would be, `done(id, span)` does it.
  constructor(view, pane, say, { preview, done }) {
    Object.assign(this, { view, pane, preview, done });
    this.ends = ["start", "end"].map((edge) => {
      const handle = el("i", { class: `etc-handle etc-handle-${edge}`, "data-edge": edge, title: say("handle"), "aria-hidden": "true" });
      handle.hidden = true;
      handle.addEventListener("pointerdown", (event) => this.#grip(event, edge));
      return handle;
    });
    view.root.append(...this.ends);
  }

  // At the ends of a coding, or nowhere with null.
  show(item) {
    this.#item = item;
    for (const handle of this.ends) handle.hidden = !item;
    if (item) this.#place([item.start, item.end]);
  }

  get dragging() {
    return Boolean(this.grip);
  }

  #place([start, end]) {
    const { view } = this;
    const home = view.root.getBoundingClientRect();
    const first = view.ranges(start, end)[0]?.getClientRects();
    const last = view.ranges(start, end).at(-1)?.getClientRects();
    const boxes = [first?.[0], last?.[last.length - 1]];
    this.ends.forEach((handle, index) => {
      const box = boxes[index];
      handle.hidden = !box;
      if (!box) return;
      handle.style.left = `${(index ? box.right : box.left) - home.left}px`;
      handle.style.top = `${box.top - home.top}px`;
      handle.style.height = `${box.height}px`;
    });
  }

  #grip(event, edge) {
    if (event.button !== 0 || !this.#item) return;
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const { id, start, end } = this.#item;
    this.grip = { id, edge, span: [start, end] };
    this.view.root.classList.add("etc-pulling"); // so that the text under the handle is found
    const move = (now) => {
      const span = this.#pulled(now, edge, [start, end]);
      if (!span) return;
      this.grip.span = span;
      this.#place(span);
      this.preview(span);
    };
    const finish = (now) => {
      handle.removeEventListener("pointermove", move);
      this.view.root.classList.remove("etc-pulling");
      const { span } = this.grip;
      this.grip = null;
      this.preview(null);
      if (now.type === "pointerup") this.done(id, span);
      else this.#place([start, end]);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", finish, { once: true });
    handle.addEventListener("pointercancel", finish, { once: true });
  }

  // The span with its end where the pointer is.
  #pulled(event, edge, [start, end]) {
    const unit = this.pane.unitNear(event.clientX, event.clientY);
    if (unit === null) return null;
    const word = event.altKey ? null : around(this.view.text, unit) ?? around(this.view.text, unit - 1);
    const at = word ? word[edge === "start" ? 0 : 1] : unit;
    const span = edge === "start" ? [at, end] : [start, at];
    return span[0] < span[1] ? snap(this.view.text, ...span) : null;
  }
}

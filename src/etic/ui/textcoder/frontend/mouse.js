// Mouse and finger in the text: selecting, pointing, opening.

import { selected } from "./selection.js";

const SETTLED = 350; // a finger moves the ends of a selection for a while

export class Mouse {
  constructor(reader) {
    this.reader = reader;
  }

  listen(signal) {
    const { root } = this.reader.pane;
    root.addEventListener("click", (event) => this.#click(event), { signal });
    root.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    // A drag may end anywhere, and the browser settles the selection after the event.
    addEventListener("pointerup", () => setTimeout(() => this.#released()), { signal });
    addEventListener("pointerdown", (event) => this.#elsewhere(event), { signal });
    document.addEventListener("selectionchange", () => this.#touched(), { signal });
  }

  #elsewhere(event) {
    this.finger = event.pointerType === "touch";
    const { palette, menu, root } = this.reader;
    if (!root.contains(event.target)) palette.hide();
    if (!menu.root.contains(event.target)) menu.hide(false);
  }

  #press(event) {
    if (event.target.closest(".etc-palette, .etc-card, .etc-handle")) return;
    if (event.button !== 0) return;
    this.dragging = !event.target.closest(".etc-margin, .etc-head");
    this.reader.palette.hide();
    // Something new begins. A selection that ended on a handle would reach to the end of the text,
    // where the handles hang.
    if (event.target.closest(".etc-text")) this.reader.commands.activate(null);
  }

  #released() {
    if (!this.dragging) return;
    this.dragging = false;
    if (!this.finger) this.#take();
  }

  // By finger a selection is made by a long press and pulled by its ends: no release tells its end,
  // and a list of codes over it would be in the way. It is taken as it is, for a code to be chosen.
  #touched() {
    if (!this.finger) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      const span = selected(this.reader.view);
      if (!span) return;
      this.reader.commands.activate(null);
      this.reader.target.select(span);
      this.reader.moved();
    }, SETTLED);
  }

  #take() {
    const { reader } = this;
    if (reader.splitter.open) return;
    const span = selected(reader.view);
    if (!span) return;
    reader.commands.activate(null);
    reader.target.select(span);
    reader.moved();
    reader.openPalette(span);
  }

  #click(event) {
    const { reader } = this;
    const { store, commands, target } = reader;
    if (event.target.closest(".etc-palette, .etc-card, .etc-handle")) return;
    if (reader.splitter.open) {
      const unit = reader.pane.unitAt(event);
      if (unit !== null) reader.splitter.click(unit);
      return;
    }
    if (reader.palette.open) return;
    if (selected(reader.view)) return; // the end of a drag, not a click
    const hint = event.target.closest(".etc-hint-sign");
    if (hint) return reader.openHint(hint.dataset.s, hint);
    const label = event.target.closest(".etc-label, .etc-stripe");
    const mark = event.target.closest(".etc-mark");
    const ids = (label ?? mark)?.dataset.c.split(" ") ?? [];
    const items = ids.map((id) => store.view.get(id)).filter((item) => item && (store.shows?.(item) ?? true));
    if (items.length) {
      reader.openCard(items, label ?? mark);
      return;
    }
    reader.closeCard();
    commands.activate(null);
    target.forget();
    const head = event.target.closest(".etc-head");
    const unit = head ? null : reader.pane.unitAt(event);
    const section = head && reader.view.sections.find(({ element }) => element === head.parentElement);
    if (section?.blocks.length) reader.sentences.take([section.blocks[0].start, section.blocks.at(-1).end]);
    else if (unit !== null) {
      // With shift, all from the sentence one is at to this one.
      const from = event.shiftKey ? reader.sentences.span : null;
      if (from) reader.sentences.take([Math.min(from[0], unit), Math.max(from[1], unit + 1)]);
      else reader.sentences.goTo(unit);
    } else return;
    target.show();
    reader.pane.remember(reader.sentences.span[0]);
    reader.moved();
  }
}

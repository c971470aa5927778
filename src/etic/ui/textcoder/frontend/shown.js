// Which codings are to be seen, and what that changes around the text.

import { alone } from "./filter.js";

export class Shown {
  constructor(reader) {
    this.reader = reader;
    this.#choose();
  }

  // Only a code and those under it, or no longer.
  only(code) {
    const { filter, strip } = this.reader;
    if (!filter.codes.delete(code)) filter.codes.add(code);
    this.changed();
    strip.refresh();
  }

  // The two coders that a link names, once.
  compare() {
    const { filter, store, strip } = this.reader;
    const wanted = String(store.wanted ?? "");
    if (wanted === (store.compared ?? "")) return;
    store.compared = wanted;
    if (!wanted) return;
    filter.compare = store.wanted;
    this.changed();
    strip.refresh();
  }

  changed() {
    this.#choose();
    const { display, filter, panels, root } = this.reader;
    display.margin.compare = filter.compare;
    root.classList.toggle("etc-comparing", filter.compare !== null);
    root.classList.toggle("etc-uncoded-only", filter.uncoded);
    panels.fit();
    display.everything();
    if (filter.compare) this.#count(filter.compare);
    this.reader.moved();
  }

  #choose() {
    const { codes, filter, store } = this.reader;
    store.shows = filter.active ? (item) => filter.passes(item, codes) : null;
  }

  // Codings that the other of the two does not have.
  #count([a, b]) {
    const { say, store, strip } = this.reader;
    const items = [...store.view.values()];
    const other = { [a]: b, [b]: a };
    const n = items.filter((item) => other[item.coder] && alone(item, items, other[item.coder])).length;
    strip.count.textContent = say("differences", { n });
  }
}

// Choosing where a coding is to be cut in two: by word, by sentence, or with a click.

import { snap } from "./offsets.js";
import { stop } from "./words.js";

export class Splitter {
  #at = 0;
  item = null;

  constructor({ view, sentences, highlights, say, announce, done }) {
    Object.assign(this, { view, sentences, highlights, say, announce, done });
  }

  get open() {
    return this.item !== null;
  }

  // Begin at the sentence nearest to the middle, else at the word there.
  start(item) {
    this.item = item;
    this.#at = item.start;
    const middle = (item.start + item.end) / 2;
    const inside = this.sentences.list.map(([start]) => start).filter((unit) => unit > item.start && unit < item.end);
    const near = inside.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
    this.#go(near ?? stop(this.view.text, Math.floor(middle), -1, "start"));
    return this.open;
  }

  cancel() {
    this.item = null;
    this.highlights.set("etc-part", null);
    this.announce("");
  }

  // The key's command, if it is one for here; everything else waits until the cut is made.
  key(event) {
    const words = { ArrowRight: 1, ArrowLeft: -1, BracketRight: 1, BracketLeft: -1 };
    const sentences = { ArrowDown: 1, ArrowUp: -1, KeyJ: 1, KeyK: -1 };
    if (event.code in words) this.#go(stop(this.view.text, this.#at, words[event.code], "start"));
    else if (event.code in sentences) this.#sentence(sentences[event.code]);
    else if (event.code === "Enter" || event.code === "NumpadEnter") this.#cut();
    else if (event.code === "Escape" || event.code === "KeyZ") this.cancel();
    else return false;
    return true;
  }

  // A click in the coding cuts in front of that word.
  click(unit) {
    const { start, end } = this.item;
    if (unit <= start || unit >= end) return this.cancel();
    this.#go(stop(this.view.text, unit + 1, -1, "start"));
    this.#cut();
  }

  #sentence(by) {
    const starts = this.sentences.list.map(([start]) => start);
    const next = by > 0 ? starts.find((unit) => unit > this.#at) : starts.findLast((unit) => unit < this.#at);
    if (next !== undefined) this.#go(next);
  }

  #go(unit) {
    const { start, end } = this.item;
    if (unit <= start || unit >= end || !snap(this.view.text, unit, end)) {
      if (this.#at <= start || this.#at >= end) this.cancel();
      return;
    }
    this.#at = unit;
    this.highlights.set("etc-part", [unit, end]);
    this.announce(this.say("split_here", { text: this.view.text.slice(unit, Math.min(end, unit + 60)) }));
  }

  #cut() {
    const { id } = this.item;
    const at = this.#at;
    this.cancel();
    this.done(id, at);
  }
}

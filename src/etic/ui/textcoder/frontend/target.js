// What is meant by the next command: the passage selected by hand, else the current sentences.

import { selected } from "./selection.js";
import { snap } from "./offsets.js";
import { stop } from "./words.js";

export class Target {
  #span = null; // selected by hand

  constructor(view, sentences, highlights) {
    Object.assign(this, { view, sentences, highlights });
  }

  get span() {
    return this.#span ?? selected(this.view) ?? this.sentences.span;
  }

  // Whether a passage was selected, rather than gone to.
  get byHand() {
    return this.#span !== null;
  }

  select(span) {
    this.#span = span;
    this.sentences.goTo(span[0]);
    this.highlights.set("etc-current", null);
    this.highlights.set("etc-span", span);
  }

  forget() {
    this.#span = null;
    this.highlights.set("etc-span", null);
    const selection = document.getSelection();
    if (selection?.rangeCount && this.view.root.contains(selection.anchorNode)) selection.removeAllRanges();
  }

  // The current sentences, shown as such.
  goTo(unit) {
    this.forget();
    this.sentences.goTo(unit);
    this.show();
  }

  show() {
    this.highlights.set("etc-current", this.sentences.span);
  }

  hide() {
    this.highlights.set("etc-current", null);
  }

  leave() {
    this.forget();
    this.hide();
    this.sentences.leave();
  }

  // A span with one of its ends moved by a word; null where it cannot move.
  moved([start, end], edge, by) {
    let at = edge === "start" ? start : end;
    for (let from = -1; at !== from; ) {
      from = at;
      at = stop(this.view.text, at, by, edge);
      if (this.#inText(at, edge)) break; // labels of speakers between turns are no words of the text
    }
    if (!this.#inText(at, edge)) return null;
    const [low, high] = edge === "start" ? [at, end] : [start, at];
    if (low >= high || (low === start && high === end)) return null;
    return snap(this.view.text, low, high);
  }

  #inText(unit, edge) {
    const inside = edge === "start" ? unit : unit - 1;
    const block = this.view.blocks[this.view.blockAt(inside)];
    return Boolean(block) && inside >= block.start && inside < block.end;
  }
}

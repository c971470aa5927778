// Going through the text sentence by sentence or turn by turn; with shift, several at once.

export class Sentences {
  #anchor = -1; // the sentence at which a row of them began
  #head = -1; // the one that moves

  constructor(payload, offsets, view) {
    this.list = payload.segments.map(([start, end]) => [offsets.toUnits(start), offsets.toUnits(end)]);
    // A text without sentences, as a reader that knows no turns leaves it, goes by paragraphs.
    if (!this.list.length) this.list = view.blocks.map(({ start, end }) => [start, end]);
    this.turns = inTurns(this.list, view.sections);
    this.next = 0; // where the first step leads
  }

  // From the first of the current sentences to the last; null where there is none.
  get span() {
    if (this.#head < 0) return null;
    const [low, high] = [Math.min(this.#anchor, this.#head), Math.max(this.#anchor, this.#head)];
    return [this.list[low][0], this.list[high][1]];
  }

  get head() {
    return this.#head < 0 ? null : this.list[this.#head];
  }

  // The current sentence's number, from 1; 0 where there is none.
  get number() {
    return this.#head + 1;
  }

  // One sentence on or back, past those that `skip` says to leave out.
  step(by, extend, skip = () => false) {
    if (!this.list.length) return false;
    let to = this.#head < 0 ? this.next : this.#head + by;
    while (to > 0 && to < this.list.length - 1 && skip(this.list[to])) to += by;
    if (skip(this.list[to] ?? [0, 0])) return false;
    this.#head = Math.max(0, Math.min(this.list.length - 1, to));
    if (!extend || this.#anchor < 0) this.#anchor = this.#head;
    return true;
  }

  // The whole turn after or before the one at which one is; with none current, that one itself.
  turn(by) {
    if (!this.turns.length) return false;
    const at = Math.max(0, this.turns.findLastIndex(([first]) => first <= Math.max(this.#head, 0)));
    const to = this.#head < 0 ? at : at + by;
    const found = this.turns[Math.max(0, Math.min(this.turns.length - 1, to))];
    [this.#anchor, this.#head] = found;
    return true;
  }

  // The sentence at a place becomes the current one.
  goTo(unit) {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.list[middle][0] <= unit) low = middle;
      else high = middle - 1;
    }
    if (this.list.length) this.#head = this.#anchor = low;
  }

  // All sentences of a span become current.
  take([start, end]) {
    this.goTo(Math.max(start, end - 1));
    const last = this.#head;
    this.goTo(start);
    this.#head = Math.max(last, this.#anchor);
  }

  // None is current; the next step leads back to where one was.
  leave() {
    if (this.#head >= 0) this.next = this.#head;
    this.#head = this.#anchor = -1;
  }
}

// [first, last] sentence of each turn that has any.
function inTurns(list, sections) {
  const turns = [];
  let at = 0;
  for (const { blocks } of sections) {
    const end = blocks.at(-1)?.end ?? 0;
    const first = at;
    while (at < list.length && list[at][0] < end) at++;
    if (at > first) turns.push([first, at - 1]);
  }
  return turns;
}

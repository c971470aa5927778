// Going through the text sentence by sentence; with shift, several at once.

export class Sentences {
  #anchor = -1; // the sentence at which a row of them began
  #head = -1; // the one that moves

  constructor(payload, offsets, view) {
    this.list = payload.segments.map(([start, end]) => [offsets.toUnits(start), offsets.toUnits(end)]);
    // A text without sentences, as a reader that knows no turns leaves it, goes by paragraphs.
    if (!this.list.length) this.list = view.blocks.map(({ start, end }) => [start, end]);
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

  step(by, extend) {
    if (!this.list.length) return false;
    const to = this.#head < 0 ? this.next : this.#head + by;
    this.#head = Math.max(0, Math.min(this.list.length - 1, to));
    if (!extend || this.#anchor < 0) this.#anchor = this.#head;
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

  // None is current; the next step leads back to where one was.
  leave() {
    if (this.#head >= 0) this.next = this.#head;
    this.#head = this.#anchor = -1;
  }
}

// Which codings are shown: of some codes, of one coder, or of two side by side.

export class Filter {
  codes = new Set(); // only these and those under them; empty: all
  coder = ""; // only this one's; empty: everybody's
  uncoded = false; // what has a code steps back
  compare = null; // two coders

  get active() {
    return this.codes.size > 0 || this.coder !== "" || this.uncoded || this.compare !== null;
  }

  // Whether a coding is shown; `book` knows which codes lie under which.
  passes(item, book) {
    if (this.compare && !this.compare.includes(item.coder)) return false;
    if (!this.compare && this.coder && item.coder !== this.coder) return false;
    return !this.codes.size || book.lineage(item.code).some((id) => this.codes.has(id));
  }

  clear() {
    this.codes.clear();
    this.coder = "";
    this.uncoded = false;
    this.compare = null;
  }
}

// Whether the other of two coders has the same code nowhere on this coding's passage.
export function alone(item, items, other) {
  return !items.some((one) => one.coder === other && one.code === item.code &&
    one.start < item.end && one.end > item.start);
}

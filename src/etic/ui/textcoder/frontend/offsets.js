// Where a place in the text is: Python and the wire count code points, the DOM counts UTF-16 units.
// This is the one border between them; everything else in the browser counts units.

export class Offsets {
  #pairs = []; // unit index of every character that takes two units, in order

  constructor(text) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0xd800 && unit <= 0xdbff) this.#pairs.push(i++);
    }
    this.length = text.length;
  }

  // The unit at which a code point begins.
  toUnits(point) {
    return point + this.#below(point, (index) => this.#pairs[index] - index);
  }

  // The code point that begins at a unit; from the middle of one, the one it belongs to.
  toPoints(unit) {
    return unit - this.#below(unit, (index) => this.#pairs[index]);
  }

  #below(value, at) {
    let low = 0;
    let high = this.#pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// White space and what shows as none: soft hyphen, zero-width space, byte-order mark.
const BLANK = /[\s\u00ad\u200b\ufeff]/;
const WINDOW = 64;

// A span without white space at its ends that splits no grapheme (a family emoji, a stressed и́);
// null where nothing is left.
export function snap(text, start, end) {
  while (start < end && BLANK.test(text[start])) start++;
  while (end > start && BLANK.test(text[end - 1])) end--;
  if (start >= end) return null;
  return [edge(text, start).start, edge(text, end).end];
}

// The grapheme around a unit, or the empty one where a boundary is there already.
function edge(text, unit) {
  if (unit <= 0 || unit >= text.length) return { start: unit, end: unit };
  // Begin after white space where there is some near: graphemes are found from a boundary on.
  let from = Math.max(0, unit - WINDOW);
  for (let i = unit - 1; i > from; i--) {
    if (/\s/.test(text[i])) {
      from = i + 1;
      break;
    }
  }
  const piece = text.slice(from, unit + WINDOW);
  for (const { index, segment } of new Intl.Segmenter().segment(piece)) {
    const start = from + index;
    const end = start + segment.length;
    if (start >= unit) break;
    if (end > unit) return { start, end };
  }
  return { start: unit, end: unit };
}

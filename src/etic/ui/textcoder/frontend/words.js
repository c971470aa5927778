// Where words begin and end, to move the ends of a passage by one.
//
// A word is what stands between spaces, without the comma after it or the quotation mark before it,
// but with the full stop that ends a sentence.

const WORD = /[^\s\u2012-\u2015«„“"(\[-][^\s]*/gu;
const TAIL = /[,;:\u2012-\u2015»”")\]-]+$/u;
const WINDOW = 400;

// The next place, in the direction `by`, at which an end of a passage may stand; `edge` is "start"
// or "end". The unit itself where there is none.
export function stop(text, unit, by, edge) {
  const from = Math.max(0, unit - WINDOW);
  const piece = text.slice(from, unit + WINDOW);
  const stops = [];
  for (const { 0: word, index } of piece.matchAll(WORD)) {
    // What the window cut in two is no word.
    if (index === 0 && from > 0) continue;
    const bare = word.replace(TAIL, "");
    if (bare) stops.push(from + index + (edge === "start" ? 0 : bare.length));
  }
  const next = by > 0 ? stops.find((at) => at > unit) : stops.findLast((at) => at < unit);
  return next ?? unit;
}

// The word at a unit as a span; null between words.
export function around(text, unit) {
  const from = Math.max(0, unit - WINDOW);
  for (const { 0: word, index } of text.slice(from, unit + WINDOW).matchAll(WORD)) {
    const start = from + index;
    const bare = word.replace(TAIL, "");
    if (start <= unit && unit < start + word.length && bare) return [start, start + bare.length];
  }
  return null;
}

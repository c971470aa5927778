// Codings as runs of <mark>. Where codings overlap, a run belongs to several; each coding is a band
// under the text and keeps its lane from its beginning to its end, so nesting can be seen.

import { el } from "./dom.js";

export const LANES = 4; // bands that fit between two lines; codings beyond them share the last

// The tint lies behind the letters alone, the bands in the space beneath them.
const TINT = "linear-gradient(var(--tint),var(--tint)) 0 0/100% 100% no-repeat content-box";

// Cut a paragraph at the ends of its codings: [{start, end, items: [{item, lane}]}].
export function runs(block, codings) {
  const inside = codings
    .filter((item) => item.start < block.end && item.end > block.start)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const ends = []; // of each lane
  const lanes = new Map();
  for (const item of inside) {
    let lane = ends.findIndex((end) => end <= item.start);
    if (lane < 0) lane = ends.length;
    ends[lane] = item.end;
    lanes.set(item, lane);
  }
  const cuts = new Set([block.start, block.end]);
  for (const item of inside) {
    cuts.add(Math.max(item.start, block.start)).add(Math.min(item.end, block.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => {
    const start = places[index];
    const items = inside
      .filter((item) => item.start < end && item.end > start)
      .map((item) => ({ item, lane: lanes.get(item) }));
    return { start, end, items };
  });
}

// The shortest first: of codings at one place, the innermost stands on top.
export const byLength = (a, b) => a.end - a.start - (b.end - b.start);

// The shortest coding of a run is the one that is meant when somebody points at it.
export const innermost = (items) =>
  items.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));

export function paint(element, text, block, codings, describe) {
  const parts = runs(block, codings).map(({ start, end, items }) => {
    const piece = text.slice(start, end);
    return items.length ? mark(piece, start, end, items, describe) : piece;
  });
  element.replaceChildren(...parts);
}

function mark(piece, start, end, items, describe) {
  const codings = items.map(({ item }) => item);
  const element = el("mark", {
    class: "etc-mark",
    tabindex: "-1",
    "data-c": codings.map((item) => item.id).join(" "),
    "aria-description": describe(codings),
  }, piece);
  if (codings.some((item) => item.start === start)) element.classList.add("etc-begins");
  if (codings.some((item) => item.end === end)) element.classList.add("etc-ends");
  element.style.setProperty("--k", hue(innermost(codings)));
  element.style.setProperty("--n", String(Math.min(items.length, 3)));
  const bands = items.map(({ item, lane }) => band(item, Math.min(lane, LANES - 1)));
  element.style.background = [...bands, TINT].join(",");
  return element;
}

export const hue = (item) => `var(--etc-c${item.code})`;

function band(item, lane) {
  const colour = hue(item);
  const image = item.state === "no"
    ? `repeating-linear-gradient(90deg,${colour} 0 4px,transparent 4px 7px)`
    : `linear-gradient(${colour},${colour})`;
  return `${image} 0 calc(100% - ${(LANES - 1 - lane) * 3}px)/100% var(--band) no-repeat border-box`;
}

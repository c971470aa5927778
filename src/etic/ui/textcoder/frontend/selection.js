// What the person has selected, as a span of the text.

import { snap } from "./offsets.js";

// The selection's span, snapped to graphemes and without white space at its ends; null for none.
export function selected(view) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!view.blocks.length || !range.intersectsNode(view.root)) return null;
  const span = reached(view, range);
  return span && snap(view.text, ...span);
}

function reached(view, range) {
  const { blocks } = view;
  let first = search(blocks.length, (i) => compareEnd(blocks[i], range) >= 0);
  let last = search(blocks.length, (i) => compareStart(blocks[i], range) > 0) - 1;
  if (first > last) return null;
  let start = unit(view, blocks[first], range.startContainer, range.startOffset, "start");
  let end = unit(view, blocks[last], range.endContainer, range.endOffset, "end");
  // A paragraph that the selection only touches is not meant: a triple click reaches to the
  // beginning of the next one, and the label of its speaker would come along.
  if (start >= blocks[first].end) start = blocks[++first]?.start ?? end;
  if (end <= blocks[last].start) end = blocks[--last]?.end ?? start;
  return start < end ? [start, end] : null;
}

// Where a paragraph's end and start lie: -1 before the range, 0 in it, 1 after it.
const compareEnd = ({ element }, range) => range.comparePoint(element, element.childNodes.length);
const compareStart = ({ element }, range) => range.comparePoint(element, 0);

// The first index for which something holds, of a row in which it holds from some index on.
function search(length, holds) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function unit(view, block, node, offset, edge) {
  return block.element.contains(node) ? view.unitAt(block, node, offset) : block[edge];
}

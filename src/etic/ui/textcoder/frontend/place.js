// Where a popover goes: near what it is about, inside the pane, beneath it or, without room, above.

const GAP = 8;
const LEAST = 200; // pixels: less is no list to choose from

// `anchor` is a rectangle in the window, `align` the edge that counts: "start" of the anchor, or
// "end" of the pane.
export function place(popover, anchor, pane, align = "start") {
  popover.hidden = false;
  popover.style.maxHeight = "";
  const view = pane.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const under = view.bottom - anchor.bottom - GAP;
  const over = anchor.top - view.top - GAP;
  const below = under >= height || under >= over;
  const room = Math.max(LEAST, (below ? under : over) - GAP); // its list scrolls within that
  popover.style.maxHeight = `${room}px`;
  const top = below ? anchor.bottom + GAP : anchor.top - GAP - Math.min(height, room);
  const most = view.right - width - 2 * GAP;
  const left = align === "end" ? most : Math.max(view.left + GAP, Math.min(anchor.left, most));
  popover.style.left = `${left - view.left + pane.scrollLeft}px`;
  popover.style.top = `${Math.max(GAP, top - view.top + pane.scrollTop)}px`;
}

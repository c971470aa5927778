// Which key does what. `event.code` names the key, not the letter on it: ж or ; alike, so that a
// Russian layout works without switching.

const PLAIN = {
  KeyJ: "next",
  ArrowDown: "next",
  KeyK: "previous",
  ArrowUp: "previous",
  KeyN: "nextCoding",
  KeyP: "previousCoding",
  KeyC: "palette",
  KeyM: "memo",
  KeyH: "help",
  KeyZ: "undo",
  Enter: "enter",
  NumpadEnter: "enter",
  Delete: "remove",
  Backspace: "remove",
  Escape: "escape",
};
const SHIFTED = { KeyJ: "extend", ArrowDown: "extend", KeyK: "shrink", ArrowUp: "shrink", KeyZ: "redo" };
const WITH_CONTROL = { KeyZ: "undo", KeyY: "redo" };
const DIGIT = /^(?:Digit|Numpad)([1-9])$/;

// The command of a key press: {name, digit}, or null where the browser should have it.
export function command(event) {
  if (event.altKey || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey) {
    const name = event.code === "KeyZ" && event.shiftKey ? "redo" : WITH_CONTROL[event.code];
    return name ? { name } : null;
  }
  if (event.shiftKey) {
    const name = SHIFTED[event.code];
    return name ? { name } : null;
  }
  const digit = DIGIT.exec(event.code)?.[1];
  if (digit) return { name: "digit", digit: Number(digit) };
  const name = PLAIN[event.code];
  return name ? { name } : null;
}

// What the help shows: keys as they are printed, and the label of what they do.
export const HELP = [
  [["J", "K"], "help_move"],
  [["⇧ J", "⇧ K"], "help_extend"],
  [["1", "…", "9"], "help_digit"],
  [["C", "Enter"], "help_palette"],
  [["N", "P"], "help_coding"],
  [["Enter"], "help_card"],
  [["M"], "help_memo"],
  [["Del"], "help_delete"],
  [["Z", "⇧ Z"], "help_undo"],
  [["Esc"], "help_escape"],
  [["H"], "help_help"],
];

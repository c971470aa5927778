// Which key does what. `event.code` names the key, not the letter on it: ж or ; alike, so that a
// Russian layout works without switching.

const PLAIN = {
  KeyJ: "next", ArrowDown: "next", KeyK: "previous", ArrowUp: "previous",
  BracketLeft: "startBack", BracketRight: "endOn",
  KeyN: "nextCoding", KeyP: "previousCoding",
  KeyC: "palette", Enter: "enter", NumpadEnter: "enter", KeyV: "inVivo",
  KeyM: "memo", KeyE: "change", KeyS: "split", KeyG: "join",
  Delete: "remove", Backspace: "remove", KeyZ: "undo",
  KeyA: "accept", KeyX: "dismiss", KeyL: "suggest",
  Slash: "find", KeyF: "filter", KeyT: "tree", KeyH: "help", Escape: "escape",
};
const SHIFTED = {
  KeyJ: "nextTurn", KeyK: "previousTurn", ArrowDown: "extend", ArrowUp: "shrink",
  BracketLeft: "startOn", BracketRight: "endBack", ArrowRight: "endOn", ArrowLeft: "endBack",
  KeyN: "nextText", KeyP: "previousText", KeyZ: "redo", Slash: "help",
};
const WITH_CONTROL = { KeyZ: "undo", KeyY: "redo" };
// Signs that lie on other keys in other layouts.
const SIGNS = { "?": "help", "/": "find", "[": "startBack", "]": "endOn", "{": "startOn", "}": "endBack" };
const DIGIT = /^(?:Digit|Numpad)([1-9])$/;

// The command of a key press: {name, digit}, or null where the browser should have it.
export function command(event) {
  if (event.isComposing) return null;
  const sign = SIGNS[event.key];
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    const name = event.code === "KeyZ" && event.shiftKey ? "redo" : WITH_CONTROL[event.code];
    return name ? { name } : null;
  }
  if (sign) return { name: sign };
  if (event.shiftKey) {
    const name = SHIFTED[event.code];
    return name ? { name } : null;
  }
  const digit = DIGIT.exec(event.code)?.[1];
  if (digit) return { name: "digit", digit: Number(digit) };
  const name = PLAIN[event.code];
  return name ? { name } : null;
}

// What the help shows, in groups: keys as they are printed, and the label of what they do.
export const HELP = {
  help_going: [
    [["J", "K"], "help_move"],
    [["⇧ J", "⇧ K"], "help_turn"],
    [["⇧ ↓", "⇧ ↑"], "help_extend"],
    [["[", "]"], "help_widen"],
    [["⇧ [", "⇧ ]"], "help_narrow"],
    [["N", "P"], "help_coding"],
    [["⇧ N", "⇧ P"], "help_text"],
    [["/"], "help_find"],
  ],
  help_coding_title: [
    [["1", "…", "9"], "help_digit"],
    [["C", "Enter"], "help_palette"],
    [["V"], "help_vivo"],
    [["A", "X"], "help_suggestion"],
    [["L"], "help_suggest"],
    [["T"], "help_tree"],
    [["Z", "⇧ Z"], "help_undo"],
  ],
  help_coding_on: [
    [["Enter"], "help_card"],
    [["M"], "help_memo"],
    [["E"], "help_change"],
    [["[", "]"], "help_resize"],
    [["S"], "help_split"],
    [["G"], "help_join"],
    [["Del"], "help_delete"],
  ],
  help_else: [
    [["F"], "help_filter"],
    [["Esc"], "help_escape"],
    [["?", "H"], "help_help"],
  ],
};

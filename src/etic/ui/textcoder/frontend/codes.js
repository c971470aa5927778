// The codebook: names, colours, the tree, and finding a code by a few letters.

const RU = "йцукенгшщзхъфывапролджэячсмитьбю";
const EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KEYS = new Map();
for (let i = 0; i < RU.length; i++) KEYS.set(RU[i], EN[i]).set(EN[i], RU[i]);

export const folded = (text) => text.toLowerCase().replaceAll("ё", "е");

// What the same keys type in the other layout: «ctvmz» is «семья» with the wrong one on.
export const otherLayout = (text) =>
  Array.from(text.toLowerCase(), (letter) => KEYS.get(letter) ?? letter).join("");

export class Codes {
  constructor(rows) {
    this.set(rows);
  }

  set(rows) {
    this.byId = new Map();
    for (const [id, path, name, colour, depth, parent, other, definition, offered] of rows) {
      const code = { id, path, name, colour, depth, parent, other, definition };
      code.offered = Boolean(offered);
      code.words = folded(`${name} ${other} ${path.split("/").pop()}`);
      const above = this.byId.get(parent);
      code.above = above ? [...above.above, above.name] : [];
      code.everything = folded(`${code.above.join(" ")} ${name} ${other} ${path}`);
      this.byId.set(id, code);
    }
    this.offered = [...this.byId.values()].filter((code) => code.offered);
  }

  get(id) {
    return this.byId.get(id);
  }

  // A code that was deleted while its mark was on the way has no name any more.
  name(id) {
    return this.byId.get(id)?.name ?? "?";
  }

  names(ids) {
    return [...new Set(ids.map((id) => this.name(id)))].join(", ");
  }

  // Codes that answer to what was typed, the nearest first; the words may stand in any order.
  search(query) {
    const typed = folded(query).split(/[\s/›]+/).filter(Boolean);
    if (!typed.length) return this.offered;
    const found = this.#ranked(typed);
    return found.length ? found : this.#ranked(typed.map((word) => folded(otherLayout(word))));
  }

  #ranked(words) {
    const ranked = [];
    this.offered.forEach((code, order) => {
      if (!words.every((word) => code.everything.includes(word))) return;
      const last = words[words.length - 1];
      const rank = folded(code.name).startsWith(last) ? 0
        : ` ${code.words}`.includes(` ${last}`) ? 1
        : code.words.includes(last) ? 2 : 3;
      ranked.push({ code, rank, order });
    });
    ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
    return ranked.map((item) => item.code);
  }
}

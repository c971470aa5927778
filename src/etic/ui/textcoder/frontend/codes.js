// The codebook: names, colours, the tree, and finding a code by a few letters.

const RU = "йцукенгшщзхъфывапролджэячсмитьбю";
const EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KEYS = new Map();
for (let i = 0; i < RU.length; i++) KEYS.set(RU[i], EN[i]).set(EN[i], RU[i]);

const PROVISIONAL = "#808080";

export const folded = (text) => text.toLowerCase().replaceAll("ё", "е");

// What the same keys type in the other layout: «ctvmz» is «семья» with the wrong one on.
export const otherLayout = (text) =>
  Array.from(text.toLowerCase(), (letter) => KEYS.get(letter) ?? letter).join("");

export class Codes {
  constructor(rows) {
    this.set(rows);
  }

  // `provisional` are codes made here a moment ago: {code, name, under}.
  set(rows, provisional = []) {
    this.rows = rows;
    this.byId = new Map();
    for (const [id, path, name, colour, depth, parent, other, definition, offered] of rows) {
      const code = { id, path, name, colour, depth, parent, other, definition };
      code.offered = Boolean(offered);
      code.words = folded(`${name} ${other} ${path.split("/").pop()}`);
      this.#place(code);
    }
    for (const { code: id, name, under } of provisional) {
      const above = this.byId.get(under);
      this.#place({
        id, path: name, name, other: "", definition: "", offered: true, words: folded(name),
        colour: above?.colour ?? PROVISIONAL, depth: above ? above.depth + 1 : 0, parent: above?.id ?? null,
      });
    }
    this.offered = [...this.byId.values()].filter((code) => code.offered);
  }

  #place(code) {
    const above = this.byId.get(code.parent);
    code.above = above ? [...above.above, above.name] : [];
    code.everything = folded(`${code.above.join(" ")} ${code.name} ${code.other} ${code.path}`);
    this.byId.set(code.id, code);
  }

  get(id) {
    return this.byId.get(id);
  }

  // A code and all above it, itself first.
  lineage(id) {
    const found = [];
    for (let code = this.byId.get(id); code && !found.includes(code.id); code = this.byId.get(code.parent)) {
      found.push(code.id);
    }
    return found;
  }

  // The codes right under one, of those offered; under none: the families.
  children(id) {
    return this.offered.filter((code) => (this.#offeredAbove(code)) === id);
  }

  // A code offered under one that is not hangs under the next above that is.
  #offeredAbove(code) {
    return this.lineage(code.parent).find((id) => this.byId.get(id).offered) ?? null;
  }

  // The code of that very name, or null.
  named(name) {
    const wanted = folded(name.trim());
    return this.offered.find((code) => folded(code.name) === wanted) ?? null;
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

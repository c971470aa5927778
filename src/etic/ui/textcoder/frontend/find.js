// Finding words in the text one is at: letters at once, other forms of the words from the server.

import { button, el, icon } from "./dom.js";
import { folded } from "./codes.js";

const PAUSE = 250;
const LEAST = 2; // letters

export class Find {
  #places = [];
  #at = -1;

  constructor({ store, say, highlights, show, close }) {
    Object.assign(this, { store, say, highlights, show, onClose: close });
    this.input = el("input", {
      class: "etc-field etc-seek", type: "search", autocomplete: "off", spellcheck: "false",
      placeholder: say("find_hint"), "aria-label": say("find"),
    });
    this.count = el("span", { class: "etc-counted", role: "status" });
    const step = (sign, label, by) => {
      const element = button("etc-tool", icon(sign), say(label), { "aria-label": say(label) });
      element.addEventListener("click", () => this.#go(by));
      return element;
    };
    const done = button("etc-tool", icon("close"), say("close"), { "aria-label": say("close") });
    done.addEventListener("click", () => this.hide());
    this.root = el("div", { class: "etc-find", role: "search" },
      this.input, this.count, step("keyboard_arrow_up", "find_previous", -1), step("keyboard_arrow_down", "find_next", 1), done);
    this.root.hidden = true;
    this.input.addEventListener("input", () => this.#look());
    this.root.addEventListener("keydown", (event) => this.#key(event));
  }

  get open() {
    return !this.root.hidden;
  }

  focus(text = "") {
    this.root.hidden = false;
    if (text && !text.includes("\n") && text.length < 80) this.input.value = text;
    this.input.focus({ preventScroll: true });
    this.input.select();
    this.#look();
  }

  hide() {
    this.root.hidden = true;
    this.highlights.set("etc-found", null);
    this.#places = [];
    this.onClose();
  }

  // The server's places, where words stand in other forms.
  told([kind, about, places]) {
    if (kind !== "find" || about !== this.input.value.trim() || !Array.isArray(places)) return;
    const { offsets } = this.store;
    const more = places.map(([s, e]) => [offsets.toUnits(s), offsets.toUnits(e)])
      .filter(([s, e]) => !this.#places.some(([a, b]) => a < e && b > s));
    if (!more.length) return this.#tell();
    const here = this.#places[this.#at];
    this.#places = [...this.#places, ...more].sort((a, b) => a[0] - b[0]);
    this.#at = here ? this.#places.indexOf(here) : -1;
    this.highlights.set("etc-found", this.#places);
    if (!here) this.#go(1);
    this.#tell();
  }

  #look() {
    clearTimeout(this.asking);
    const query = this.input.value.trim();
    this.#places = query.length < LEAST ? [] : literal(this.store.text, query);
    this.#at = -1;
    this.highlights.set("etc-found", this.#places);
    if (query.length >= LEAST) {
      this.asking = setTimeout(() => this.store.ask("find", query), PAUSE);
      if (this.#places.length) this.#go(1, false);
    }
    this.#tell();
  }

  #go(by, said = true) {
    if (!this.#places.length) return;
    this.#at = (this.#at + by + this.#places.length) % this.#places.length;
    if (this.#at < 0) this.#at = 0;
    this.show(this.#places[this.#at]);
    if (said) this.#tell();
  }

  #tell() {
    const query = this.input.value.trim();
    const n = this.#places.length;
    this.count.textContent = query.length < LEAST ? "" : n ? `${this.#at + 1} / ${n}` : this.say("find_none");
  }

  #key(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.code === "Enter" || event.code === "NumpadEnter") this.#go(event.shiftKey ? -1 : 1);
    else if (event.code === "ArrowDown") this.#go(1);
    else if (event.code === "ArrowUp") this.#go(-1);
    else if (event.code === "Escape") this.hide();
    else return;
    event.preventDefault();
  }
}

// Where letters stand in the text, case and ё aside. Folding keeps every place where it is.
function literal(text, query) {
  const wanted = folded(query);
  const whole = keeping(text);
  const found = [];
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
    found.push([at, at + wanted.length]);
  }
  return found;
}

// A text folded letter by letter: «İ» has two small letters, which would move all after it.
let last = ["", ""];
function keeping(text) {
  if (last[0] !== text) {
    const small = folded(text);
    last = [text, small.length === text.length ? small
      : Array.from({ length: text.length }, (_, i) => (folded(text[i]).length === 1 ? folded(text[i]) : text[i])).join("")];
  }
  return last[1];
}

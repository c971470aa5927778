// Choosing a code: a field to type in, the nine quick codes, the tree. It stays open for the next
// code until Esc or a click elsewhere; a code that is there already is taken away by choosing it. A
// name that no code has makes a new one. Asked for one code only, it closes with the choice.

import { afterPaint, el } from "./dom.js";
import { folded } from "./codes.js";
import { place } from "./place.js";

let made = 0;

export class Palette {
  #options = []; // {code, element} in the order of the list
  #chosen = 0;

  // `choose(code)` codes the span or takes the code away; `has(code)` tells whether it is there;
  // `create(name, under)` makes a new one, `vivo()` names one by the words of the passage; `suggest()`
  // has codes suggested for the whole text.
  constructor({ codes, quick, say, choose, create, suggest, vivo, has, quote, close }) {
    Object.assign(this, { codes, quick, say, choose, create, suggest, vivo, has, quote, onClose: close });
    const listId = `etc-list-${(made += 1)}`;
    this.input = el("input", {
      class: "etc-filter", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      placeholder: say("palette_filter"), "aria-label": say("palette_filter"),
      "aria-expanded": "true", "aria-controls": listId, "aria-autocomplete": "list",
    });
    this.list = el("ul", { class: "etc-list", id: listId, role: "listbox", "aria-label": say("palette") });
    this.hint = el("p", { class: "etc-hint" });
    this.root = el("div", { class: "etc-palette", role: "dialog", "aria-label": say("palette") },
      this.input, this.list, this.hint);
    this.root.hidden = true;
    this.input.addEventListener("input", () => this.#fill());
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("copy", (event) => this.#copy(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps focus
    this.list.addEventListener("click", (event) => {
      const index = this.#options.findIndex(({ element }) => element.contains(event.target));
      if (index >= 0) this.#take(this.#options[index]);
    });
  }

  get open() {
    return !this.root.hidden;
  }

  // `only` asks for one code: {title, choose, top}; `top` is the label of «none, a family of its own».
  show(anchor, pane, only = null) {
    this.only = only;
    const title = only?.title ?? this.say("palette_filter");
    this.input.placeholder = title;
    this.input.setAttribute("aria-label", title);
    this.input.value = "";
    this.#fill();
    place(this.root, anchor, pane);
    this.list.scrollTop = 0;
    this.input.focus({ preventScroll: true });
  }

  // What the span carries has changed; after the text has been painted.
  refresh() {
    if (!this.open) return;
    this.callOff?.();
    this.callOff = afterPaint(() => {
      if (!this.open || this.only) return;
      for (const { code, element } of this.#options) {
        if (!code) continue;
        const has = this.has(code.id);
        if (element.getAttribute("aria-checked") === String(has)) continue;
        element.setAttribute("aria-checked", String(has));
        element.querySelector(".etc-check").textContent = has ? "✓" : "";
      }
    });
  }

  // The codes are other ones.
  renew() {
    if (this.open) this.#fill(this.#chosen);
  }

  hide() {
    if (!this.open) return;
    this.root.hidden = true;
    this.onClose();
  }

  #fill(chosen = 0) {
    this.behind = false;
    const query = this.input.value.trim();
    this.#options = [];
    const parts = query
      ? this.codes.search(query).map((code) => this.#option(code, { query }))
      : this.#everything();
    if (query && !this.only && !this.codes.named(query)) parts.push(this.#fresh(query));
    if (!parts.length) parts.push(el("li", { class: "etc-none", role: "presentation" }, this.say("palette_none")));
    this.list.replaceChildren(...parts);
    this.#move(Math.min(chosen, this.#options.length - 1));
  }

  #everything() {
    if (this.only) {
      const top = this.only.top ? [this.#top(this.only.top)] : [];
      return [...top, ...this.codes.offered.map((code) => this.#option(code, { indent: code.depth }))];
    }
    const quick = this.quick.list.map((id) => this.codes.get(id)).filter((code) => code?.offered);
    const words = this.vivo();
    return [
      this.#heading("palette_quick"),
      ...quick.map((code) => this.#option(code, { above: true })),
      ...(words ? [this.#plain(this.say("palette_vivo", { name: words }), { fresh: words, under: null })] : []),
      this.#heading("palette_all"),
      ...this.codes.offered.map((code) => this.#option(code, { indent: code.depth })),
      this.#plain(this.say("palette_suggest"), { whole: true }),
    ];
  }

  #heading(key) {
    return el("li", { class: "etc-heading", role: "presentation" }, this.say(key));
  }

  // A code that is not there yet. «Family / aunt» is one called aunt, under the code Family.
  #fresh(query) {
    const parts = query.split(/\s*[/›]\s*/).filter(Boolean);
    const above = parts.length > 1 ? this.codes.named(parts.at(-2)) ?? this.codes.search(parts.at(-2))[0] : null;
    const name = above ? parts.at(-1) : query;
    const label = above ? this.say("palette_new_under", { name, above: above.name }) : this.say("palette_new", { name });
    return this.#plain(label, { fresh: name, under: above?.id ?? null });
  }

  #top(label) {
    return this.#plain(label, { code: { id: null, definition: "" } });
  }

  #plain(label, option) {
    const element = el("li", {
      class: "etc-option etc-fresh", role: "option", id: `${this.list.id}-${this.#options.length}`, "aria-selected": "false",
    }, el("span", { class: "etc-name" }, label));
    element.style.setProperty("--depth", "0");
    this.#options.push({ ...option, element });
    return element;
  }

  #option(code, { query = "", indent = 0, above = Boolean(query) }) {
    const has = !this.only && this.has(code.id);
    const digit = this.only ? 0 : this.quick.digit(code.id);
    const element = el("li", {
      class: "etc-option", role: "option", id: `${this.list.id}-${this.#options.length}`,
      "aria-selected": "false", "aria-checked": String(has), title: code.definition || code.path,
    });
    const dot = el("i", { class: "etc-dot" });
    dot.style.setProperty("--k", `var(--etc-c${code.id})`);
    const name = el("span", { class: "etc-name" }, ...emphasised(code.name, query));
    element.append(dot, name);
    if (above && code.above.length) {
      element.append(el("span", { class: "etc-above" }, code.above.join(" › ")));
    }
    element.append(el("span", { class: "etc-check", "aria-hidden": "true" }, has ? "✓" : ""));
    if (digit && !query) element.append(el("kbd", {}, String(digit)));
    element.style.setProperty("--depth", String(indent));
    this.#options.push({ code, element });
    return element;
  }

  #move(to) {
    this.#options[this.#chosen]?.element.setAttribute("aria-selected", "false");
    this.#chosen = Math.max(0, to);
    const option = this.#options[this.#chosen];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      this.hint.textContent = "";
      return;
    }
    option.element.setAttribute("aria-selected", "true");
    option.element.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.element.id);
    this.hint.textContent = option.code?.definition ?? "";
  }

  #take({ code, fresh, under, whole }) {
    if (whole) {
      this.hide();
      this.suggest();
      return;
    }
    if (this.only) {
      const { choose } = this.only;
      this.hide();
      choose(code.id);
      return;
    }
    if (fresh) this.create(fresh, under);
    else this.choose(code.id);
    if (this.input.value) {
      this.input.value = "";
      this.behind = true; // the list still answers to what was typed
      afterPaint(() => this.#catchUp());
    }
    this.input.focus({ preventScroll: true });
  }

  #catchUp() {
    if (this.behind && this.open) this.#fill(this.#chosen);
  }

  #key(event) {
    event.stopPropagation();
    this.#catchUp();
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = 8;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (event.code in steps) this.#move(Math.min(this.#options.length - 1, this.#chosen + steps[event.code]));
    else if (event.code === "Enter" || event.code === "NumpadEnter") {
      const option = this.#options[this.#chosen];
      if (option) this.#take(option);
    } else if (event.code === "Escape") this.hide();
    else if (digit && !this.only && !this.input.value && !event.shiftKey) {
      const id = this.quick.code(Number(digit));
      if (id !== null) this.choose(id);
      this.refresh();
    } else return;
    event.preventDefault();
  }

  // The text was selected, perhaps to be copied; the field has the focus, so copy it from here.
  #copy(event) {
    if (this.input.selectionStart !== this.input.selectionEnd) return;
    event.clipboardData.setData("text/plain", this.quote());
    event.preventDefault();
  }
}

// A name with the letters that were typed in bold.
function emphasised(name, query) {
  const word = folded(query).split(/[\s/›]+/).filter(Boolean).find((one) => folded(name).includes(one));
  if (!word) return [name];
  const at = folded(name).indexOf(word);
  return [name.slice(0, at), el("b", {}, name.slice(at, at + word.length)), name.slice(at + word.length)];
}

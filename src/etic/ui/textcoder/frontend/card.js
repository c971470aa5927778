// What is coded at the place where one is: beside the text where there is room, else over it.

import { button, el } from "./dom.js";
import { Entry } from "./entry.js";
import { place } from "./place.js";

export class Card {
  #ids = [];
  #entries = new Map(); // coding → Entry

  constructor({ store, codes, say, act, close }) {
    Object.assign(this, { store, codes, say, act, onClose: close });
    this.place = el("p", { class: "etc-where" });
    this.list = el("div", { class: "etc-entries" });
    this.hint = el("p", { class: "etc-empty" });
    this.suggested = el("div", { class: "etc-entries" });
    this.root = el("div", { class: "etc-card", role: "region", "aria-label": say("card") },
      this.place, this.list, this.suggested, this.hint);
    this.root.hidden = true;
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.docked = false;
  }

  get open() {
    return !this.root.hidden;
  }

  // Into a panel beside the text, or out of it.
  dock(panel, pane) {
    this.docked = Boolean(panel);
    (panel ?? pane).append(this.root);
    this.root.classList.toggle("etc-docked", this.docked);
    for (const name of ["left", "top", "maxHeight"]) this.root.style[name] = "";
    this.root.hidden = !this.docked;
    if (!this.docked) this.#ids = [];
    this.#fill();
  }

  // Codings to be looked at: over the text at an anchor, where there is no panel.
  show(items, anchor, pane) {
    this.#take(items);
    if (!this.docked) place(this.root, anchor, pane, "end");
  }

  // In the panel: what is coded where one is now, and what is suggested there.
  follow(items, where, suggestions = []) {
    if (!this.docked) return;
    this.place.textContent = where;
    this.suggest(suggestions);
    this.#take(items);
  }

  suggest(suggestions) {
    const key = suggestions.map(({ uid }) => uid).join();
    if (this.suggested.etcShown === key) return;
    this.suggested.etcShown = key;
    this.suggested.replaceChildren(...suggestions.map((one) => {
      const { say } = this;
      const accept = button("etc-quiet", say("suggestion_accept"), say("suggestion_accept_title"));
      const dismiss = button("etc-quiet", say("suggestion_dismiss"), say("suggestion_dismiss_title"));
      accept.addEventListener("click", () => this.act("accept", one.uid));
      dismiss.addEventListener("click", () => this.act("dismiss", one.uid));
      const sure = one.score === null ? "" : ` · ${Math.round(one.score * 100)} %`;
      const element = el("article", { class: "etc-entry etc-suggestion" },
        el("h4", { class: "etc-title" }, el("span", { "aria-hidden": "true" }, "◌"), this.codes.name(one.code)),
        el("p", { class: "etc-who" }, `${say("suggested_by", { source: one.source })}${sure}`),
        one.why ? el("p", { class: "etc-said" }, one.why) : null,
        el("div", { class: "etc-actions" }, accept, dismiss));
      element.style.setProperty("--k", `var(--etc-c${one.code})`);
      return element;
    }));
  }

  // Something has changed; what is being written stays.
  refresh() {
    if (this.open) this.#fill();
  }

  // The coding that is pointed at, of several.
  mark(id) {
    for (const [key, { element }] of this.#entries) element.classList.toggle("etc-chosen-one", key === id && this.#entries.size > 1);
  }

  // An answer from the server.
  told([kind, id, lines]) {
    if (kind === "history") this.#entries.get(id)?.told(lines);
  }

  hide() {
    this.save();
    if (!this.docked) {
      if (!this.open) return;
      this.root.hidden = true;
      this.#ids = [];
      this.#entries.clear();
      this.list.replaceChildren();
    }
    this.onClose();
  }

  // Into the memo of a coding, or to the first one's.
  focus(id) {
    const entry = this.#entries.get(id) ?? this.#entries.values().next().value;
    entry?.element.scrollIntoView({ block: "nearest" });
    entry?.memo.focus({ preventScroll: true });
  }

  // What was written and not stored yet: on leaving the field, the card, the page.
  save() {
    for (const [id, entry] of this.#entries) {
      if (!entry.unsaved || !this.store.view.has(id)) continue;
      const { seen } = entry;
      entry.seen = { ...seen, memo: entry.memo.value };
      this.store.kept.drop(id);
      this.store.edit(id, { memo: entry.memo.value }, seen);
    }
  }

  #take(items) {
    const ids = items.map((item) => item.id);
    if (ids.join() === this.#ids.join()) return this.#fill();
    this.save();
    this.#ids = ids;
    this.#entries.clear();
    this.list.replaceChildren();
    this.#fill();
  }

  #fill() {
    const items = this.#ids.map((id) => this.store.view.get(id)).filter(Boolean);
    const hints = this.suggested.childElementCount > 0;
    if (!items.length && !hints && !this.docked) {
      if (this.open) this.hide();
      return;
    }
    const here = new Set(items.map((item) => item.id));
    for (const [id, { element }] of this.#entries) {
      if (here.has(id)) continue;
      element.remove();
      this.#entries.delete(id);
    }
    for (const item of items) {
      const known = this.#entries.get(item.id);
      if (known) known.update(item);
      else this.#add(item);
    }
    this.hint.hidden = items.length > 0 || hints;
    this.hint.textContent = this.say("card_empty");
  }

  #add(item) {
    const { store, codes, say, act } = this;
    const entry = new Entry(item, { store, codes, say, act, save: () => this.save() });
    this.#entries.set(item.id, entry);
    this.list.append(entry.element);
  }

  #key(event) {
    event.stopPropagation();
    const writing = event.target.tagName === "TEXTAREA";
    const done = event.code === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.code === "Escape" || done) this.hide();
    else if (event.code === "Delete" && !writing) {
      const id = event.target.closest("[data-c]")?.dataset.c;
      if (id) this.act("remove", id);
    } else return;
    event.preventDefault();
  }
}

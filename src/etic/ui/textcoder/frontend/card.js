// What is coded at one place: each coding with its code, coder and memo.

import { button, el } from "./dom.js";
import { hue } from "./marks.js";
import { place } from "./place.js";

export class Card {
  #ids = [];
  #entries = new Map(); // coding → {element, memo, seen}

  constructor({ store, codes, say, activate, remove, close }) {
    Object.assign(this, { store, codes, say, activate, remove, onClose: close });
    this.list = el("div", { class: "etc-entries" });
    this.root = el("div", { class: "etc-card", role: "dialog", "aria-label": say("card") }, this.list);
    this.root.hidden = true;
    this.root.addEventListener("keydown", (event) => this.#key(event));
  }

  get open() {
    return !this.root.hidden;
  }

  show(items, anchor, pane) {
    this.save();
    this.#ids = items.map((item) => item.id);
    this.#entries.clear();
    this.list.replaceChildren();
    this.#fill();
    place(this.root, anchor, pane, "end");
  }

  // Something has changed; what is being written stays.
  refresh() {
    if (this.open) this.#fill();
  }

  hide() {
    if (!this.open) return;
    this.save();
    this.root.hidden = true;
    this.#ids = [];
    this.#entries.clear();
    this.list.replaceChildren();
    this.onClose();
  }

  // Into the memo of a coding, or to the first control.
  focus(id) {
    const entry = this.#entries.get(id) ?? this.#entries.values().next().value;
    entry?.memo.focus({ preventScroll: true });
  }

  // What was written and not stored yet: on leaving the field, the card, the page.
  save() {
    for (const [id, entry] of this.#entries) {
      if (entry.memo.value === entry.seen.memo || !this.store.view.has(id)) continue;
      const { seen } = entry;
      entry.seen = { ...seen, memo: entry.memo.value };
      this.store.kept.drop(id);
      this.store.edit(id, { memo: entry.memo.value }, seen);
    }
  }

  #fill() {
    const items = this.#ids.map((id) => this.store.view.get(id)).filter(Boolean);
    if (!items.length) {
      this.hide();
      return;
    }
    const here = new Set(items.map((item) => item.id));
    for (const [id, { element }] of this.#entries) {
      if (!here.has(id)) {
        element.remove();
        this.#entries.delete(id);
      }
    }
    for (const item of items) {
      const entry = this.#entries.get(item.id) ?? this.#entry(item);
      this.#update(entry, item);
    }
  }

  #entry(item) {
    const { say } = this;
    const title = el("h4", { class: "etc-title" });
    const who = el("p", { class: "etc-who" });
    const memo = el("textarea", {
      class: "etc-memo", rows: "1", placeholder: say("memo_placeholder"), "aria-label": say("memo"),
    });
    memo.value = item.memo;
    const theirs = el("div", { class: "etc-theirs" });
    const state = button("etc-quiet", say("state_no"), say("state_title"), { "aria-pressed": "false" });
    state.addEventListener("click", () => {
      const now = this.store.view.get(item.id);
      if (now) this.store.edit(item.id, { state: now.state === "no" ? "yes" : "no" });
    });
    const gone = button("etc-quiet etc-delete", say("delete"), say("delete_title"));
    gone.addEventListener("click", () => this.remove(item.id));
    const element = el("article", { class: "etc-entry", "data-c": item.id },
      title, who, memo, theirs, el("div", { class: "etc-actions" }, state, gone));
    element.addEventListener("focusin", () => this.activate(item.id));
    element.addEventListener("click", () => this.activate(item.id));
    memo.addEventListener("blur", () => this.save());
    memo.addEventListener("input", () => grow(memo));
    const entry = { element, title, who, memo, theirs, state, seen: item };
    this.#entries.set(item.id, entry);
    this.list.append(element);
    return entry;
  }

  #update(entry, item) {
    const code = this.codes.get(item.code);
    const dot = el("i", { class: "etc-dot" });
    dot.style.setProperty("--k", hue(item));
    entry.title.replaceChildren(dot, this.codes.name(item.code));
    entry.element.style.setProperty("--k", hue(item));
    entry.title.title = code?.definition || code?.path || "";
    const above = code?.above.length ? code.above.join(" › ") : "";
    entry.who.replaceChildren(item.coder, ...(above ? [el("span", { class: "etc-above" }, above)] : []));
    const writing = document.activeElement === entry.memo && entry.memo.value !== entry.seen.memo;
    if (!writing && item.memo !== entry.seen.memo) {
      entry.memo.value = item.memo;
      entry.seen = item;
    }
    entry.state.setAttribute("aria-pressed", String(item.state === "no"));
    this.#conflict(entry, item);
    requestAnimationFrame(() => grow(entry.memo));
  }

  // Somebody wrote first: their text stands, one's own is beside it until one has decided.
  #conflict(entry, item) {
    const kept = this.store.kept.get(item.id);
    entry.theirs.hidden = !kept;
    if (!kept) {
      entry.theirs.replaceChildren();
      return;
    }
    const mine = button("etc-quiet", this.say("conflict_mine"), this.say("conflict_mine"));
    mine.addEventListener("click", () => {
      this.store.kept.drop(item.id);
      this.store.edit(item.id, { memo: kept.memo });
    });
    const drop = button("etc-quiet", this.say("conflict_theirs"), this.say("conflict_theirs"));
    drop.addEventListener("click", () => {
      this.store.kept.drop(item.id);
      this.refresh();
    });
    entry.theirs.replaceChildren(
      el("p", {}, this.say("conflict")), el("blockquote", {}, kept.memo), mine, drop);
  }

  #key(event) {
    event.stopPropagation();
    const writing = event.target.tagName === "TEXTAREA";
    const done = event.code === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.code === "Escape" || done) this.hide();
    else if (event.code === "Delete" && !writing) {
      const id = event.target.closest("[data-c]")?.dataset.c;
      if (id) this.remove(id);
    } else return;
    event.preventDefault();
  }
}

function grow(memo) {
  memo.style.height = "auto";
  memo.style.height = `${Math.min(memo.scrollHeight + 2, 240)}px`;
}

// One coding as the card shows it: code, coder, when, memo, what can be done with it, what became
// of it.

import { button, el } from "./dom.js";
import { hue } from "./marks.js";

const LONG = 160; // characters of a quote that are shown

export class Entry {
  // `act(name, id)` does what a button says; `save()` stores what was written.
  constructor(item, { store, codes, say, act, save }) {
    Object.assign(this, { store, codes, say, act, id: item.id, seen: item });
    this.title = el("h4", { class: "etc-title" });
    this.who = el("p", { class: "etc-who" });
    this.quote = el("p", { class: "etc-said" });
    this.memo = el("textarea", {
      class: "etc-memo", rows: "1", placeholder: say("memo_placeholder"), "aria-label": say("memo"),
    });
    this.memo.value = item.memo;
    this.theirs = el("div", { class: "etc-theirs" });
    this.past = el("ol", { class: "etc-past" });
    this.past.hidden = true;
    this.state = this.#button("state", "state_no", "state_title", { "aria-pressed": "false" });
    this.joining = this.#button("join", "join", "join_title");
    this.history = this.#button("history", "history", "history", { "aria-expanded": "false" });
    const actions = el("div", { class: "etc-actions" },
      this.#button("change", "change", "change_title"),
      this.#button("split", "split", "split_title"),
      this.joining, this.state, this.history,
      this.#button("remove", "delete", "delete_title", { class: "etc-quiet etc-delete" }));
    this.element = el("article", { class: "etc-entry", "data-c": item.id },
      this.title, this.who, this.quote, this.memo, this.theirs, actions, this.past);
    this.element.addEventListener("focusin", () => act("activate", item.id));
    this.element.addEventListener("click", () => act("activate", item.id));
    this.memo.addEventListener("blur", save);
    this.memo.addEventListener("input", () => grow(this.memo));
    this.update(item);
  }

  #button(name, label, title, attributes = {}) {
    const element = button("etc-quiet", this.say(label), this.say(title), attributes);
    element.addEventListener("click", () => {
      if (name === "history") this.#toggleHistory();
      else this.act(name, this.id);
    });
    return element;
  }

  get unsaved() {
    return this.memo.value !== this.seen.memo;
  }

  update(item) {
    const code = this.codes.get(item.code);
    const dot = el("i", { class: "etc-dot" });
    this.element.style.setProperty("--k", hue(item));
    this.title.replaceChildren(dot, this.codes.name(item.code));
    this.title.title = code?.definition || code?.path || "";
    const above = code?.above.length ? el("span", { class: "etc-above" }, code.above.join(" › ")) : null;
    const origin = item.origin && item.origin !== "manual" ? this.say(`origin_${item.origin}`) : null;
    const made = el("time", { datetime: item.created }, this.#moment(item.created));
    this.who.replaceChildren(...[above, el("span", {}, item.coder), made, origin].filter(Boolean));
    const text = this.store.text.slice(item.start, item.end);
    this.quote.textContent = text.length > LONG ? `${text.slice(0, LONG - 30).trimEnd()} … ${text.slice(-28).trimStart()}` : text;
    const writing = document.activeElement === this.memo && this.unsaved;
    if (!writing && item.memo !== this.seen.memo) {
      this.memo.value = item.memo;
      this.seen = item;
    }
    this.state.setAttribute("aria-pressed", String(item.state === "no"));
    this.joining.hidden = !this.act("partner", item.id);
    this.#conflict(item);
    requestAnimationFrame(() => grow(this.memo));
  }

  // Somebody wrote first: their text stands, one's own is beside it until one has decided.
  #conflict(item) {
    const kept = this.store.kept.get(item.id);
    this.theirs.hidden = !kept;
    if (!kept) {
      this.theirs.replaceChildren();
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
      this.#conflict(this.store.view.get(item.id) ?? item);
    });
    this.theirs.replaceChildren(
      el("p", {}, this.say("conflict")), el("blockquote", {}, kept.memo), mine, drop);
  }

  #toggleHistory() {
    this.past.hidden = !this.past.hidden;
    this.history.setAttribute("aria-expanded", String(!this.past.hidden));
    if (this.past.hidden) return;
    this.past.replaceChildren(el("li", {}, this.say("history_asked")));
    this.store.ask("history", this.id);
  }

  // The answer to what was asked: lines [when, who, what], or the reason why there are none.
  told(lines) {
    const shown = typeof lines === "string" ? [["", "", lines]] : lines ?? [];
    this.past.replaceChildren(...shown.map(([when, who, what]) =>
      el("li", {}, what, el("small", {}, [who, when].filter(Boolean).join(" · ")))));
  }

  #moment(text) {
    const when = new Date(text);
    if (Number.isNaN(when.getTime())) return "";
    return when.toLocaleString(this.say.language, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
  }
}

function grow(memo) {
  memo.style.height = "auto";
  memo.style.height = `${Math.min(memo.scrollHeight + 2, 240)}px`;
}

// The text coder as a whole: what a person does becomes operations of the store, what the store
// says becomes marks, stripes and words.

import { Bar } from "./bar.js";
import { Card } from "./card.js";
import { Codes } from "./codes.js";
import { Display } from "./display.js";
import { createSay, el } from "./dom.js";
import { innermost } from "./marks.js";
import { Pane } from "./pane.js";
import { Palette } from "./palette.js";
import { Quick } from "./quick.js";
import { selected } from "./selection.js";
import { Sentences } from "./sentences.js";
import { TextView } from "./text.js";
import { command } from "./keys.js";

export class Reader {
  #span = null; // what was selected by hand; else the current sentences are meant
  #active = null; // the coding pointed at

  constructor(parent, payload, store) {
    this.store = store;
    this.say = createSay(payload.labels, payload.language);
    this.codes = new Codes(payload.codes);
    const scope = `${payload.project}:${payload.coder}`;
    this.quick = new Quick(scope, this.codes, mostUsed(store));
    this.#build(parent, payload);
    this.sentences = new Sentences(payload, store.offsets, this.view);
    this.#listen();
    this.onNews = (news) => this.#news(news);
    store.listeners.add(this.onNews);
    this.pane.fit();
    this.pane.restore((unit) => {
      this.sentences.goTo(unit);
      this.highlights.set("etc-current", this.sentences.span);
    });
    this.#follow();
    for (const [id, kept] of store.kept.texts) {
      this.bar.refused({ operation: { id, memo: kept.memo }, reason: kept.reason });
    }
  }

  #build(parent, payload) {
    const { say, store, codes, quick } = this;
    const describe = (items) => say("coded_as", { codes: this.#names(items) });
    this.view = new TextView(store.text, payload.turns.map((t) => turnOf(t, store.offsets)), store, say, describe);
    this.palette = new Palette({
      codes, quick, say,
      choose: (code) => this.#toggle(code),
      has: (code) => Boolean(this.#target() && store.find(...this.#target(), code)),
      quote: () => store.text.slice(...(this.#target() ?? [0, 0])),
      close: () => this.#closed(),
    });
    this.card = new Card({
      store, codes, say,
      activate: (id) => this.#activate(id),
      remove: (id) => this.#remove(id),
      close: () => this.#closed(),
    });
    this.bar = new Bar({
      store, codes, quick, say,
      act: (name, code) => (name === "code" ? this.#code(code) : this.#do(name)),
      open: (id) => this.#openCard([store.view.get(id)]),
    });
    this.pane = new Pane(this.view, `${payload.project}:${payload.document.id}:${payload.coder}`, {
      label: say("transcript", { name: payload.document.name }),
      popovers: [this.palette.root, this.card.root],
    });
    this.root = el("div", { class: "etc", lang: payload.language }, this.bar.root, this.pane.root);
    this.view.root.lang = payload.document.language || payload.language;
    parent.append(this.root);
    this.display = new Display(this.root, this.pane.root, this.view, store, codes, say);
    this.highlights = this.display.highlights;
  }

  destroy() {
    this.card.save();
    this.listening.abort();
    this.store.listeners.delete(this.onNews);
    this.display.destroy();
    this.pane.destroy();
    this.root.remove();
  }

  // Lead to the span that a link names, once.
  #follow() {
    const key = JSON.stringify(this.store.focus ?? null);
    if (!this.store.focus || key === this.store.led) return;
    this.store.led = key;
    const [s, e] = this.store.focus;
    const length = this.store.text.length;
    const start = Math.min(this.store.offsets.toUnits(Math.max(0, s)), length);
    const end = Math.min(this.store.offsets.toUnits(Math.max(s, e)), length);
    if (start >= end) return;
    this.sentences.goTo(start);
    this.highlights.set("etc-current", null);
    this.pane.reveal([start, end], { always: true });
    this.highlights.flash([start, end]);
    this.pane.root.focus({ preventScroll: true });
  }

  #listen() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const { root } = this.pane;
    this.root.addEventListener("keydown", (event) => this.#key(event), { signal });
    root.addEventListener("click", (event) => this.#click(event), { signal });
    root.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    // A drag may end anywhere, and the browser settles the selection after the event.
    addEventListener("pointerup", () => setTimeout(() => this.#released()), { signal });
    addEventListener("pointerdown", (event) => !this.root.contains(event.target) && this.palette.hide(), { signal });
    addEventListener("pagehide", () => this.card.save(), { signal });
    addEventListener("resize", () => this.pane.fit(), { signal });
  }

  // -- keys ---------------------------------------------------------------------------------------

  #key(event) {
    // Streamlit has keys of its own: R runs the page again, C clears its cache.
    event.stopPropagation();
    if (this.bar.help.open || event.target.closest("input, textarea")) return;
    const asked = command(event);
    if (!asked) return;
    const onControl = event.target.closest(".etc-bar button");
    if (onControl && asked.name === "enter") return;
    if (this.#do(asked.name, asked.digit)) event.preventDefault();
  }

  // Do what a command says; false where it does not apply, so that the browser does its own.
  #do(name, digit) {
    const target = this.#target();
    switch (name) {
      case "next": return this.#step(1);
      case "previous": return this.#step(-1);
      case "extend": return this.#step(1, true);
      case "shrink": return this.#step(-1, true);
      case "nextCoding": return this.#stepCoding(1);
      case "previousCoding": return this.#stepCoding(-1);
      case "palette": return this.#openPalette(target);
      case "enter": return this.#active ? this.#enterCard() : this.#openPalette(target);
      case "digit": return this.#code(this.quick.code(digit));
      case "memo": return this.#memo();
      case "remove": return this.#active ? this.#remove(this.#active) : false;
      case "undo": return this.store.undo(), true;
      case "redo": return this.store.redo(), true;
      case "help": return this.bar.help.showModal(), true;
      case "escape": return this.#escape();
      default: return false;
    }
  }

  #step(by, extend = false) {
    this.#forgetSelection();
    this.#activate(null);
    this.card.hide();
    if (!this.sentences.step(by, extend)) return true;
    const span = this.sentences.span;
    this.highlights.set("etc-current", span);
    this.pane.reveal(this.sentences.head);
    this.pane.remember(span[0]);
    const codes = this.#names(this.store.touching(...span));
    const text = this.store.text.slice(...this.sentences.head);
    this.bar.announce(codes ? `${text} ${this.say("coded_as", { codes })}` : text);
    return true;
  }

  #stepCoding(by) {
    const items = [...this.store.view.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    if (!items.length) return false;
    const at = items.findIndex((item) => item.id === this.#active);
    const from = this.sentences.span?.[0] ?? 0;
    const near = by > 0 ? items.findIndex((item) => item.start >= from)
      : items.findLastIndex((item) => item.start < from);
    const item = items[at >= 0 ? at + by : near];
    if (!item) return true;
    this.#forgetSelection();
    this.sentences.goTo(item.start);
    this.highlights.set("etc-current", null);
    this.#activate(item.id);
    this.pane.reveal([item.start, item.end]);
    if (this.card.open) this.#openCard([item]);
    this.bar.announce(`${this.codes.name(item.code)}, ${item.coder}: ${this.store.text.slice(item.start, item.end)}`);
    return true;
  }

  #escape() {
    if (this.palette.open) this.palette.hide();
    else if (this.card.open) this.card.hide();
    else {
      this.#forgetSelection();
      this.#activate(null);
      this.highlights.set("etc-current", null);
      this.sentences.leave();
    }
    return true;
  }

  // -- mouse --------------------------------------------------------------------------------------

  #press(event) {
    if (event.target.closest(".etc-palette, .etc-card")) return;
    if (event.button !== 0) return;
    this.dragging = !event.target.closest(".etc-margin, .etc-head");
    this.palette.hide();
  }

  #released() {
    if (!this.dragging) return;
    this.dragging = false;
    const span = selected(this.view);
    if (!span) return;
    this.#select(span);
    this.#openPalette(span);
  }

  #click(event) {
    if (this.palette.open || event.target.closest(".etc-palette, .etc-card")) return;
    if (this.dragging && selected(this.view)) return; // the end of a drag, not a click
    const label = event.target.closest(".etc-label, .etc-stripe");
    const mark = event.target.closest(".etc-mark");
    const ids = (label ?? mark)?.dataset.c.split(" ") ?? [];
    const items = ids.map((id) => this.store.view.get(id)).filter(Boolean);
    if (items.length) {
      this.#openCard(items, label ?? mark);
      return;
    }
    this.card.hide();
    this.#activate(null);
    this.#forgetSelection();
    const unit = this.pane.unitAt(event);
    if (unit === null) return;
    this.sentences.goTo(unit);
    this.highlights.set("etc-current", this.sentences.span);
    this.pane.remember(unit);
  }

  // -- what is meant ------------------------------------------------------------------------------

  // The span that codes go to: what is selected, else the current sentences.
  #target() {
    return this.#span ?? selected(this.view) ?? this.sentences.span;
  }

  #select(span) {
    this.#span = span;
    this.#activate(null);
    this.sentences.goTo(span[0]);
    this.highlights.set("etc-current", null);
    this.highlights.set("etc-span", span);
  }

  #forgetSelection() {
    this.#span = null;
    this.highlights.set("etc-span", null);
    const selection = document.getSelection();
    if (selection?.rangeCount && this.view.root.contains(selection.anchorNode)) selection.removeAllRanges();
  }

  #activate(id) {
    if (this.#active === id) return;
    this.#active = id;
    this.display.pointing.activate(id);
  }

  // -- coding -------------------------------------------------------------------------------------

  #code(code) {
    const target = this.#target();
    if (!target || code === null || !this.codes.get(code)) return false;
    if (this.store.find(...target, code)) return true;
    this.#used(code);
    const item = this.store.add(...target, code);
    this.#activate(item.id);
    this.bar.announce(this.say("did_code", { name: this.codes.name(code) }));
    return true;
  }

  // In the palette a code that is there already is taken away.
  #toggle(code) {
    const target = this.#target();
    const known = target && this.store.find(...target, code);
    if (known) this.#remove(known.id);
    else this.#code(code);
    this.palette.refresh();
  }

  #used(code) {
    if (this.quick.touch(code)) this.bar.chips();
  }

  #remove(id) {
    const item = this.store.view.get(id);
    if (!item) return false;
    this.store.remove(id);
    this.bar.announce(this.say("did_delete", { name: this.codes.name(item.code) }));
    return true;
  }

  #memo() {
    const [start, end] = this.#target() ?? [0, 0];
    const here = this.store.touching(start, end);
    const item = this.store.view.get(this.#active) ?? (here.length ? innermost(here) : null);
    if (!item) return false;
    this.#openCard([item]);
    this.card.focus(item.id);
    return true;
  }

  // -- popovers -----------------------------------------------------------------------------------

  #openPalette(target) {
    if (!target) return false;
    this.card.hide();
    this.highlights.set("etc-span", target);
    this.palette.show(this.pane.anchor(target), this.pane.root);
    return true;
  }

  #openCard(items, element = null) {
    const shortest = innermost(items);
    const order = [...items].sort((a, b) => a.end - a.start - (b.end - b.start));
    this.#forgetSelection();
    this.#activate(shortest.id);
    this.sentences.goTo(shortest.start);
    this.highlights.set("etc-current", null);
    const anchor = element?.getClientRects()[0] ?? this.pane.anchor([shortest.start, shortest.end]);
    this.card.show(order, anchor, this.pane.root);
    this.bar.announce(this.say("coded_as", { codes: this.#names(order) }));
  }

  #enterCard() {
    if (!this.card.open) this.#openCard([this.store.view.get(this.#active)]);
    this.card.focus(this.#active);
    return true;
  }

  #closed() {
    if (!this.#span) this.highlights.set("etc-span", null);
    this.pane.root.focus({ preventScroll: true });
  }

  // -- what the store says ------------------------------------------------------------------------

  #news({ changes, cause, refused = [], turned = [], codes, moved, error }) {
    if (error !== undefined) this.bar.trouble = error;
    if (codes) this.#newCodes(codes);
    if (changes.length) this.display.repaint(changes);
    if (this.#active && !this.store.view.has(this.#active)) this.#activate(null);
    for (const refusal of refused) {
      this.bar.refused(refusal);
      this.bar.announce(refusal.reason);
    }
    if (turned.length && !refused.length) {
      const items = changes.map(([before, after]) => after ?? before);
      this.bar.announce(this.say(`did_${turned.at(-1)}`, { codes: this.#names(items) }));
    }
    if (moved) this.bar.moved();
    this.#follow();
    if (cause === "remote" || changes.length) {
      this.card.refresh();
      this.palette.refresh();
    }
    this.bar.refresh();
  }

  #newCodes(rows) {
    this.codes.set(rows);
    this.quick.fill();
    this.bar.chips();
    this.palette.refresh();
    this.card.refresh();
    this.display.recoloured();
  }

  #names(items) {
    return this.codes.names(items.map((item) => item.code));
  }
}

function turnOf([start, body, end, speaker, role, question, time], offsets) {
  return {
    start: offsets.toUnits(start), body: offsets.toUnits(body), end: offsets.toUnits(end),
    speaker, role, question, time,
  };
}

// Codes of the person at work in this text, most used first.
function mostUsed(store) {
  const counts = new Map();
  for (const { code, coder } of store.view.values()) {
    if (coder === store.coder) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}

// The text coder as a whole: codebook, text and what is coded in it, side by side. What a person
// does becomes commands, what the store says becomes marks, stripes and words.

import { Bar } from "./bar.js";
import { Beside } from "./beside.js";
import { Card } from "./card.js";
import { Codebook } from "./codebook.js";
import { CodeForm } from "./codeform.js";
import { Codes } from "./codes.js";
import { Commands } from "./commands.js";
import { Display } from "./display.js";
import { afterPaint, createSay, el } from "./dom.js";
import { Filter } from "./filter.js";
import { Find } from "./find.js";
import { Handles } from "./handles.js";
import { command } from "./keys.js";
import { byLength } from "./marks.js";
import { Menu } from "./menu.js";
import { Mouse } from "./mouse.js";
import { Palette } from "./palette.js";
import { Pane } from "./pane.js";
import { Panels } from "./panels.js";
import { Quick } from "./quick.js";
import { Sentences } from "./sentences.js";
import { Shown } from "./shown.js";
import { Splitter } from "./splitter.js";
import { Strip } from "./strip.js";
import { Target } from "./target.js";
import { TextView } from "./text.js";
import { Tree } from "./tree.js";

export class Reader {
  constructor(parent, payload, store) {
    this.store = store;
    this.say = createSay(payload.labels, payload.language);
    this.codes = new Codes(payload.codes);
    this.codes.set(payload.codes, store.provisional);
    this.filter = store.filter ??= new Filter();
    this.shown = new Shown(this);
    const scope = `${payload.project}:${payload.coder}`;
    this.quick = new Quick(scope, this.codes, mostUsed(store));
    this.#build(parent, payload);
    this.#assemble(scope);
    this.#listen();
    this.onNews = (news) => this.#news(news);
    store.listeners.add(this.onNews);
    this.panels.fit();
    this.pane.restore((unit) => this.target.goTo(unit));
    this.#follow();
    this.shown.compare();
    for (const [id, kept] of store.kept.texts) {
      this.bar.refused({ operation: { id, memo: kept.memo }, reason: kept.reason });
    }
    this.moved();
    // Who has come here to code can begin at once, by the menu too: unless the keys are wanted elsewhere.
    const at = document.activeElement;
    if (at === document.body || at?.closest('[data-testid="stSidebar"] a')) this.focus();
  }

  #build(parent, payload) {
    const { say, store, codes, quick, filter } = this;
    const turns = payload.turns.map((turn) => turnOf(turn, store.offsets));
    const describe = (items) => say("coded_as", { codes: codes.names(items.map((item) => item.code)) });
    this.view = new TextView(store.text, turns, store, say, describe);
    this.view.root.lang = payload.document.language || payload.language;
    this.sentences = new Sentences(payload, store.offsets, this.view);
    this.menu = new Menu(say("code_more"));
    this.form = new CodeForm(say);
    this.palette = new Palette({
      codes, quick, say,
      choose: (code) => this.commands.toggle(code),
      create: (name, under) => this.commands.create(name, under),
      suggest: () => this.commands.do("suggest"),
      vivo: () => this.commands.ownWords(),
      has: (code) => this.#has(code),
      quote: () => store.text.slice(...(this.target.span ?? [0, 0])),
      close: () => this.#closed(),
    });
    this.card = new Card({
      store, codes, say, act: (name, id) => this.#ofCoding(name, id), close: () => this.#closed(),
    });
    this.pane = new Pane(this.view, `${payload.project}:${payload.document.id}:${payload.coder}`, {
      label: say("transcript", { name: payload.document.name }),
      popovers: [this.palette.root, this.card.root],
    });
    this.bar = new Bar({
      store, codes, quick, say,
      act: (name, code) => (name === "code" ? this.commands.toggle(code) : this.commands.do(name)),
      open: (id) => this.openCard([store.view.get(id)]),
    });
    this.root = el("div", { class: "etc", lang: payload.language });
    this.desk = el("div", { class: "etc-desk" });
    parent.append(this.root);
    this.root.append(this.bar.root, this.desk, this.menu.root, this.form.root);
    this.desk.append(this.pane.root);
    this.display = new Display(this.root, this.pane.root, this.view, store, codes, say);
    this.display.margin.sentences = this.sentences.list;
    this.display.margin.compare = filter.compare;
    this.highlights = this.display.highlights;
    this.target = new Target(this.view, this.sentences, this.highlights);
  }

  #assemble(scope) {
    const { say, store, codes, quick, filter, highlights } = this;
    const announce = (text) => this.bar.announce(text);
    this.splitter = new Splitter({
      view: this.view, sentences: this.sentences, highlights, say, announce: (text) => (this.bar.note(text), announce(text)),
      done: (id, at) => {
        const second = store.split(id, at);
        if (second) announce(say("did_split", { name: codes.name(second.code) }));
      },
    });
    this.commands = new Commands({
      reader: this, store, codes, quick, filter, say, view: this.view, sentences: this.sentences,
      target: this.target, pane: this.pane, bar: this.bar, display: this.display, splitter: this.splitter,
    });
    this.codebook = new Codebook({ store, codes, commands: this.commands, reader: this, form: this.form, say });
    this.tree = new Tree({
      store, codes, quick, filter, say, menu: this.menu,
      act: (...asked) => this.codebook.act(...asked), has: (code) => this.#has(code),
    });
    this.find = new Find({
      store, say, highlights,
      show: (span) => (this.target.select(span), this.pane.reveal(span), this.moved()),
      close: () => this.focus(),
    });
    this.strip = new Strip({
      filter, store, codes, say,
      changed: () => this.shown.changed(), next: (by) => this.commands.stepDifference(by),
    });
    this.strip.onClose = () => this.focus();
    this.bar.lines.append(this.find.root, this.strip.root);
    this.beside = new Beside(this);
    this.bar.progress = () => this.beside.progress();
    this.handles = new Handles(this.view, this.pane, say, {
      preview: (span) => highlights.set("etc-part", span),
      done: (id, span) => this.commands.resize(id, span),
    });
    this.panels = new Panels({
      root: this.root, desk: this.desk, pane: this.pane, tree: this.tree, card: this.card, bar: this.bar, scope, say,
    });
    this.mouse = new Mouse(this);
    this.bar.refresh();
  }

  destroy() {
    this.card.save();
    this.listening.abort();
    this.store.listeners.delete(this.onNews);
    this.panels.destroy();
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
    this.target.hide();
    this.pane.reveal([start, end], { always: true });
    this.pane.remember(start);
    this.highlights.flash([start, end]);
    this.moved();
    this.focus();
  }

  #listen() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.root.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.mouse.listen(signal);
    addEventListener("pagehide", () => this.card.save(), { signal });
  }

  // -- keys ---------------------------------------------------------------------------------------

  #key(event) {
    // Streamlit has keys of its own: R runs the page again, C clears its cache.
    event.stopPropagation();
    if (this.bar.help.open || event.target.closest("input, textarea, select")) return;
    if (this.splitter.open && this.splitter.key(event)) return event.preventDefault();
    const asked = command(event);
    if (!asked) return;
    const onControl = event.target.closest("button");
    if (onControl && asked.name === "enter") return;
    if (this.commands.do(asked.name, asked.digit)) event.preventDefault();
  }

  // Commands about what is shown rather than what is coded.
  command(name) {
    switch (name) {
      case "help": return this.bar.help.showModal(), true;
      case "find": return this.find.focus(String(document.getSelection())), true;
      case "filter": return this.strip.focus(), true;
      case "tree": return this.panels.show("tree"), this.tree.focus(), true;
      case "showTree": return this.panels.toggle("tree"), true;
      case "showPanel": return this.panels.toggle("card"), true;
      case "escape": return this.#escape();
      default: return false;
    }
  }

  #escape() {
    if (this.palette.open) this.palette.hide();
    else if (this.card.open && !this.card.docked) this.card.hide();
    else if (this.find.open) this.find.hide();
    else {
      this.commands.activate(null);
      this.target.leave();
      this.moved();
    }
    return true;
  }

  focus() {
    this.pane.root.focus({ preventScroll: true });
  }

  // -- popovers -----------------------------------------------------------------------------------

  openPalette(span, only = null) {
    if (!span) return false;
    this.closeCard();
    this.highlights.set("etc-span", span);
    this.palette.show(this.pane.anchor(span), this.pane.root, only);
    return true;
  }

  // A code from the list, for something that is not a passage.
  pick(only, code) {
    const row = this.tree.list.querySelector(`[data-code="${CSS.escape(String(code))}"]`);
    const box = (row ?? this.pane.root).getBoundingClientRect();
    this.palette.show(box, this.pane.root, only);
  }

  openCard(items, element = null) {
    const order = items.filter(Boolean).sort(byLength);
    if (!order.length) return;
    const [shortest] = order;
    this.target.forget();
    this.commands.activate(shortest.id);
    this.sentences.goTo(shortest.start);
    this.target.hide();
    const anchor = element?.getClientRects()[0] ?? this.pane.anchor([shortest.start, shortest.end]);
    this.card.show(order, anchor, this.pane.root);
    if (this.card.docked) this.card.follow(order, this.beside.where());
    this.bar.announce(this.say("coded_as", { codes: this.commands.names(order) }));
    this.tree.refresh();
  }

  // What is suggested at a place.
  openHint(uid, element) {
    const one = this.store.suggestions.find((it) => it.uid === uid);
    if (!one) return;
    this.commands.activate(null);
    this.target.select([one.start, one.end]);
    if (this.card.docked) return this.moved();
    this.card.suggest([one]);
    this.card.show([], element.getBoundingClientRect(), this.pane.root);
  }

  closeCard() {
    if (!this.card.docked) this.card.hide();
  }

  enterCard() {
    const item = this.store.view.get(this.commands.active);
    if (!item) return false;
    if (!this.card.open || !this.card.docked) this.openCard([item]);
    this.card.focus(item.id);
    return true;
  }

  // One has come to a coding by the keys.
  atCoding(item) {
    if (this.card.docked) this.card.follow([item], this.beside.where());
    else if (this.card.open) this.openCard([item]);
    this.tree.refresh();
  }

  #closed() {
    if (!this.target.byHand) this.highlights.set("etc-span", null);
    this.focus();
  }

  #ofCoding(name, id) {
    const item = this.store.view.get(id);
    switch (name) {
      case "activate": return this.commands.activate(id);
      case "partner": return this.commands.partner(id);
      case "remove": return this.commands.remove(id);
      case "change": return this.commands.change(id);
      case "split": return this.commands.split(item);
      case "join": return this.commands.join(item);
      case "accept": case "dismiss": return this.commands.decide(name, id);
      case "state": return item && this.store.edit(id, { state: item.state === "no" ? "yes" : "no" });
      default: return undefined;
    }
  }

  // -- what is shown ------------------------------------------------------------------------------

  // One is somewhere else in the text.
  moved() {
    this.beside.refresh();
  }

  // A coding is pointed at, or none.
  activated(item) {
    this.callOff?.();
    if (!item) this.handles.show(null);
    else this.callOff = afterPaint(() => this.handles.show(this.store.view.get(item.id) ?? null));
    this.card.mark(item?.id);
  }

  #has(code) {
    const span = this.target?.span;
    return Boolean(span && this.store.find(...span, code));
  }

  pin(code) {
    this.quick.pin(code);
    this.rearranged();
  }

  // Codes have other digits now.
  rearranged() {
    this.bar.chips();
    this.tree.draw();
  }

  // -- what the store says ------------------------------------------------------------------------

  #news({ changes, refused = [], turned = [], codes, made, moved, told, looked, hinted, error }) {
    if (error !== undefined) this.bar.trouble = error;
    if (made) for (const [uid, id] of Object.entries(made)) this.quick.rename(uid, id);
    if (codes) this.newCodes(codes);
    if (changes.length) this.display.repaint(changes);
    const { active } = this.commands;
    if (active && !this.store.view.has(active)) this.commands.activate(null);
    else if (active && changes.some(([, after]) => after?.id === active) && !this.handles.dragging) {
      this.activated(this.store.view.get(active));
    }
    for (const refusal of refused) {
      this.bar.refused(refusal);
      this.bar.announce(refusal.reason);
      if (refusal.operation.t === "newcode") this.newCodes();
    }
    if (turned.length && !refused.length) {
      const items = changes.map(([before, after]) => after ?? before);
      this.bar.announce(this.say(`did_${turned.at(-1)}`, { codes: this.commands.names(items) }));
    }
    if (hinted) this.display.beside();
    if (moved) this.bar.moved();
    if (looked) this.bar.looking(looked);
    if (told) {
      this.card.told(told);
      this.find.told(told);
    }
    this.#follow();
    this.shown.compare();
    // Most answers of the server bring nothing new, every second and a half.
    if (changes.length || refused.length || hinted) {
      this.palette.refresh();
      this.beside.refresh();
    }
    this.bar.refresh();
  }

  // The codebook is another one; without rows, only what was made here has changed.
  newCodes(rows = this.codes.rows) {
    this.codes.set(rows, this.store.provisional);
    this.quick.fill();
    this.bar.chips();
    this.tree.draw();
    this.palette.renew();
    this.card.refresh();
    this.display.recoloured();
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

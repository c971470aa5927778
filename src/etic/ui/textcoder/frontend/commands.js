// What a command does, whether it came from a key, a button or the mouse.

import { alone } from "./filter.js";
import { innermost } from "./marks.js";

const NAME_LONG = 80; // characters of a quote that become a code's name

export class Commands {
  #active = null; // the coding pointed at

  // The parts of the reader; `parts.reader` has the popovers open and close.
  constructor(parts) {
    Object.assign(this, parts);
  }

  get active() {
    return this.#active;
  }

  // Do what a command says; false where it does not apply, so that the browser does its own.
  do(name, digit) {
    const { target } = this;
    switch (name) {
      case "next": return this.#step(1);
      case "previous": return this.#step(-1);
      case "extend": return this.#step(1, true);
      case "shrink": return this.#step(-1, true);
      case "nextTurn": return this.#turn(1);
      case "previousTurn": return this.#turn(-1);
      case "startBack": return this.#edge("start", -1);
      case "startOn": return this.#edge("start", 1);
      case "endOn": return this.#edge("end", 1);
      case "endBack": return this.#edge("end", -1);
      case "nextCoding": return this.stepCoding(1);
      case "previousCoding": return this.stepCoding(-1);
      case "nextText": return this.#press("code-next");
      case "previousText": return this.#press("code-previous");
      case "palette": return this.reader.openPalette(target.span);
      case "enter": return this.#active ? this.reader.enterCard() : this.reader.openPalette(target.span);
      case "digit": return this.code(this.quick.code(digit));
      case "inVivo": return this.#inVivo();
      case "memo": return this.#memo();
      case "change": return this.#change(this.#meant());
      case "split": return this.split(this.#meant());
      case "join": return this.join(this.#meant());
      case "remove": return this.#active ? this.remove(this.#active) : false;
      case "accept": return this.decide("accept");
      case "dismiss": return this.decide("dismiss");
      case "suggest": return this.store.suggest() && this.bar.looking(), true;
      case "undo": return this.store.undo(), true;
      case "redo": return this.store.redo(), true;
      default: return this.reader.command(name);
    }
  }

  // -- going --------------------------------------------------------------------------------------

  #step(by, extend = false) {
    const skip = this.filter.uncoded ? ([s, e]) => this.store.touching(s, e).length > 0 : undefined;
    return this.#gone(() => this.sentences.step(by, extend, skip), () => this.sentences.head);
  }

  #turn(by) {
    return this.#gone(() => this.sentences.turn(by), () => this.sentences.span);
  }

  #gone(go, seen) {
    this.target.forget();
    this.activate(null);
    this.reader.closeCard();
    if (!go()) return true;
    this.target.show();
    const span = this.sentences.span;
    this.pane.reveal(seen());
    this.pane.remember(span[0]);
    const codes = this.names(this.store.visible(...span));
    const text = this.store.text.slice(...seen());
    const hints = this.store.suggestedIn(span);
    const said = [
      text, codes && this.say("coded_as", { codes }), hints.length && this.say("suggested", { codes: this.names(hints) }),
    ];
    this.bar.announce(said.filter(Boolean).join(" "));
    this.reader.moved();
    return true;
  }

  // An end of the passage, or of the coding one is at, by a word.
  #edge(edge, by) {
    const item = this.store.view.get(this.#active);
    const now = item ? [item.start, item.end] : this.target.span;
    const span = now && this.target.moved(now, edge, by);
    if (!span) return Boolean(now);
    if (item) this.resize(item.id, span);
    else this.target.select(span);
    this.pane.reveal(edge === "start" ? [span[0], span[0] + 1] : [span[1] - 1, span[1]]);
    this.bar.announce(this.store.text.slice(...span));
    this.reader.moved();
    return true;
  }

  stepCoding(by, among = () => true) {
    const items = [...this.store.view.values()]
      .filter((item) => (this.store.shows?.(item) ?? true) && among(item))
      .sort((a, b) => a.start - b.start || b.end - a.end);
    if (!items.length) return false;
    const at = items.findIndex((item) => item.id === this.#active);
    const from = this.sentences.span?.[0] ?? 0;
    const near = by > 0 ? items.findIndex((item) => item.start >= from)
      : items.findLastIndex((item) => item.start < from);
    const item = items[at >= 0 ? at + by : near];
    if (!item) return true;
    this.target.forget();
    this.sentences.goTo(item.start);
    this.target.hide();
    this.activate(item.id);
    this.pane.reveal([item.start, item.end]);
    this.pane.remember(item.start);
    this.reader.atCoding(item);
    this.bar.announce(`${this.codes.name(item.code)}, ${item.coder}: ${this.store.text.slice(item.start, item.end)}`);
    return true;
  }

  // The next coding that the other of two coders does not have.
  stepDifference(by) {
    const [a, b] = this.filter.compare ?? [];
    const items = [...this.store.view.values()];
    return this.stepCoding(by, (item) => alone(item, items, item.coder === a ? b : a));
  }

  // The interview before or after this one: the buttons for it are the page's.
  #press(key) {
    const element = document.querySelector(`.st-key-${key} button:not(:disabled)`);
    element?.click();
    return Boolean(element);
  }

  activate(id) {
    if (this.#active !== id) {
      this.#active = id;
      this.display.pointing.activate(id);
    }
    this.reader.activated(this.store.view.get(id) ?? null);
  }

  // -- coding -------------------------------------------------------------------------------------

  code(code) {
    const { span } = this.target;
    if (!span || code === null || !this.codes.get(code)) return false;
    if (this.store.find(...span, code)) return true;
    const item = this.store.add(...span, code);
    this.activate(item.id);
    this.#used(code);
    this.bar.announce(this.say("did_code", { name: this.codes.name(code) }));
    return true;
  }

  // Where a code is chosen from a list, one that is there already is taken away.
  toggle(code) {
    const { span } = this.target;
    if (!span) return this.bar.note(this.say("choose_first")), false;
    const known = this.store.find(...span, code);
    if (known) return this.remove(known.id);
    return this.code(code);
  }

  // A code that is not there yet, on the passage at once.
  create(name, under = null) {
    const known = this.codes.named(name);
    const code = known?.id ?? this.store.newCode(name, under);
    if (!known) this.reader.newCodes();
    this.bar.announce(this.say("did_new", { name }));
    return this.target.span ? this.code(code) : true;
  }

  #inVivo() {
    const name = this.ownWords();
    return name ? this.create(name) : false;
  }

  // The words of the passage as a code's name; empty where there is none.
  ownWords() {
    const { span } = this.target;
    if (!span) return "";
    const text = this.store.text.slice(...span).replace(/\s+/g, " ").replace(/[.,;:…]+$/, "");
    const letters = Array.from(text);
    return letters.length > NAME_LONG ? `${letters.slice(0, NAME_LONG).join("").replace(/\s\S*$/, "")}…` : text;
  }

  #used(code) {
    if (this.quick.touch(code)) this.reader.rearranged();
  }

  remove(id) {
    const item = this.store.view.get(id);
    if (!item) return false;
    this.store.remove(id);
    this.bar.announce(this.say("did_delete", { name: this.codes.name(item.code) }));
    return true;
  }

  resize(id, [start, end]) {
    if (!this.store.resize(id, start, end)) return false;
    this.bar.announce(this.say("did_resize", { text: this.store.text.slice(start, end) }));
    return true;
  }

  #change(item) {
    if (!item) return false;
    return this.reader.openPalette([item.start, item.end], {
      title: this.say("change_pick", { name: this.codes.name(item.code) }),
      choose: (code) => {
        if (code === item.code) return;
        this.store.edit(item.id, { code });
        this.#used(code);
        this.bar.announce(this.say("did_change", { name: this.codes.name(code) }));
      },
    });
  }

  change(id) {
    return this.#change(this.store.view.get(id));
  }

  split(item) {
    if (!item || !this.splitter.start(item)) return false;
    this.activate(item.id);
    this.pane.root.focus({ preventScroll: true });
    return true;
  }

  // The coding that one could be joined with: same code, coder and state, the nearest one.
  partner(id) {
    const item = this.store.view.get(id);
    if (!item) return null;
    const gap = (one) => Math.max(one.start - item.end, item.start - one.end);
    return [...this.store.view.values()]
      .filter((one) => one.id !== id && one.code === item.code && one.coder === item.coder && one.state === item.state)
      .sort((a, b) => gap(a) - gap(b) || a.start - b.start)[0] ?? null;
  }

  join(item) {
    const other = item && this.partner(item.id);
    if (!other) return false;
    this.store.join(item.id, other.id);
    this.activate(item.id);
    this.bar.announce(this.say("did_join", { name: this.codes.name(item.code) }));
    return true;
  }

  // A suggestion becomes a coding, or is turned down: the one named, else the first here.
  decide(how, uid = null) {
    const { span } = this.target;
    const one = uid ? this.store.suggestions.find((it) => it.uid === uid) : span && this.store.suggestedIn(span)[0];
    if (!one) return false;
    const name = this.codes.name(one.code);
    if (how === "accept" && !this.store.find(one.start, one.end, one.code)) {
      this.activate(this.store.accept(one).id);
      this.bar.announce(this.say("did_code", { name }));
    } else {
      this.store.dismiss(one);
      this.bar.announce(this.say("did_dismiss", { name }));
    }
    return true;
  }

  // -- memos --------------------------------------------------------------------------------------

  // The coding that is meant: the one pointed at, else the shortest here.
  #meant() {
    const [start, end] = this.target.span ?? [0, 0];
    const here = this.store.visible(start, end);
    return this.store.view.get(this.#active) ?? (here.length ? innermost(here) : null);
  }

  // On a coding its memo; where nothing is coded, the notes on the whole interview.
  #memo() {
    const item = this.#meant();
    if (!item) return this.#press("memos-document");
    this.reader.openCard([item]);
    this.reader.card.focus(item.id);
    return true;
  }

  names(items) {
    return this.codes.names(items.map((item) => item.code));
  }
}

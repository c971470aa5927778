// Stripes beside the text: one a coding, with the name of its code, turn by turn; and the numbers of
// the sentences. When two coders are compared, each has a side of its own.
//
// A turn's stripes are laid out when the turn comes near the window, and again when its codings or
// its width have changed; a new coding moves only what must give way in its own turn.

import { button, el } from "./dom.js";
import { alone } from "./filter.js";
import { hue } from "./marks.js";

const LANE = 7; // pixels from stripe to stripe
const LABEL = 21; // height of a label's line
const LEAST_LANES = 3;
const AT_ONCE = 6; // turns laid out in one frame

export class Margin {
  #stale = new Set();
  #near = new Set();
  #lanes = new Map(); // coding → lane it has, so that it keeps it from turn to turn

  constructor(view, store, codes, say, pane) {
    Object.assign(this, { view, store, codes, say });
    this.sentences = []; // [start, end] of each
    this.compare = null; // two coders, left and right
    this.drawn = null; // called after stripes and labels have been made anew
    this.sections = new Map(view.sections.map((section) => [section.element, section]));
    this.watcher = new IntersectionObserver((entries) => this.#seen(entries), {
      root: pane, rootMargin: "600px 0px",
    });
    this.sizes = new ResizeObserver(() => this.#resized());
    for (const element of this.sections.keys()) {
      this.#stale.add(element);
      this.watcher.observe(element);
    }
    this.sizes.observe(view.root);
  }

  // Turns whose codings changed.
  changed(sections) {
    for (const { element } of sections) this.#stale.add(element);
    this.#layOut();
  }

  everything() {
    for (const section of this.sections.values()) section.numbered = false;
    for (const element of this.sections.keys()) this.#stale.add(element);
    this.#layOut();
  }

  // The label of a coding, where its turn is laid out.
  label(id) {
    return this.view.root.querySelector(`.etc-label[data-c="${CSS.escape(id)}"]`);
  }

  destroy() {
    this.watcher.disconnect();
    this.sizes.disconnect();
    clearTimeout(this.waiting);
    cancelAnimationFrame(this.next);
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#near.add(target);
      else this.#near.delete(target);
    }
    this.#layOut();
  }

  #resized() {
    const { width } = this.view.root.getBoundingClientRect();
    if (width === this.width) return;
    this.width = width;
    for (const section of this.sections.values()) section.numbered = false;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.everything(), 100);
  }

  // A few turns at once; where many have come near, the rest in the next frames, so that scrolling
  // goes on.
  #layOut(most = AT_ONCE) {
    cancelAnimationFrame(this.next);
    const due = [...this.#near].filter((element) => this.#stale.has(element));
    const now = due.slice(0, most);
    for (const element of now) this.#stale.delete(element);
    const sections = now.map((element) => this.sections.get(element));
    // All reading before all writing, or each turn would make the browser lay out the page again.
    const measured = sections.map((section) => this.#measure(section));
    measured.forEach((items, index) => this.#draw(sections[index], items));
    if (sections.length) this.drawn?.();
    if (due.length > now.length) this.next = requestAnimationFrame(() => this.#layOut());
  }

  #measure(section) {
    const { blocks, turn, body } = section;
    const start = turn ? turn.start : blocks[0].start;
    const end = turn ? turn.end : blocks[blocks.length - 1].end;
    const top = body.getBoundingClientRect().top;
    const items = this.store.visible(start, end).map((item) => {
      const ranges = this.view.ranges(Math.max(item.start, start), Math.min(item.end, end));
      const boxes = ranges.map((range) => range.getBoundingClientRect());
      const from = boxes.length ? boxes[0].top - top : 0;
      const to = boxes.length ? boxes[boxes.length - 1].bottom - top : LABEL;
      return { item, top: from, bottom: to, goesOn: item.start < start };
    });
    items.sort((a, b) => a.top - b.top || b.bottom - a.bottom || (a.item.id < b.item.id ? -1 : 1));
    return { items, height: body.getBoundingClientRect().height, numbers: this.#numbered(section, top), hints: this.#hinted(start, end, top) };
  }

  // Where something is suggested: one quiet sign a line, beside the text and never in it.
  #hinted(start, end, top) {
    const found = [];
    for (const one of this.store.suggestions) {
      if (one.start < start || one.start >= end) continue;
      const box = this.view.ranges(one.start, one.start + 1)[0]?.getBoundingClientRect();
      if (!box) continue;
      const last = found.at(-1);
      if (last && Math.abs(last.top - (box.top - top)) < 6) last.ones.push(one);
      else found.push({ top: box.top - top, ones: [one] });
    }
    return found;
  }

  // Where each sentence begins: its number stands beside the line; of two on one line, the first's.
  #numbered(section, top) {
    if (section.numbered) return null; // as long as the text is as wide
    section.numbered = true;
    const { blocks } = section;
    const found = [];
    for (const { start, end } of blocks) {
      let at = firstFrom(this.sentences, start);
      for (; at < this.sentences.length && this.sentences[at][0] < end; at++) {
        const box = this.view.ranges(this.sentences[at][0], this.sentences[at][0] + 1)[0]?.getBoundingClientRect();
        if (box && Math.abs((found.at(-1)?.top ?? -99) - (box.top - top)) > 6) found.push({ n: at + 1, top: box.top - top });
      }
    }
    return found;
  }

  #draw(section, { items, height, numbers, hints }) {
    section.hints.replaceChildren(...hints.map(({ top, ones }) => {
      const names = this.codes.names(ones.map(({ code }) => code));
      const label = this.say("suggested", { codes: names });
      const hint = button("etc-hint-sign", "◌", label, { "data-s": ones[0].uid, tabindex: "-1", "aria-label": label });
      hint.style.top = `${top}px`;
      hint.style.setProperty("--k", `var(--etc-c${ones[0].code})`);
      return hint;
    }));
    if (numbers) {
      section.numbers.replaceChildren(...numbers.map(({ n, top }) => {
        const element = el("i", {}, String(n));
        element.style.top = `${top}px`;
        return element;
      }));
    }
    section.left.replaceChildren();
    if (!this.compare) {
      this.#side(section.margin, items, height);
      return;
    }
    const [left, right] = this.compare;
    this.#side(section.left, items.filter(({ item }) => item.coder === left), height, right);
    this.#side(section.margin, items.filter(({ item }) => item.coder === right), height, left);
  }

  // One side of a turn; `other` is the coder that it is compared with.
  #side(margin, items, height, other = null) {
    this.#assignLanes(items);
    const lanes = Math.max(LEAST_LANES, ...items.map((one) => one.lane + 1));
    const parts = items.map((one) => stripe(one));
    let free = 0;
    for (const one of items) {
      const at = Math.max(one.top, free);
      // What goes on from the turn before is named again only where there is room for it.
      if (one.goesOn && at + LABEL > height) continue;
      parts.push(this.#label(one, at, other));
      free = at + LABEL;
    }
    margin.style.setProperty("--lanes", `${lanes * LANE}px`);
    margin.style.minHeight = `${free}px`;
    margin.replaceChildren(...parts);
  }

  #assignLanes(items) {
    const taken = []; // of each lane, the places that are taken
    const free = (lane, { top, bottom }) =>
      !taken[lane]?.some((one) => one.top < bottom && one.bottom > top);
    const take = (one, lane) => {
      one.lane = lane;
      (taken[lane] ??= []).push(one);
      this.#lanes.set(one.item.id, lane);
    };
    // Stripes that are there already keep their lanes where they can; new ones take what is left.
    const known = items.filter(({ item }) => this.#lanes.has(item.id));
    const fresh = items.filter(({ item }) => !this.#lanes.has(item.id));
    for (const one of [...known, ...fresh]) {
      const had = this.#lanes.get(one.item.id);
      if (had !== undefined && free(had, one)) take(one, had);
      else {
        let lane = 0;
        while (!free(lane, one)) lane++;
        take(one, lane);
      }
    }
  }

  #label({ item, goesOn }, top, other) {
    const code = this.codes.get(item.code);
    const name = this.codes.name(item.code);
    const no = item.state === "no";
    const differs = other !== null && alone(item, [...this.store.view.values()], other);
    const title = [
      code ? [...code.above, name].join(" › ") : name, item.coder, no ? this.say("state_no") : "",
      differs ? this.say("differs", { coder: other }) : "", item.memo,
    ].filter(Boolean).join("\n");
    const label = button("etc-label", null, title, {
      "data-c": item.id, tabindex: "-1", "aria-label": this.say("label", { name, coder: item.coder }),
    });
    const text = el("span", { class: "etc-name" }, goesOn ? `… ${name}` : name);
    const signs = `${differs ? " ≠" : ""}${no ? " ¬" : ""}${item.memo ? " ✎" : ""}`;
    label.append(el("i", { class: "etc-dot" }), text, el("span", { class: "etc-signs" }, signs));
    if (item.coder !== this.store.coder && !this.compare) label.append(el("small", {}, item.coder));
    label.style.top = `${top}px`;
    label.style.setProperty("--k", hue(item));
    label.classList.toggle("etc-goes-on", goesOn);
    label.classList.toggle("etc-differs", differs);
    return label;
  }
}

// The first sentence that begins at a unit or after it.
function firstFrom(sentences, unit) {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle][0] < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stripe({ item, top, bottom, lane }) {
  const element = el("i", { class: "etc-stripe", "data-c": item.id });
  if (item.state === "no") element.classList.add("etc-no");
  element.style.cssText = `top:${top}px;height:${bottom - top}px;left:${lane * LANE}px`;
  element.style.setProperty("--k", hue(item));
  return element;
}

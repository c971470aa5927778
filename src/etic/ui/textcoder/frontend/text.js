// The transcript in the page: turns with their speakers, paragraphs with their marks, and the way
// between a place in the text and a place in the DOM.

import { cut } from "./blocks.js";
import { el } from "./dom.js";
import { paint } from "./marks.js";

const SHORT = 3;

export class TextView {
  constructor(text, turns, store, say, describe) {
    Object.assign(this, { text, store, describe });
    this.sections = cut(text, turns);
    this.blocks = [];
    // «И», «Р» need less room beside the text than whole names.
    const short = turns.every((turn) => turn.speaker.length <= SHORT);
    this.root = el("div", { class: `etc-text ${short ? "etc-short" : ""}` });
    for (const section of this.sections) this.root.append(this.#section(section, say));
    for (const index of this.blocks.keys()) this.paint(index);
  }

  #section(section, say) {
    const { turn } = section;
    section.body = el("div", { class: "etc-body" });
    for (const block of section.blocks) {
      block.element = el("p", { class: "etc-p" });
      block.section = section;
      block.element.eticBlock = this.blocks.length;
      this.blocks.push(block);
      section.body.append(block.element);
    }
    section.margin = el("div", { class: "etc-margin", role: "group", "aria-label": say("margin") });
    section.left = el("div", { class: "etc-margin etc-left", role: "group", "aria-label": say("margin") });
    section.numbers = el("div", { class: "etc-numbers", "aria-hidden": "true" });
    section.element = el("section", {
      class: `etc-turn ${turn ? `etc-${turn.role || "someone"}` : "etc-loose"}`,
    });
    section.hints = el("div", { class: "etc-hints" });
    section.body.append(section.numbers, section.hints);
    section.element.append(head(section, say), section.left, section.body, section.margin);
    return section.element;
  }

  paint(index) {
    const block = this.blocks[index];
    paint(block.element, this.text, block, this.store.visible(block.start, block.end), this.describe);
  }

  // -- places -------------------------------------------------------------------------------------

  // The paragraph at a unit, or the last one before it.
  blockAt(unit) {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].start <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Indices of the paragraphs that a span touches.
  touched(start, end) {
    const found = [];
    if (!this.blocks.length) return found;
    for (let index = this.blockAt(start); index < this.blocks.length; index++) {
      if (this.blocks[index].start >= end) break;
      if (this.blocks[index].end > start) found.push(index);
    }
    return found;
  }

  // A Range for each paragraph of a span: labels of speakers in between are not part of it.
  ranges(start, end) {
    return this.touched(start, end).map((index) => this.range(index, start, end));
  }

  range(index, start, end) {
    const block = this.blocks[index];
    const range = document.createRange();
    range.setStart(...this.#point(block, Math.max(start, block.start)));
    range.setEnd(...this.#point(block, Math.min(end, block.end)));
    return range;
  }

  #point(block, unit) {
    let left = unit - block.start;
    const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
    let last = null;
    while (walker.nextNode()) {
      last = walker.currentNode;
      if (left <= last.length) return [last, left];
      left -= last.length;
    }
    return last ? [last, last.length] : [block.element, 0];
  }

  // The unit at a place inside a paragraph's element.
  unitAt(block, node, offset) {
    const before = document.createRange();
    before.setStart(block.element, 0);
    before.setEnd(node, offset);
    return block.start + before.toString().length;
  }
}

function head(section, say) {
  const { turn } = section;
  const element = el("div", { class: "etc-head" });
  if (!turn) return element;
  element.append(el("span", { class: "etc-number", "aria-hidden": "true" }, String(section.index + 1)));
  const role = turn.role ? say(`role_${turn.role}`) : "";
  const who = el("span", { class: "etc-speaker", title: [turn.speaker, role, say("turn_title")].filter(Boolean).join(" · ") });
  who.append(turn.speaker || role);
  element.append(who);
  if (turn.question) {
    element.append(el("span", { class: "etc-question", title: say("question", { n: turn.question }) }, `№ ${turn.question}`));
  }
  if (turn.time !== null) element.append(el("time", { class: "etc-time" }, clock(turn.time)));
  return element;
}

export function clock(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}

// A small menu at a place: a few things to do, by mouse or by keyboard.

import { el } from "./dom.js";
import { place } from "./place.js";

export class Menu {
  constructor(label) {
    this.root = el("div", { class: "etc-menu", role: "menu", "aria-label": label, tabindex: "-1" });
    this.root.hidden = true;
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("focusout", (event) => {
      if (!this.root.contains(event.relatedTarget)) this.hide(false);
    });
  }

  get open() {
    return !this.root.hidden;
  }

  // `items` are {label, act, sign}; `anchor` a rectangle in the window, `within` the element that it
  // lies in; `back` gets the focus afterwards.
  show(items, anchor, within, back = null) {
    this.back = back;
    this.root.replaceChildren(...items.filter(Boolean).map((item) => {
      const element = el("button", { type: "button", class: "etc-menu-item", role: "menuitem", tabindex: "-1" });
      if (item.checked !== undefined) {
        element.setAttribute("role", "menuitemcheckbox");
        element.setAttribute("aria-checked", String(item.checked));
      }
      element.append(el("span", { class: "etc-menu-sign", "aria-hidden": "true" }, item.sign ?? ""), item.label);
      element.addEventListener("click", () => {
        this.hide();
        item.act();
      });
      return element;
    }));
    place(this.root, anchor, within);
    this.root.firstElementChild?.focus({ preventScroll: true });
  }

  hide(refocus = true) {
    if (!this.open) return;
    this.root.hidden = true;
    if (refocus) this.back?.focus({ preventScroll: true });
  }

  #key(event) {
    event.stopPropagation();
    const items = [...this.root.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.code];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.code === "Escape" || event.code === "Tab") this.hide();
    else return;
    event.preventDefault();
  }
}

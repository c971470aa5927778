// What is shown and what is not, said above the text where it can be changed: nobody should wonder
// where the codings have gone.

import { button, el, icon } from "./dom.js";

export class Strip {
  // `changed()` is called after any change; `next(by)` goes to the next difference of two coders.
  constructor({ filter, store, codes, say, changed, next }) {
    Object.assign(this, { filter, store, codes, say, changed, next });
    this.coder = el("select", { class: "etc-field", "aria-label": say("filter_coder") });
    this.uncoded = el("input", { type: "checkbox" });
    this.first = el("select", { class: "etc-field", "aria-label": say("compare_first") });
    this.second = el("select", { class: "etc-field", "aria-label": say("compare_second") });
    this.chosen = el("span", { class: "etc-chosen" });
    this.differences = el("span", { class: "etc-tools" });
    const step = (sign, label, by) => {
      const element = button("etc-tool", icon(sign), say(label), { "aria-label": say(label) });
      element.addEventListener("click", () => next(by));
      return element;
    };
    this.count = el("span", { class: "etc-counted" });
    this.differences.append(this.count, step("keyboard_arrow_up", "difference_previous", -1), step("keyboard_arrow_down", "difference_next", 1));
    const done = button("etc-tool", icon("close"), say("filter_close"), { "aria-label": say("filter_close") });
    done.addEventListener("click", () => this.hide());
    this.root = el("div", { class: "etc-strip", role: "group", "aria-label": say("filter") },
      el("label", {}, say("filter_coder"), this.coder),
      el("label", { class: "etc-check-label" }, this.uncoded, say("filter_uncoded")),
      el("label", {}, say("compare"), this.first, "↔", this.second),
      this.differences, this.chosen, done);
    this.root.hidden = !filter.active;
    for (const element of [this.coder, this.uncoded, this.first, this.second]) {
      element.addEventListener("change", () => this.#read());
    }
    this.root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.code === "Escape") this.hide();
    });
    this.refresh();
  }

  focus() {
    this.root.hidden = false;
    this.refresh();
    this.coder.focus({ preventScroll: true });
  }

  // All is shown again.
  hide() {
    this.root.hidden = true;
    this.filter.clear();
    this.first.value = this.second.value = "";
    this.changed();
    this.refresh();
    this.onClose?.();
  }

  refresh() {
    const { filter, say } = this;
    if (filter.active) this.root.hidden = false;
    const here = [...this.store.view.values()].map(({ coder }) => coder);
    const names = [...new Set([this.store.coder, ...here, ...(filter.compare ?? [])])];
    choices(this.coder, [["", say("filter_everybody")], ...names.map((name) => [name, name])], filter.coder);
    const pair = filter.compare ?? [this.first.value, this.second.value]; // one of two may be chosen
    const none = ["", "—"];
    choices(this.first, [none, ...names.map((name) => [name, name])], pair[0]);
    choices(this.second, [none, ...names.map((name) => [name, name])], pair[1]);
    this.uncoded.checked = filter.uncoded;
    this.coder.disabled = filter.compare !== null;
    this.differences.hidden = filter.compare === null;
    this.chosen.replaceChildren(...[...filter.codes].map((id) => {
      const name = this.codes.name(id);
      const label = say("filter_not_only", { name });
      const chip = button("etc-quiet", `${name} ×`, label, { "aria-label": label });
      chip.style.setProperty("--k", `var(--etc-c${id})`);
      chip.addEventListener("click", () => {
        filter.codes.delete(id);
        this.changed();
        this.refresh();
      });
      return chip;
    }));
  }

  #read() {
    this.filter.coder = this.coder.value;
    this.filter.uncoded = this.uncoded.checked;
    const [a, b] = [this.first.value, this.second.value];
    this.filter.compare = a && b && a !== b ? [a, b] : null;
    this.changed();
    this.refresh();
  }
}

function choices(select, options, value) {
  const now = options.map(([key]) => key).join("\n");
  if (select.etcOptions !== now) {
    select.etcOptions = now;
    select.replaceChildren(...options.map(([key, label]) => el("option", { value: key }, label)));
  }
  select.value = value;
}

// A code's name, meaning and colour: for a new one, and for one that is there.

import { button, el } from "./dom.js";

export class CodeForm {
  constructor(say) {
    this.say = say;
    this.title = el("h3", {});
    this.name = el("input", { class: "etc-field", type: "text", required: true, maxlength: "200", autocomplete: "off" });
    this.definition = el("textarea", { class: "etc-field", rows: "3" });
    this.colour = el("input", { class: "etc-colour", type: "color" });
    const save = el("button", { class: "etc-primary", type: "submit" }, say("save"));
    const cancel = button("etc-quiet", say("cancel"), say("cancel"));
    this.colouring = el("label", {}, say("code_colour"), this.colour);
    this.form = el("form", { method: "dialog" },
      this.title,
      el("label", {}, say("code_name"), this.name),
      el("label", {}, say("code_definition"), this.definition),
      this.colouring,
      el("div", { class: "etc-actions" }, save, cancel));
    this.root = el("dialog", { class: "etc-help etc-form" }, this.form);
    cancel.addEventListener("click", () => this.root.close());
    this.root.addEventListener("keydown", (event) => event.stopPropagation());
    this.form.addEventListener("submit", (event) => {
      if (!this.name.value.trim()) return event.preventDefault();
      this.done({ name: this.name.value.trim(), definition: this.definition.value.trim(), colour: this.colour.value });
    });
  }

  // `code` is what is there already, or null for a new one.
  show(title, code, done) {
    this.title.textContent = title;
    this.root.setAttribute("aria-label", title);
    this.name.value = code?.name ?? "";
    this.definition.value = code?.definition ?? "";
    this.definition.parentElement.hidden = this.colouring.hidden = !code;
    this.colour.value = six(code?.colour ?? "#808080");
    this.done = done;
    this.root.showModal();
    this.name.select();
  }
}

// A colour as the field takes it: #abc is #aabbcc.
const six = (colour) => (colour.length === 4 ? `#${[...colour.slice(1)].map((c) => c + c).join("")}` : colour);

// The codebook beside the text: find a code, put it on the passage, put the tree in order.

import { button, el, icon } from "./dom.js";
import { Dragging } from "./dragging.js";

let made = 0;

export class Tree {
  #closed; // codes whose branch is folded
  #rows = new Map(); // code → its element
  #current = null; // the code that the arrow keys are at

  // `act(name, code, more)` does what is asked; `has(code)` tells whether the passage carries it.
  constructor({ store, codes, quick, filter, say, act, has, menu }) {
    Object.assign(this, { store, codes, quick, filter, say, act, has, menu });
    this.#closed = store.folded ??= new Set();
    const id = `etc-tree-${(made += 1)}`;
    this.input = el("input", {
      class: "etc-field etc-seek", type: "search", autocomplete: "off", spellcheck: "false",
      placeholder: say("tree_filter"), "aria-label": say("tree_filter"), "aria-controls": id,
    });
    const add = button("etc-tool", icon("add"), say("code_new"), { "aria-label": say("code_new") });
    this.list = el("ul", { class: "etc-codes", role: "tree", id, "aria-label": say("palette_all") });
    this.none = el("p", { class: "etc-empty" }, say("tree_none"));
    this.root = el("aside", { class: "etc-tree", "aria-label": say("palette_all") },
      el("div", { class: "etc-tree-head" }, this.input, add), this.list, this.none);
    add.addEventListener("click", () => act("new", null));
    this.input.addEventListener("input", () => this.draw());
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("mousedown", (event) => {
      // The passage stays selected while its code is chosen.
      if (!event.target.closest("li")?.draggable || event.button) return;
      if (event.target.closest("button")) event.preventDefault();
    });
    this.list.addEventListener("click", (event) => this.#click(event));
    this.list.addEventListener("contextmenu", (event) => {
      const row = event.target.closest("li");
      if (!row) return;
      event.preventDefault();
      this.#openMenu(row);
    });
    this.dragging = new Dragging(this.list, codes, (drop) => this.#dropped(drop));
    this.draw();
  }

  focus() {
    this.input.focus({ preventScroll: true });
    this.input.select();
  }

  // The rows anew: the codebook, the filter or what is folded has changed.
  draw() {
    const query = this.input.value.trim();
    const found = query ? new Set(this.codes.search(query).flatMap(({ id }) => this.codes.lineage(id))) : null;
    const focused = this.list.contains(document.activeElement);
    this.#rows.clear();
    const rows = [];
    const grow = (parent, depth) => {
      for (const code of this.codes.children(parent)) {
        if (found && !found.has(code.id)) continue;
        const branch = this.codes.children(code.id).length > 0;
        rows.push(this.#row(code, depth, branch));
        if (branch && (found || !this.#closed.has(code.id))) grow(code.id, depth + 1);
      }
    };
    grow(null, 0);
    this.list.replaceChildren(...rows);
    this.none.hidden = rows.length > 0;
    this.none.textContent = this.say(query ? "palette_none" : "tree_none");
    this.best = query ? this.codes.search(query)[0]?.id ?? null : null;
    if (!this.#rows.has(this.#current)) this.#current = null;
    this.#rows.get(this.#current ?? this.best ?? this.codes.offered[0]?.id)?.setAttribute("tabindex", "0");
    if (focused) this.#rows.get(this.#current)?.focus({ preventScroll: true });
    if (this.best !== null) {
      this.#rows.get(this.best)?.classList.add("etc-best");
      this.#rows.get(this.best)?.scrollIntoView({ block: "nearest" });
    }
    this.refresh();
  }

  // Counts of this text and the marks of what the passage carries.
  refresh() {
    const counts = new Map();
    for (const { code } of this.store.view.values()) {
      for (const id of this.codes.lineage(code)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const [id, row] of this.#rows) {
      const n = counts.get(id) ?? 0;
      if (row.etcCount !== n) {
        row.etcCount = n;
        row.querySelector(".etc-count").textContent = n ? String(n) : "";
      }
      const has = String(this.has(id));
      if (row.getAttribute("aria-checked") !== has) row.setAttribute("aria-checked", has);
      row.classList.toggle("etc-only", this.filter.codes.has(id));
    }
  }

  #row(code, depth, branch) {
    const folded = this.#closed.has(code.id) && !this.input.value.trim();
    const row = el("li", {
      class: "etc-code", role: "treeitem", "data-code": String(code.id), tabindex: "-1", draggable: "true",
      "aria-level": String(depth + 1), "aria-expanded": branch ? String(!folded) : null,
      title: code.definition || code.name,
    });
    row.style.setProperty("--depth", String(depth));
    row.style.setProperty("--k", `var(--etc-c${code.id})`);
    const twisty = el("span", { class: "etc-twisty", "aria-hidden": "true" }, branch ? (folded ? "▸" : "▾") : "");
    const more = button("etc-more", icon("more_horiz"), this.say("code_more"), { tabindex: "-1", "aria-label": this.say("code_more") });
    const digit = this.quick.digit(code.id);
    row.append(twisty, el("i", { class: "etc-dot" }), el("span", { class: "etc-name" }, code.name),
      digit ? el("kbd", { class: this.quick.pinned.has(code.id) ? "etc-pinned" : "" }, String(digit)) : "",
      el("span", { class: "etc-count" }), more);
    this.#rows.set(code.id, row);
    return row;
  }

  #code(row) {
    const value = row?.dataset.code;
    return this.codes.get(/^\d+$/.test(value) ? Number(value) : value);
  }

  #click(event) {
    const row = event.target.closest("li");
    const code = this.#code(row);
    if (!code) return;
    this.#current = code.id;
    if (event.target.closest(".etc-more")) this.#openMenu(row);
    else if (event.target.closest(".etc-twisty") && row.hasAttribute("aria-expanded")) this.#fold(code);
    else this.act("toggle", code.id);
  }

  #fold(code, closed = !this.#closed.has(code.id)) {
    if (closed) this.#closed.add(code.id);
    else this.#closed.delete(code.id);
    this.#current = code.id;
    this.draw();
  }

  #openMenu(row) {
    const code = this.#code(row);
    if (!code) return;
    this.#current = code.id;
    const only = this.filter.codes.has(code.id);
    const pinned = this.quick.pinned.has(code.id);
    const { say, act } = this;
    this.menu.show([
      { label: say("code_put"), act: () => act("toggle", code.id) },
      { label: say("code_only"), checked: only, sign: only ? "✓" : "", act: () => act("only", code.id) },
      { label: say("code_pin"), checked: pinned, sign: pinned ? "✓" : "", act: () => act("pin", code.id) },
      { label: say("code_new_under"), act: () => act("new", code.id) },
      { label: say("code_edit"), act: () => act("edit", code.id) },
      { label: say("code_move"), act: () => act("move", code.id) },
      { label: say("code_merge"), act: () => act("merge", code.id) },
    ], row.getBoundingClientRect(), this.menu.root.parentElement, row);
  }

  // A code was dropped on another: between two of them it is moved; on one, the person is asked.
  #dropped({ code, onto, zone, box }) {
    const target = this.codes.get(onto);
    if (zone === "before") return this.act("place", code, { under: target.parent, before: onto });
    const name = target.name;
    this.menu.show([
      { label: this.say("drop_move", { name }), act: () => this.act("place", code, { under: onto }) },
      { label: this.say("drop_merge", { name }), act: () => this.act("unite", code, { into: onto }) },
      { label: this.say("cancel"), act: () => {} },
    ], box, this.menu.root.parentElement, this.#rows.get(code));
  }

  #key(event) {
    event.stopPropagation();
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target === this.input;
    const row = event.target.closest("li");
    const code = row && this.#code(row);
    const all = [...this.list.children];
    const at = all.indexOf(row);
    const go = (to) => {
      const next = all[Math.max(0, Math.min(all.length - 1, to))];
      if (!next) return;
      for (const one of all) one.tabIndex = one === next ? 0 : -1;
      this.#current = this.#code(next)?.id ?? null;
      next.focus();
    };
    switch (event.code) {
      case "ArrowDown": go(at + 1); break;
      case "ArrowUp": if (typing) return; if (at <= 0) this.input.focus(); else go(at - 1); break;
      case "Home": if (typing) return; go(0); break;
      case "End": if (typing) return; go(all.length - 1); break;
      case "ArrowRight": case "ArrowLeft": {
        if (typing || !code) return;
        const open = row.getAttribute("aria-expanded");
        if (event.code === "ArrowRight") { if (open === "false") this.#fold(code, false); else go(at + 1); }
        else if (open === "true") this.#fold(code, true);
        else go(all.findIndex((one) => this.#code(one)?.id === code.parent));
        break;
      }
      case "Enter": case "NumpadEnter": {
        const chosen = code?.id ?? this.best;
        if (chosen === null || chosen === undefined) return;
        this.act("toggle", chosen);
        break;
      }
      case "ContextMenu": case "F10": if (!row || (event.code === "F10" && !event.shiftKey)) return; this.#openMenu(row); break;
      case "Space": if (typing || !row) return; this.#openMenu(row); break;
      case "F2": if (!code) return; this.act("edit", code.id); break;
      case "Escape":
        if (typing && this.input.value) { this.input.value = ""; this.draw(); } else this.act("leave");
        break;
      default:
        // A letter typed in the tree goes on in the field that finds codes.
        if (!typing && event.key.length === 1 && !event.target.closest("button")) this.input.focus();
        return;
    }
    event.preventDefault();
  }
}

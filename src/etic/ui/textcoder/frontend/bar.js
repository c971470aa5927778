// The line above the text: the quick codes, how far this text is coded, how storing goes, tools.

import { button, el, icon } from "./dom.js";
import { HELP } from "./keys.js";

const PASSING = 5_000;
const MOST_NOTICES = 3;

export class Bar {
  constructor({ store, codes, quick, say, act, open }) {
    Object.assign(this, { store, codes, quick, say, open });
    this.counted = el("span", { class: "etc-counted" });
    this.status = el("span", { class: "etc-status", role: "status" });
    this.live = el("div", { class: "etc-live", "aria-live": "polite" });
    this.notices = el("div", { class: "etc-notices", role: "alert" });
    this.quickly = el("div", { class: "etc-quick", role: "toolbar", "aria-label": say("quick") });
    this.lines = el("div", { class: "etc-lines" }); // finding, filtering: lines that come and go
    this.help = helpDialog(say);
    this.treeTool = tool("account_tree", say("tree"), () => act("showTree"));
    this.cardTool = tool("right_panel_open", say("panel"), () => act("showPanel"));
    this.suggestTool = tool("lightbulb", say("suggest_key"), () => act("suggest"));
    const tools = el("div", { class: "etc-tools" },
      this.treeTool,
      tool("search", say("find_key"), () => act("find")),
      tool("filter_alt", say("filter_key"), () => act("filter")),
      this.suggestTool,
      tool("undo", say("undo"), () => act("undo")),
      tool("redo", say("redo"), () => act("redo")),
      tool("keyboard", say("help_key"), () => act("help")),
      this.cardTool);
    this.root = el("header", { class: "etc-bar" },
      el("div", { class: "etc-line" },
        this.quickly, el("div", { class: "etc-state" }, this.counted, this.status, tools)),
      this.lines, this.notices, this.live, this.help);
    this.quickly.addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (chip) act("code", Number(chip.dataset.code));
    });
    this.chips();
    this.refresh();
  }

  announce(text) {
    this.live.textContent = "";
    // A change of text is read out only when it is a change: the same twice must be two.
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  // How storing goes.
  refresh() {
    const { pending, lost } = this.store;
    const [state, text] = this.trouble ? ["trouble", this.trouble]
      : !pending ? ["saved", this.say("saved")]
      : lost ? ["lost", this.say("lost", { n: pending })]
      : ["saving", this.say("saving")];
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.dataset.state = state;
  }

  // How far this text is coded.
  count() {
    const n = this.store.view.size;
    const coded = this.progress ? this.say("progress", this.progress()) : "";
    const whole = [this.say("counted", { n }), coded].filter(Boolean).join(" · ");
    if (this.counted.textContent !== whole) this.counted.textContent = whole;
  }

  // Suggestions are being looked for, or what came of it.
  looking(found = "") {
    const text = found || this.say("suggest_looking");
    this.suggestTool.setAttribute("aria-busy", String(!found));
    this.note(text);
    this.announce(text);
  }

  // Which panels are shown beside the text.
  panels(tree, card) {
    this.treeTool.setAttribute("aria-pressed", String(tree));
    this.cardTool.setAttribute("aria-pressed", String(card));
  }

  chips() {
    const chips = this.quick.places.map((id, index) => {
      const code = id === null ? null : this.codes.get(id);
      if (!code) return null;
      const title = [...code.above, code.name].join(" › ");
      const chip = button("etc-chip", null, title, { "data-code": String(id), tabindex: "-1" });
      const pinned = this.quick.pinned.has(id);
      if (pinned) chip.title = `${title} · ${this.say("pinned")}`;
      chip.append(el("kbd", { class: pinned ? "etc-pinned" : "" }, String(index + 1)), el("i", { class: "etc-dot" }), el("span", { class: "etc-name" }, code.name));
      chip.style.setProperty("--k", `var(--etc-c${id})`);
      return chip;
    });
    this.quickly.replaceChildren(...chips.filter(Boolean));
  }

  // Something was refused: the reason stays until it is read, of an undo it passes.
  refused({ operation, reason }) {
    const passing = operation.t === "undo" || operation.t === "redo";
    const item = this.store.view.get(operation.id);
    const actions = [];
    if (operation.memo && item) {
      const look = button("etc-quiet", this.say("show"), this.say("show"));
      look.addEventListener("click", () => (notice.remove(), this.open(operation.id)));
      actions.push(look);
    }
    const done = button("etc-quiet", this.say("understood"), this.say("understood"));
    actions.push(done);
    const lost = operation.memo && !item ? el("blockquote", {}, operation.memo) : null;
    const notice = el("div", { class: "etc-notice" }, el("span", {}, reason), lost, ...actions);
    done.addEventListener("click", () => {
      notice.remove();
      if (operation.memo && !item) this.store.kept.drop(operation.id);
    });
    this.#notice(notice);
    if (passing) setTimeout(() => notice.remove(), PASSING);
  }

  // Something to be read in passing; empty takes it away.
  note(text) {
    this.passing?.remove();
    this.passing = null;
    clearTimeout(this.noting);
    if (!text) return;
    this.passing = el("div", { class: "etc-notice etc-passing" }, text);
    this.#notice(this.passing);
    this.noting = setTimeout(() => this.note(""), PASSING * 2);
  }

  // The text itself was corrected meanwhile.
  moved() {
    if (this.notices.querySelector(".etc-moved")) return;
    this.#notice(el("div", { class: "etc-notice etc-moved" }, this.say("moved")));
  }

  #notice(notice) {
    while (this.notices.children.length >= MOST_NOTICES) this.notices.firstChild.remove();
    this.notices.append(notice);
  }
}

function tool(name, label, act) {
  const element = button("etc-tool", icon(name), label, { "aria-label": label });
  element.addEventListener("click", act);
  return element;
}

function helpDialog(say) {
  const groups = Object.entries(HELP).map(([title, lines]) => {
    const rows = lines.map(([keys, label]) => {
      const shown = keys.map((key) => (key === "…" ? "…" : el("kbd", {}, key)));
      return el("tr", {}, el("th", { scope: "row" }, ...shown), el("td", {}, say(label)));
    });
    return el("section", {}, el("h4", {}, say(title)), el("table", {}, el("tbody", {}, ...rows)));
  });
  const close = button("etc-quiet", say("close"), say("close"));
  const dialog = el("dialog", { class: "etc-help", "aria-label": say("help") },
    el("h3", {}, say("help")), el("div", { class: "etc-help-groups" }, ...groups), el("p", {}, say("help_mouse")), close);
  close.addEventListener("click", () => dialog.close());
  return dialog;
}

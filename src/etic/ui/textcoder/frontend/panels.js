// What stands beside the text: the codebook left, what is coded right. Each can be put away; where
// the window has no room for it, it is put away by itself.

import { storage as local } from "./storage.js";

const ROOM_FOR_TREE = 760; // pixels of the whole
const ROOM_FOR_CARD = 900;
const ROOM_FOR_BOTH = 1080;
const ROOM_TO_COMPARE = 1400; // with a margin on either side of the text

export class Panels {
  constructor({ root, desk, pane, tree, card, bar, scope, say }) {
    Object.assign(this, { root, desk, pane, tree, card, bar });
    this.key = `etic:panels:${scope}`;
    this.wanted = { tree: true, card: true, ...this.#read() };
    this.aside = document.createElement("aside");
    this.aside.className = "etc-aside";
    this.aside.setAttribute("aria-label", say("card"));
    desk.prepend(tree.root);
    desk.append(this.aside);
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(root);
    addEventListener("resize", this.onResize = () => this.fit());
  }

  fit() {
    const width = this.root.getBoundingClientRect().width;
    if (!width) return;
    const { tree, card } = this.wanted;
    const treeShown = tree && width >= ROOM_FOR_TREE || this.forced === "tree";
    const comparing = this.root.classList.contains("etc-comparing");
    const room = comparing ? ROOM_TO_COMPARE : treeShown ? ROOM_FOR_BOTH : ROOM_FOR_CARD;
    const docked = (card && width >= room) || (comparing && this.forced === "card");
    this.tree.root.hidden = !treeShown;
    this.aside.hidden = !docked;
    this.desk.classList.toggle("etc-with-tree", treeShown);
    this.desk.classList.toggle("etc-with-card", docked);
    if (docked !== this.card.docked) this.card.dock(docked ? this.aside : null, this.pane.root);
    this.bar.panels(treeShown, docked);
    this.pane.fit(this.desk);
  }

  show(name) {
    this.wanted[name] = true;
    this.forced = name;
    this.fit();
  }

  toggle(name) {
    const shown = name === "tree" ? !this.tree.root.hidden : !this.aside.hidden;
    this.wanted[name] = !shown;
    this.forced = shown ? null : name;
    this.#write();
    this.fit();
  }

  destroy() {
    this.sizes.disconnect();
    removeEventListener("resize", this.onResize);
  }

  #read() {
    try {
      return JSON.parse(local.getItem(this.key)) ?? {};
    } catch {
      return {}; // nothing kept: both are shown
    }
  }

  #write() {
    try {
      local.setItem(this.key, JSON.stringify(this.wanted));
    } catch {
      // Then it lasts as long as the page.
    }
  }
}

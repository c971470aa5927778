// A coding pointed at, in the text or in the margin, stands out in both.

export class Pointing {
  #hot = [];
  #active = [];

  constructor(root) {
    this.root = root;
    const point = (event) => this.#point(event.target);
    for (const name of ["mouseover", "focusin"]) root.addEventListener(name, point);
    root.addEventListener("mouseleave", () => this.#point(null));
    root.addEventListener("focusout", () => this.#point(null));
  }

  activate(id) {
    this.#active = id ? [id] : [];
    this.refresh();
  }

  // After something was painted anew.
  refresh() {
    this.#show("etc-hot", this.#hot);
    this.#show("etc-on", this.#active);
  }

  #point(target) {
    const ids = target?.closest?.(".etc-mark, .etc-label, .etc-stripe")?.dataset.c.split(" ") ?? [];
    if (ids.join() === this.#hot.join()) return;
    this.#hot = ids;
    this.#show("etc-hot", ids);
  }

  #show(name, ids) {
    for (const element of this.root.querySelectorAll(`.${name}`)) element.classList.remove(name);
    for (const id of ids) {
      const selector = `.etc-text [data-c~="${CSS.escape(id)}"]`;
      for (const element of this.root.querySelectorAll(selector)) element.classList.add(name);
    }
  }
}

// Dragging a code in the tree: between two codes, or onto one.

const EDGE = 0.28; // the part of a row's height that means "in front of it"

export class Dragging {
  constructor(list, codes, drop) {
    Object.assign(this, { list, codes, drop });
    list.addEventListener("dragstart", (event) => this.#start(event));
    list.addEventListener("dragover", (event) => this.#over(event));
    list.addEventListener("dragleave", () => this.#show(null));
    list.addEventListener("dragend", () => this.#end());
    list.addEventListener("drop", (event) => this.#drop(event));
  }

  #start(event) {
    const row = event.target.closest?.("li");
    if (!row) return;
    this.code = named(row);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.codes.get(this.code)?.name ?? "");
  }

  #over(event) {
    const found = this.#target(event);
    this.#show(found);
    if (!found) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
  }

  #drop(event) {
    const found = this.#target(event);
    if (found) {
      event.preventDefault();
      const { row, zone } = found;
      this.drop({ code: this.code, onto: named(row), zone, box: row.getBoundingClientRect() });
    }
    this.#end();
  }

  #end() {
    this.#show(null);
    this.code = undefined;
  }

  // Where a code would land; not on itself, nor inside its own branch.
  #target(event) {
    const row = event.target.closest?.("li");
    if (!row || this.code === undefined || this.codes.lineage(named(row)).includes(this.code)) return null;
    const box = row.getBoundingClientRect();
    return { row, zone: event.clientY - box.top < box.height * EDGE ? "before" : "onto" };
  }

  #show(found) {
    this.shown?.classList.remove("etc-drop-before", "etc-drop-onto");
    this.shown = found?.row;
    this.shown?.classList.add(`etc-drop-${found.zone}`);
  }
}

const named = (row) => (/^\d+$/.test(row.dataset.code) ? Number(row.dataset.code) : row.dataset.code);

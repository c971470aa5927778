// Nine codes under the digits. A code that is used takes a place and keeps it, so that fingers can
// learn it; when all are taken, the one not used for longest gives way.

import { storage as local } from "./storage.js";

const PLACES = 9;

export class Quick {
  constructor(scope, codes, used, storage = local) {
    this.storage = storage;
    this.key = `etic:quick:${scope}`;
    this.codes = codes;
    this.places = [];
    this.pinned = new Set(); // codes that keep their digit, whatever else is used
    this.#read();
    this.order = []; // places by last use, oldest first
    this.fill(used);
  }

  // Empty places go to codes most used in this text, then to the codebook's first.
  fill(used = []) {
    const offered = new Set(this.codes.offered.map((code) => code.id));
    this.places = this.places.map((id) => (offered.has(id) ? id : null));
    const candidates = [...used, ...offered].filter((id) => offered.has(id));
    for (const id of candidates) {
      const free = this.places.indexOf(null);
      if (free < 0) break;
      if (!this.places.includes(id)) this.places[free] = id;
    }
  }

  code(digit) {
    return this.places[digit - 1] ?? null;
  }

  digit(id) {
    return this.places.indexOf(id) + 1;
  }

  get list() {
    return this.places.filter((id) => id !== null);
  }

  // A code was used; gives whether a place changed hands.
  touch(id) {
    let place = this.places.indexOf(id);
    const moved = place < 0;
    if (moved) {
      place = this.#yielding();
      if (place < 0) return false;
      this.places[place] = id;
    }
    this.order = [...this.order.filter((index) => index !== place), place];
    this.#write();
    return moved;
  }

  // A code keeps its digit, or no longer does.
  pin(id) {
    if (this.pinned.delete(id)) return this.#write();
    if (!this.places.includes(id)) this.touch(id);
    if (this.places.includes(id)) this.pinned.add(id);
    this.#write();
  }

  // A code has another name now: the server's instead of the browser's own.
  rename(from, to) {
    this.places = this.places.map((id) => (id === from ? to : id));
    this.#write();
  }

  // The place that gives way: of those not used yet the last, for the first digits stay where people
  // saw them; else the one not used for longest. -1 where all are pinned.
  #yielding() {
    const free = (index) => !this.pinned.has(this.places[index]);
    for (let index = PLACES - 1; index >= 0; index--) {
      if (!this.order.includes(index) && free(index)) return index;
    }
    return this.order.find(free) ?? -1;
  }

  #read() {
    let kept = {};
    try {
      kept = JSON.parse(this.storage.getItem(this.key)) ?? {};
    } catch {
      // Nothing kept, or nothing that can be read: begin anew.
    }
    const { places = [], pinned = [] } = Array.isArray(kept) ? { places: kept } : kept;
    this.places = Array.from({ length: PLACES }, (_, i) => (Number.isInteger(places[i]) ? places[i] : null));
    this.pinned = new Set(Array.isArray(pinned) ? pinned.filter((id) => this.places.includes(id)) : []);
  }

  #write() {
    try {
      const kept = { places: this.places, pinned: [...this.pinned] };
      this.storage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // The places then last as long as the page.
    }
  }
}

// Nine codes under the digits. A code that is used takes a place and keeps it, so that fingers can
// learn it; when all are taken, the one not used for longest gives way.

import { storage as local } from "./storage.js";

const PLACES = 9;

export class Quick {
  constructor(scope, codes, used, storage = local) {
    this.storage = storage;
    this.key = `etic:quick:${scope}`;
    this.codes = codes;
    this.places = this.#read();
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
      const idle = this.places.findIndex((_, index) => !this.order.includes(index));
      place = idle >= 0 ? this.#last(idle) : this.order[0];
      this.places[place] = id;
    }
    this.order = [...this.order.filter((index) => index !== place), place];
    this.#write();
    return moved;
  }

  // Of the places not used yet, the last: the first digits stay where people saw them.
  #last(idle) {
    for (let index = PLACES - 1; index > idle; index--) {
      if (!this.order.includes(index)) return index;
    }
    return idle;
  }

  #read() {
    let places = [];
    try {
      places = JSON.parse(this.storage.getItem(this.key)) ?? [];
    } catch {
      // Nothing kept, or nothing that can be read: begin anew.
    }
    return Array.from({ length: PLACES }, (_, i) => (Number.isInteger(places[i]) ? places[i] : null));
  }

  #write() {
    try {
      this.storage.setItem(this.key, JSON.stringify(this.places));
    } catch {
      // The places then last as long as the page.
    }
  }
}

// Operations that the server has not acknowledged yet, in localStorage until it has.
//
// Each page has an entry of its own, so that two tabs never overwrite one another. A page that goes
// away releases its entry, and one that died stops renewing it; the next page adopts what it finds.
// An operation sent twice is harmless: the server takes each only once.

import { storage as local } from "./storage.js";
import { identity } from "./wire.js";

const DEAD_AFTER = 20_000; // an entry not renewed for so long has no page any more
const UNDO_IN_TIME = 60_000; // an undo found later than this would undo something else

export class Outbox {
  operations = [];

  constructor(scope, storage = local) {
    this.storage = storage;
    this.prefix = `etic:outbox:${scope}:`;
    this.key = this.prefix + identity();
    this.release = () => this.#write({ released: true });
    this.claim = (event) => event.persisted && this.save();
    addEventListener("pagehide", this.release);
    addEventListener("pageshow", this.claim);
  }

  push(operation) {
    this.operations.push(operation);
    this.save();
  }

  // Forget operations that are settled; gives those that were ours.
  settle(names) {
    const settled = this.operations.filter((operation) => names.has(operation.op));
    if (settled.length) {
      this.operations = this.operations.filter((operation) => !names.has(operation.op));
      this.save();
    }
    return settled;
  }

  save() {
    this.#write({ released: false });
  }

  // Take over what pages that are gone left behind; gives the operations taken.
  adopt(now = Date.now()) {
    const found = [];
    for (const key of this.#keys()) {
      if (key === this.key) continue;
      const entry = this.#read(key);
      if (!entry || (!entry.released && now - entry.at < DEAD_AFTER)) continue;
      for (const operation of entry.operations) {
        const turns = operation.t === "undo" || operation.t === "redo";
        if (!turns || now - entry.at < UNDO_IN_TIME) found.push(operation);
      }
      this.#remove(key);
    }
    const known = new Set(this.operations.map((operation) => operation.op));
    const taken = found.filter((operation) => !known.has(operation.op));
    if (taken.length) {
      this.operations = [...taken, ...this.operations];
      this.save();
    }
    return taken;
  }

  #write({ released }) {
    // Storage may be full or forbidden; the operations are then kept by this page alone.
    try {
      if (!this.operations.length) this.storage.removeItem(this.key);
      else {
        const entry = { operations: this.operations, at: Date.now(), released };
        this.storage.setItem(this.key, JSON.stringify(entry));
      }
    } catch (error) {
      console.warn("etic: outbox not kept", error);
    }
  }

  #read(key) {
    try {
      const entry = JSON.parse(this.storage.getItem(key));
      return Array.isArray(entry?.operations) ? entry : null;
    } catch {
      return null;
    }
  }

  #keys() {
    try {
      return Object.keys(this.storage).filter((key) => key.startsWith(this.prefix));
    } catch {
      return [];
    }
  }

  #remove(key) {
    try {
      this.storage.removeItem(key);
    } catch {
      // Then it is adopted again, which does no harm.
    }
  }
}

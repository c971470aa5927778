// Texts of memos that the server refused, because somebody else wrote first or took the coding
// away. They are kept, over reloads too, until the person has decided.

import { storage as local } from "./storage.js";

export class Kept {
  constructor(scope, storage = local) {
    this.storage = storage;
    this.key = `etic:kept:${scope}`;
    this.texts = new Map(this.#read());
  }

  get(id) {
    return this.texts.get(id);
  }

  keep(id, memo, reason) {
    this.texts.set(id, { memo, reason });
    this.#write();
  }

  drop(id) {
    if (this.texts.delete(id)) this.#write();
  }

  #read() {
    try {
      return JSON.parse(this.storage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  #write() {
    try {
      if (this.texts.size) this.storage.setItem(this.key, JSON.stringify([...this.texts]));
      else this.storage.removeItem(this.key);
    } catch (error) {
      console.warn("etic: text not kept", error);
    }
  }
}

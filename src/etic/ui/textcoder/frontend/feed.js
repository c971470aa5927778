// Where stores and feeds meet. Reader and feed are two components of one page, mounted in any
// order and again at any time; a store outlives both.

export class Exchange {
  stores = new Map();
  #waiting = new Map(); // mount → {message, send} that came before its store

  store(mount) {
    return this.stores.get(mount);
  }

  open(mount, store) {
    this.stores.set(mount, store);
    const waiting = this.#waiting.get(mount);
    this.#waiting.delete(mount);
    if (waiting) this.#hand(store, waiting);
  }

  // What a feed brought, and the way back through it. Streamlit calls again with the same.
  deliver(message, send) {
    const store = this.stores.get(message.mount);
    if (store) this.#hand(store, { message, send });
    else this.#waiting.set(message.mount, { message, send });
  }

  close(mount, send) {
    this.#waiting.delete(mount);
    this.stores.get(mount)?.disconnect(send);
  }

  #hand(store, { message, send }) {
    store.receive(message); // first, or what is acknowledged here would be sent once more
    store.connect(send);
  }
}

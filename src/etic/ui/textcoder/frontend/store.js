// The codings of one document as this page knows them.
//
// `server` is what the server said, `view` what is shown: the server's with the operations that it
// has not acknowledged on top. Whatever comes back, the view of a coding is made again from both;
// so an operation that is refused undoes itself, and one on top of others' work stays on top.

import { Kept } from "./kept.js";
import { Outbox } from "./outbox.js";
import { coding, identity, outgoing, written } from "./wire.js";

const RESEND = 4_000;
const LOST_AFTER = 7_000; // no answer for so long: there is no connection
const ADOPT = 10_000;
const MOST_AT_ONCE = 200;
const WORTH_TELLING = 25; // changes received, after which the server should know that we have them
const NEVER = -1; // a version that no coding has: the server refuses what is based on it

export class Store {
  constructor(payload, offsets, storage) {
    const scope = `${payload.project}:${payload.document.id}:${payload.coder}`;
    this.mount = payload.mount;
    this.coder = payload.coder;
    this.text = payload.text;
    this.offsets = offsets;
    this.outbox = new Outbox(scope, storage);
    this.kept = new Kept(scope, storage);
    this.client = identity();
    this.server = new Map();
    this.view = new Map();
    this.listeners = new Set();
    this.count = 0;
    this.waitingSince = null;
    this.reset(payload);
    this.adoption = setInterval(() => this.adopt(), ADOPT);
  }

  // -- reading ------------------------------------------------------------------------------------

  get pending() {
    return this.outbox.operations.length;
  }

  get lost() {
    return this.waitingSince !== null && Date.now() - this.waitingSince > LOST_AFTER;
  }

  touching(start, end) {
    return [...this.view.values()].filter((item) => item.start < end && item.end > start);
  }

  find(start, end, code) {
    return [...this.view.values()].find(
      (item) =>
        item.start === start && item.end === end && item.code === code && item.coder === this.coder,
    );
  }

  // -- doing --------------------------------------------------------------------------------------

  add(start, end, code) {
    const known = this.find(start, end, code);
    if (known) return known;
    const id = identity();
    const [s, e] = [this.offsets.toPoints(start), this.offsets.toPoints(end)];
    this.#dispatch({ t: "add", id, s, e, code, q: this.text.slice(start, end) });
    return this.view.get(id);
  }

  remove(id) {
    if (this.view.has(id)) this.#dispatch({ t: "del", id });
  }

  // Change a coding. `was` is what the person saw when the change began: where the server has
  // something else by now, it refuses, and the person is shown both.
  edit(id, values, was = null) {
    const now = this.view.get(id);
    if (!now) return;
    const seen = was ?? now;
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, seen[name]]));
    if (values.memo !== undefined) values = { ...values, memo: written(values.memo) };
    this.#dispatch({ t: "upd", id, ...values, was: before });
  }

  undo() {
    this.#dispatch({ t: "undo" });
  }

  redo() {
    this.#dispatch({ t: "redo" });
  }

  #dispatch(operation) {
    this.outbox.push({ op: identity(), ...operation });
    this.#show(operation.id ? [operation.id] : [], { cause: "local" });
    this.flush();
  }

  // -- sending ------------------------------------------------------------------------------------

  connect(transport) {
    this.transport = transport;
    if (this.pending) this.flush();
  }

  disconnect(transport) {
    if (this.transport === transport) this.transport = null;
  }

  flush() {
    clearTimeout(this.retry);
    if (!this.pending) return;
    this.waitingSince ??= Date.now();
    this.retry = setTimeout(() => {
      this.outbox.save(); // renews the entry: this page is alive
      this.#tell({});
      this.flush();
    }, RESEND);
    this.#send(this.#sendable().map(outgoing));
  }

  // What can go now: an operation on a coding that has one on its way already must know first what
  // becomes of it. The rest waits behind it, for operations keep their order.
  #sendable() {
    const changed = new Set();
    const ready = [];
    for (const operation of this.outbox.operations.slice(0, MOST_AT_ONCE)) {
      if (operation.t === "upd") {
        if (changed.has(operation.id)) break;
        operation.base ??= this.#base(operation);
      }
      if (operation.id) changed.add(operation.id);
      ready.push(operation);
    }
    return ready;
  }

  #base({ id, was }) {
    const known = this.server.get(id);
    const same = known && Object.entries(was ?? {}).every(([name, value]) => known[name] === value);
    return same ? known.version : NEVER;
  }

  #send(ops) {
    this.count += 1; // so that the same again is a change, which Streamlit passes on
    this.transport?.({
      client: this.client,
      n: this.count,
      since: this.rev,
      codebook: this.codebook,
      ops,
    });
  }

  adopt() {
    const taken = this.outbox.adopt();
    if (!taken.length) return;
    this.#show(taken.map((operation) => operation.id).filter(Boolean), { cause: "local" });
    this.flush();
  }

  // -- receiving ----------------------------------------------------------------------------------

  // All anew, as when the page is opened; what is not acknowledged stays on top.
  reset(payload) {
    const before = [...this.server.keys()];
    this.rev = payload.rev;
    this.codebook = payload.codebook;
    this.server = new Map(
      payload.codings.map((row) => [row[0], coding(row, this.offsets)]),
    );
    const adopted = this.outbox.adopt();
    const ids = [...before, ...this.server.keys(), ...this.outbox.operations.map((o) => o.id)];
    this.#show(ids.filter(Boolean), { cause: "remote" });
    return adopted;
  }

  receive(message) {
    if (message.error !== undefined) {
      this.#tell({ error: message.error });
      return;
    }
    if (message.since > this.rev) {
      // It counts from a state that this page never had: ask again, saying what we have.
      this.#send(this.#sendable().map(outgoing));
      return;
    }
    const refusals = new Map(message.rejected);
    const settled = this.outbox.settle(new Set([...message.acked, ...refusals.keys()]));
    const touched = new Set(settled.map((operation) => operation.id).filter(Boolean));
    if (message.rev >= this.rev) {
      for (const row of message.deltas) {
        const item = coding(row, this.offsets);
        if (item.deleted) this.server.delete(item.id);
        else this.server.set(item.id, item);
        touched.add(item.id);
      }
      this.rev = message.rev;
    }
    if (message.codebook) this.codebook = message.codebook;
    this.focus = message.focus ?? null; // where a link leads to
    if (!this.focus) this.led = null;
    const refused = settled
      .filter((operation) => refusals.has(operation.op))
      .map((operation) => ({ operation, reason: refusals.get(operation.op) }));
    for (const { operation, reason } of refused) {
      if (operation.memo) this.kept.keep(operation.id, operation.memo, reason);
    }
    this.waitingSince = this.pending && !settled.length ? this.waitingSince : null;
    const turned = settled.filter((o) => !refusals.has(o.op) && !o.id).map((o) => o.t);
    this.#show([...touched], {
      cause: "remote", refused, turned, codes: message.codes, moved: message.moved, error: null,
    });
    if (this.pending) this.flush();
    else {
      clearTimeout(this.retry);
      // Tell the server once what we have: it need not repeat it, nor look at refused ones again.
      const news = message.deltas.length > WORTH_TELLING || message.codes || refused.length;
      if (news) this.#send([]);
    }
  }

  // -- showing ------------------------------------------------------------------------------------

  #show(ids, news) {
    const changes = [];
    for (const id of new Set(ids)) {
      const before = this.view.get(id);
      const after = this.#replayed(id);
      if (after) this.view.set(id, after);
      else this.view.delete(id);
      if (before || after) changes.push([before, after]);
    }
    this.#tell({ ...news, changes });
  }

  #replayed(id) {
    let item = this.server.get(id) ?? null;
    for (const operation of this.outbox.operations) {
      if (operation.id !== id) continue;
      if (operation.t === "add") item ??= this.#added(operation);
      else if (operation.t === "del") item = null;
      else if (item) {
        const { memo = item.memo, state = item.state, code = item.code } = operation;
        item = { ...item, memo, state, code };
      }
    }
    return item;
  }

  #added({ id, s, e, code }) {
    const [start, end] = [this.offsets.toUnits(s), this.offsets.toUnits(e)];
    const { coder } = this;
    return { id, start, end, code, coder, memo: "", state: "yes", version: 0 };
  }

  #tell(news) {
    for (const listener of this.listeners) listener({ changes: [], ...news });
  }
}

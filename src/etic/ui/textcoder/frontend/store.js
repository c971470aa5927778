// The codings of one document as this page knows them.
//
// `server` is what the server said, `view` what is shown: the server's with the operations that it
// has not acknowledged on top. Whatever comes back, the view of a coding is made again from both;
// so an operation that is refused undoes itself, and one on top of others' work stays on top.

import { Kept } from "./kept.js";
import { snap } from "./offsets.js";
import { concerned, renamed, replayed } from "./operations.js";
import { Outbox } from "./outbox.js";
import { coding, identity, outgoing, suggestion, written } from "./wire.js";

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

  // Those of them that are to be seen; `shows` is what the person chose to look at.
  visible(start, end) {
    const here = this.touching(start, end);
    return this.shows ? here.filter(this.shows) : here;
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
    this.#dispatch({ t: "add", id, code, ...this.#place(start, end) });
    return this.view.get(id);
  }

  // What is suggested and not decided yet, decisions on their way included.
  get suggestions() {
    const decided = new Set(this.outbox.operations.map(({ suggestion }) => suggestion));
    return this.suggested.filter(({ uid }) => !decided.has(uid));
  }

  suggestedIn([start, end]) {
    return this.suggestions.filter((one) => one.start < end && one.end > start);
  }

  // Have the server look for suggestions: they come as all that others do, and what was found is
  // told once. False where it is looking already.
  suggest() {
    if (this.looking) return false;
    this.looking = identity();
    this.#dispatch({ op: this.looking, t: "suggest" });
    return true;
  }

  #looked([op, found]) {
    if (op !== this.looking) return null;
    this.looking = null;
    return found;
  }

  accept({ uid, start, end, code }) {
    const id = identity();
    this.#dispatch({ t: "add", id, code, suggestion: uid, ...this.#place(start, end) });
    return this.view.get(id);
  }

  dismiss({ uid }) {
    this.#dispatch({ t: "dismiss", suggestion: uid });
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

  // Give a coding another span; nothing where the same code is there already.
  resize(id, start, end) {
    const now = this.view.get(id);
    if (!now || (now.start === start && now.end === end)) return false;
    const twin = [...this.view.values()].some((item) => item.id !== id && item.start === start &&
      item.end === end && item.code === now.code && item.coder === now.coder);
    if (twin) return false;
    this.#dispatch({ t: "upd", id, ...this.#place(start, end), was: { start: now.start, end: now.end } });
    return true;
  }

  // Cut a coding at a unit inside it; gives the second part, or null where one would be empty.
  split(id, at) {
    const now = this.view.get(id);
    const first = now && snap(this.text, now.start, at);
    const second = now && snap(this.text, at, now.end);
    if (!first || !second || first[1] > second[0]) return null;
    const [s2, e2] = second.map((unit) => this.offsets.toPoints(unit));
    const { code, coder, memo, state, created, origin } = now;
    const fresh = identity();
    this.#dispatch({
      t: "split", id, new: fresh, ...this.#place(...first), s2, e2, q2: this.text.slice(...second),
      was: { start: now.start, end: now.end }, copy: { code, coder, memo, state, created, origin },
    });
    return this.view.get(fresh);
  }

  // Make one of two codings with the same code, coder and state, over all of both.
  join(id, other) {
    const [a, b] = [this.view.get(id), this.view.get(other)];
    if (!a || !b) return;
    const [start, end] = [Math.min(a.start, b.start), Math.max(a.end, b.end)];
    const memo = [...new Set([a.memo, b.memo].filter(Boolean))].join("\n\n");
    this.#dispatch({
      t: "join", id, other, ...this.#place(start, end), was: { start: a.start, end: a.end, memo: a.memo },
      copy: { memo },
    });
  }

  // A new code, under another or none; gives the name by which it can be used at once.
  newCode(name, under = null) {
    const code = identity();
    this.#dispatch({ t: "newcode", code, name: written(name), under });
    return code;
  }

  editCode(code, values) {
    this.#dispatch({ t: "editcode", code, ...values });
  }

  moveCode(code, under, before = null) {
    this.#dispatch({ t: "movecode", code, under, before });
  }

  mergeCode(code, into) {
    this.#dispatch({ t: "mergecode", code, into });
  }

  // Codes made here of which the server has not said its names yet.
  get provisional() {
    return this.outbox.operations.filter((operation) => operation.t === "newcode");
  }

  #place(start, end) {
    const [s, e] = [this.offsets.toPoints(start), this.offsets.toPoints(end)];
    return { s, e, q: this.text.slice(start, end) };
  }

  undo() {
    this.#dispatch({ t: "undo" });
  }

  redo() {
    this.#dispatch({ t: "redo" });
  }

  #dispatch(operation) {
    this.outbox.push({ op: identity(), ...operation });
    this.#show(concerned(operation), { hinted: Boolean(operation.suggestion) });
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
      if (operation.was) {
        if (concerned(operation).some((id) => changed.has(id))) break;
        operation.base ??= this.#base(operation);
      }
      for (const id of concerned(operation)) changed.add(id);
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
      ...(this.question && { ask: this.question }),
    });
  }

  // Ask the server for something; the answer comes as news, `told`: [kind, about, answer].
  ask(kind, about) {
    this.question = [kind, about];
    this.#send(this.#sendable().map(outgoing));
  }

  adopt() {
    const taken = this.outbox.adopt();
    if (!taken.length) return;
    this.#show(taken.flatMap(concerned), {});
    this.flush();
  }

  // -- receiving ----------------------------------------------------------------------------------

  // All anew, as when the page is opened; what is not acknowledged stays on top.
  reset(payload) {
    const before = [...this.server.keys()];
    this.rev = payload.rev;
    this.codebook = payload.codebook;
    this.suggested = payload.suggestions?.map((row) => suggestion(row, this.offsets)) ?? [];
    this.server = new Map(
      payload.codings.map((row) => [row[0], coding(row, this.offsets)]),
    );
    const adopted = this.outbox.adopt();
    const ids = [...before, ...this.server.keys(), ...this.outbox.operations.flatMap(concerned)];
    this.#show(ids, {});
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
    const touched = new Set(settled.flatMap(concerned));
    if (message.made) {
      for (const id of renamed(this.outbox.operations, message.made)) touched.add(id);
      this.outbox.save();
    }
    if (message.rev >= this.rev) {
      for (const row of message.deltas) {
        const item = coding(row, this.offsets);
        if (item.deleted) this.server.delete(item.id);
        else this.server.set(item.id, item);
        touched.add(item.id);
      }
      this.rev = message.rev;
    }
    if (message.suggestions) this.suggested = message.suggestions.map((row) => suggestion(row, this.offsets));
    if (message.codebook) this.codebook = message.codebook;
    this.focus = message.focus ?? null; // where a link leads to
    if (!this.focus) this.led = null;
    this.wanted = message.compare ?? null; // whom a link wants to see side by side
    const refused = settled
      .filter((operation) => refusals.has(operation.op))
      .map((operation) => ({ operation, reason: refusals.get(operation.op) }));
    for (const { operation, reason } of refused) {
      if (operation.memo) this.kept.keep(operation.id, operation.memo, reason);
    }
    this.waitingSince = this.pending && !settled.length ? this.waitingSince : null;
    const turned = settled
      .filter((o) => !refusals.has(o.op) && (o.t === "undo" || o.t === "redo")).map((o) => o.t);
    const told = this.#answered(message.told);
    const looked = message.looked ? this.#looked(message.looked) : null;
    this.#show([...touched], {
      refused, turned, codes: message.codes, made: message.made, moved: message.moved,
      told, looked, hinted: Boolean(message.suggestions), error: null,
    });
    if (this.pending) this.flush();
    else {
      clearTimeout(this.retry);
      // Tell the server once what we have: it need not repeat it, nor look at refused ones again.
      const news = message.deltas.length > WORTH_TELLING || message.codes || refused.length || told;
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
    const item = this.server.get(id) ?? null;
    return replayed(id, item, this.outbox.operations, this.offsets, this.coder);
  }

  // The answer to what was asked, once: the server repeats it until it hears that it came.
  #answered(told) {
    if (!told || !this.question || told[0] !== this.question[0] || told[1] !== this.question[1]) return null;
    this.question = null;
    return told;
  }

  #tell(news) {
    for (const listener of this.listeners) listener({ changes: [], ...news });
  }
}

// What Streamlit loads: one component that is either a reader or a feed, by what it is given.

import { Exchange } from "./feed.js";
import { Offsets } from "./offsets.js";
import { Reader } from "./reader.js";
import { Store } from "./store.js";
import { decode } from "./wire.js";

// One for the page, also where this module is loaded twice. Open to the console, and to tests.
const exchange = (globalThis.eticTextCoder ??= new Exchange());

export default function ({ data, parentElement, setStateValue }) {
  if (!data) return undefined;
  const payload = decode(data);
  return payload.kind === "reader"
    ? showReader(parentElement, payload)
    : showFeed(parentElement, payload, setStateValue);
}

function showReader(parent, payload) {
  const known = exchange.store(payload.mount);
  const store = known ?? new Store(payload, new Offsets(payload.text));
  if (known && payload.rev > known.rev) known.reset(payload);
  // Streamlit calls again with new data and without cleaning up: what shows stays, if it can.
  const shown = parent.eticReader;
  const what = `${payload.mount}:${payload.language}`;
  if (shown?.what !== what) {
    shown?.reader.destroy();
    store.codebook = payload.codebook; // what this reader knows, whatever the last one did
    parent.eticReader = { what, reader: new Reader(parent, payload, store) };
  }
  if (!known) exchange.open(payload.mount, store);
  return () => {
    parent.eticReader?.reader.destroy();
    parent.eticReader = null;
    store.focus = store.led = null;
  };
}

function showFeed(parent, message, setStateValue) {
  parent.classList.add("etc-feed");
  const send = (outgoing) => setStateValue("outbox", outgoing);
  exchange.deliver(message, send);
  return () => exchange.close(message.mount, send);
}

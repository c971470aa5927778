// What comes and goes between browser and server, in the server's terms.

export function decode(data) {
  const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  return JSON.parse(new TextDecoder().decode(bytes));
}

// A coding as the server sends it → as the browser keeps it, in units of the text.
export function coding(row, offsets) {
  const [id, s, e, code, coder, memo, state, version, deleted, created = "", origin = ""] = row;
  return {
    id,
    start: offsets.toUnits(s),
    end: offsets.toUnits(e),
    code,
    coder,
    memo,
    state,
    version,
    created,
    origin,
    deleted: Boolean(deleted),
  };
}

// A suggestion as the server sends it → as the browser keeps it.
export function suggestion([uid, s, e, code, score, why, source], offsets) {
  return { uid, start: offsets.toUnits(s), end: offsets.toUnits(e), code, score, why, source };
}

// An operation as the browser keeps it → as the server reads it.
export function outgoing(operation) {
  const { was, copy, ...sent } = operation;
  return sent;
}

// An identity that no other browser gives: also over plain http, where randomUUID is missing.
export function identity() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function written(text) {
  const whole = text.toWellFormed ? text.toWellFormed() : text;
  return whole.normalize("NFC");
}

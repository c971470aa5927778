// What an operation means for the codings it concerns, before the server has said a word.

// The codings that an operation is about.
export const concerned = ({ id, other, new: fresh }) => [id, other, fresh].filter(Boolean);

// A coding as it is once the waiting operations are done upon what the server knows; null for none.
export function replayed(id, item, operations, offsets, coder) {
  for (const operation of operations) {
    if (concerned(operation).includes(id)) item = done(id, item, operation, offsets, coder);
  }
  return item;
}

function done(id, item, operation, offsets, coder) {
  switch (operation.t) {
    case "add": return item ?? added(operation, offsets, coder);
    case "del": return null;
    case "upd": return item && { ...item, ...values(operation, offsets) };
    case "split":
      if (id !== operation.new) return item && { ...item, ...place(operation, offsets) };
      return item ?? { id, version: 0, ...operation.copy, ...place({ s: operation.s2, e: operation.e2 }, offsets) };
    case "join":
      return id === operation.other ? null : item && { ...item, ...operation.copy, ...place(operation, offsets) };
    default: return item;
  }
}

function added(operation, offsets, coder) {
  const { id, code } = operation;
  const created = new Date().toISOString();
  return { id, ...place(operation, offsets), code, coder, memo: "", state: "yes", version: 0, created, origin: "manual" };
}

function values(operation, offsets) {
  const given = {};
  for (const name of ["memo", "state", "code"]) {
    if (operation[name] !== undefined) given[name] = operation[name];
  }
  return operation.s === undefined ? given : { ...given, ...place(operation, offsets) };
}

const place = ({ s, e }, offsets) => ({ start: offsets.toUnits(s), end: offsets.toUnits(e) });

// The server has said what codes made here are called: operations use that from now on. Gives the
// codings that these concern.
export function renamed(operations, made) {
  const touched = [];
  for (const operation of operations) {
    if (operation.t === "newcode") continue;
    for (const name of ["code", "under", "before", "into"]) {
      if (!(operation[name] in made)) continue;
      operation[name] = made[operation[name]];
      touched.push(...concerned(operation));
    }
  }
  return touched;
}

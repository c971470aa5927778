// Loaded into the page that is measured: says when what a key or the mouse did was painted, when it
// was stored, and when what somebody else did was painted. Times are milliseconds.
//
// A time begins with the event's own stamp, so that waiting for a busy page counts. Painted is what
// stood in the text when a frame was made: each frame asks for a message, which the browser delivers
// after it has painted.

({ text, mark }) => {
  if (globalThis.eticWatch) return;
  const store = [...eticTextCoder.stores.values()].at(-1);
  const waiting = new Map(); // kind of event → waits for the next of them
  let now = null; // the coding that is timed: {from, painted, stored, settle}
  let news = null; // waits for somebody else's coding
  let changed = []; // elements in which marks were put since the last frame

  const inView = (element) => {
    const box = element.isConnected && element.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < innerHeight;
  };
  const holdsMark = (node) => node.nodeType === 1 && (node.matches(mark) || node.querySelector(mark));
  const { port1, port2 } = new MessageChannel();
  const frames = () => requestAnimationFrame(() => port2.postMessage(null));
  port1.onmessage = () => {
    const marked = changed;
    changed = [];
    if (news && marked.length) {
      news(performance.timeOrigin + performance.now());
      news = null;
    }
    if (now && now.painted === null) {
      // Others may be coding elsewhere in the text; one's own coding is where one looks.
      if (marked.some(inView)) {
        now.painted = performance.now() - now.from;
        settle();
      }
    }
    if (news || (now && now.painted === null)) frames();
  };
  const settle = () => {
    if (now.painted === null || now.stored === null) return;
    now.settle({ painted: now.painted, stored: now.stored, at: performance.timeOrigin + now.from });
    now = null;
  };

  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if ([...addedNodes].some(holdsMark)) changed.push(target);
    }
  }).observe(document.querySelector(text), { subtree: true, childList: true });
  store.listeners.add(() => {
    if (!now || store.pending || now.stored !== null) return;
    now.stored = performance.now() - now.from;
    settle();
  });
  for (const kind of ["keydown", "mouseup"]) {
    addEventListener(kind, (event) => {
      const settled = waiting.get(kind);
      if (!settled) return;
      waiting.delete(kind);
      changed = [];
      now = { from: event.timeStamp, painted: null, stored: null, settle: settled };
      frames();
    }, true);
  }

  const promised = (seconds, what, executor) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what}: nothing for ${seconds} s`)), seconds * 1000);
    executor((value) => (clearTimeout(late), resolve(value)));
  });
  let done = null;
  let seen = null;

  globalThis.eticWatch = {
    // The next event of this kind codes.
    arm(kind) {
      done = promised(20, `${kind} → painted and stored`, (resolve) => waiting.set(kind, resolve));
    },
    done: () => done,
    // The next mark that appears is somebody else's.
    expect() {
      changed = [];
      seen = promised(20, "a coding of somebody else's", (resolve) => (news = resolve));
      frames();
    },
    seen: () => seen,
  };
}

// Loaded into the page that is measured: finds words of the text that can be selected.

({ text, avoid }) => {
  // Where a range is when the text has come to rest: paragraphs get their true height when they
  // come near the window, and move the others.
  const atRest = async (range) => {
    for (let before = null, calm = 0; ;) {
      if (calm === 0) range.startContainer.parentElement.scrollIntoView({ block: "center" });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const { top } = range.getBoundingClientRect();
      calm = top === before ? calm + 1 : 0;
      before = top;
      if (calm > 2) return [...range.getClientRects()].filter((box) => box.width > 1);
    }
  };
  globalThis.eticWords = {
    // Bring some words into the middle of the window, a share (0…1) of the text from its beginning;
    // gives where they begin and end. They stand on one line.
    async at(share) {
      const walker = document.createTreeWalker(document.querySelector(text), NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (let i = Math.floor(share * nodes.length); i < nodes.length; i++) {
        if (nodes[i].length < 45 || (avoid && nodes[i].parentElement.closest(avoid))) continue;
        const range = document.createRange();
        range.setStart(nodes[i], 3);
        range.setEnd(nodes[i], 32);
        const boxes = await atRest(range);
        if (boxes.length !== 1) continue;
        const [{ left, right, top, bottom }] = boxes;
        const y = (top + bottom) / 2;
        const there = [left + 2, right - 2].map((x) => document.elementFromPoint(x, y));
        if (there.every((element) => element?.closest(text))) return { left, right, y };
      }
      throw new Error("no words to select");
    },
  };
}

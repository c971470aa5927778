// A box over a table that leaves only the rows in which every word typed is found.
"use strict";
const fold = (text) => text.normalize("NFC").toLocaleLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ");
for (const box of document.querySelectorAll(".filter")) {
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const rows = Array.from(document.getElementById(box.dataset.table).tBodies[0].rows);
  let texts = null;
  const filter = () => {
    texts ??= rows.map((row) => fold(Array.from(row.cells, (cell) => cell.textContent).join(" ")));
    const words = fold(input.value).split(" ").filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every((word) => texts[i].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    output.textContent = words.length
      ? box.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length) : "";
  };
  input.addEventListener("input", filter);
  box.hidden = false; // without scripts there is no box that does nothing
  if (input.value) filter();
}

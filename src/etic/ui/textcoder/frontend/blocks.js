// The text cut into turns and, inside them, into paragraphs: what is drawn, and from where to where.

const BLANK = /^\s*$/;

// [{turn, index, blocks: [{start, end}]}]; `turn` is null for text that belongs to no turn. Every
// letter of the text is either in a paragraph or in the label of a turn.
export function cut(text, turns) {
  const sections = [];
  let at = 0;
  turns.forEach((turn, index) => {
    loose(sections, text, at, turn.start);
    sections.push({ turn, index, blocks: paragraphs(text, Math.max(turn.body, at), turn.end) });
    at = Math.max(at, turn.end);
  });
  loose(sections, text, at, text.length);
  return sections;
}

function loose(sections, text, start, end) {
  const blocks = paragraphs(text, start, end);
  if (blocks.length) sections.push({ turn: null, index: -1, blocks });
}

function paragraphs(text, start, end) {
  const found = [];
  let from = start;
  while (from < end) {
    const line = text.indexOf("\n", from);
    const to = line < 0 || line > end ? end : line;
    if (!BLANK.test(text.slice(from, to))) found.push({ start: from, end: to });
    from = to + 1;
  }
  return found;
}

// What is beside the text follows it: the codings of the place one is at, the codes they carry, how
// far the text is coded. Always after the text itself has been painted.

import { afterPaint } from "./dom.js";
import { byLength } from "./marks.js";

export class Beside {
  constructor(reader) {
    this.reader = reader;
  }

  // One is somewhere else in the text, or codings have changed. Who is writing in the card stays.
  refresh() {
    this.callOff?.();
    this.callOff = afterPaint(() => {
      const { bar, card, root, strip, tree } = this.reader;
      if (!root.isConnected) return;
      bar.count();
      tree.refresh();
      strip.refresh();
      if (card.docked && !card.root.contains(document.activeElement)) this.#follow();
      else card.refresh();
    });
  }

  // Where one is, in words.
  where() {
    const { sentences, view, say } = this.reader;
    const { span, number, list } = sentences;
    if (!span) return "";
    const section = view.blocks[view.blockAt(span[0])]?.section;
    return say("where", { turn: (section?.index ?? -1) + 1, n: number, of: list.length });
  }

  // Sentences that carry a code, of those that are not the interviewer's.
  progress() {
    const { sentences, store, view } = this.reader;
    const asks = (unit) => view.blocks[view.blockAt(unit)]?.section.turn?.role === "interviewer";
    this.answers ??= sentences.list.filter(([start]) => !asks(start));
    const spans = [...store.view.values()].sort((a, b) => a.start - b.start);
    let reach = -1;
    let at = 0;
    let coded = 0;
    for (const [start, end] of this.answers) {
      while (at < spans.length && spans[at].start < end) reach = Math.max(reach, spans[at++].end);
      if (reach > start) coded += 1;
    }
    return { coded, n: this.answers.length };
  }

  #follow() {
    const { card, commands, store, target } = this.reader;
    const active = store.view.get(commands.active);
    const { span } = target;
    const items = span ? store.visible(...span).sort(byLength) : [];
    const hints = span ? store.suggestedIn(span) : [];
    card.follow(active && !items.includes(active) ? [active] : items, this.where(), hints);
  }
}

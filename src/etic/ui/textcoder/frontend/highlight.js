// What passes: the current sentence, the span being coded, a place led to.
// CSS highlights change no element, so they cost nothing and disturb no mark.

import { calm } from "./dom.js";

const NAMES = ["etc-found", "etc-current", "etc-span", "etc-part", "etc-flash"];
const registry = globalThis.CSS?.highlights;

export class Highlights {
  #spans = new Map();

  constructor(view) {
    this.view = view;
  }

  // Show a span, or several, under a name; nothing with null.
  set(name, span) {
    if (span?.length) this.#spans.set(name, span);
    else this.#spans.delete(name);
    this.#draw(name);
  }

  // After paragraphs were painted anew: ranges into their old nodes are void.
  refresh() {
    for (const name of this.#spans.keys()) this.#draw(name);
  }

  flash(span) {
    clearInterval(this.flashing);
    let blinks = calm() ? 1 : 5;
    this.set("etc-flash", span);
    this.flashing = setInterval(() => {
      blinks -= 1;
      this.set("etc-flash", blinks > 0 && blinks % 2 ? span : null);
      if (blinks <= 0) clearInterval(this.flashing);
    }, calm() ? 2_500 : 350);
  }

  clear() {
    clearInterval(this.flashing);
    for (const name of NAMES) registry?.delete(name);
  }

  #draw(name) {
    if (!registry) return; // an older browser: the selection and the card still show what is meant
    const span = this.#spans.get(name);
    if (!span) registry.delete(name);
    else {
      const spans = Array.isArray(span[0]) ? span : [span];
      const highlight = new Highlight(...spans.flatMap((one) => this.view.ranges(...one)));
      highlight.priority = NAMES.indexOf(name);
      registry.set(name, highlight);
    }
  }
}

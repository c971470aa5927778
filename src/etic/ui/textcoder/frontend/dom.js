// Making elements. Text is only ever text: nothing here or elsewhere parses HTML.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function button(className, label, title, attributes = {}) {
  return el("button", { type: "button", class: className, title, ...attributes }, label);
}

// A sign out of the font that Streamlit brings along: its name is the ligature.
export const icon = (name) => el("span", { class: "etc-icon", "aria-hidden": "true", translate: "no" }, name);

// Texts in the person's language: a message is a text, or a table of plural forms chosen by `n`.
export function createSay(labels, language) {
  const plural = new Intl.PluralRules(language);
  const say = (key, details = {}) => {
    const message = labels[key];
    if (message === undefined) throw new Error(`textcoder: no label ${key}`);
    const form = typeof message === "string" ? message : (message[plural.select(details.n)] ?? message.other);
    return form.replace(/\{(\w+)\}/g, (whole, name) => details[name] ?? whole);
  };
  say.language = language;
  return say;
}

// Do something after what has changed has been painted; gives what calls it off.
export function afterPaint(act) {
  let waiting;
  const frame = requestAnimationFrame(() => (waiting = setTimeout(act)));
  return () => (cancelAnimationFrame(frame), clearTimeout(waiting));
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

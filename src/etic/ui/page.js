// What Streamlit's page leaves to be desired. Runs with every pass over a screen; must do so quietly.
// What looks like a tag, even in a comment, would have the whole script thrown out by Streamlit.

// Screen readers choose the voice by the page's language; Streamlit's page always says English.
document.documentElement.lang = "LANGUAGE";

// A link clicked with Ctrl, ⌘ or Shift belongs to the browser: a new tab, a new window. Streamlit
// follows it in place, so its handler must not hear of the click.
if (!window.eticLinks) {
  window.eticLinks = true;
  document.addEventListener(
    "click",
    (event) => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey)) return;
      const link = event.target.closest?.('a[data-testid="stPageLink-NavLink"]');
      if (!link) return;
      const address = link.getAttribute("href");
      // The first screen's address is empty, which a browser takes for the screen it is on.
      if (!address || address.startsWith("?")) link.setAttribute("href", `./${address}`);
      event.stopPropagation();
    },
    true,
  );
}

// A popover lies at the very end of the page: whoever opens one by the keyboard would have to pass
// everything else to get into it. (A click that comes from the keyboard has no `detail`.)
if (!window.eticPopovers) {
  window.eticPopovers = true;
  const BODY = '[data-testid="stPopoverBody"]';
  const enter = (event) => {
    if (event.detail !== 0 || !event.target.closest?.('[data-testid="stPopover"]')) return;
    if (document.querySelector(BODY)) return; // it is being closed
    const from = document.activeElement;
    let frames = 60;
    const look = () => {
      document
        .querySelector(BODY)
        ?.querySelector('textarea, input:not([type="file"]), a[href], button:not(:disabled)')
        ?.focus(); // in vain while it is not yet placed and seen
      if (document.activeElement === from && frames--) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  document.addEventListener("click", enter, true); // before Streamlit opens it
}

// Lists of choices have words of their own, in English. They are watched while one of them has the
// focus, and at no other time: the text coder changes much of the page.
window.eticWords = { "Add: ": "ADD_NEW", "No results": "NO_RESULTS" };
if (!window.eticChoices) {
  const fields = '[data-testid="stSelectbox"], [data-testid="stMultiSelect"]';
  const translate = () => {
    for (const list of document.querySelectorAll('[role="listbox"]')) {
      const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        for (const [theirs, ours] of Object.entries(window.eticWords)) {
          if (texts.currentNode.nodeValue.startsWith(theirs)) {
            texts.currentNode.nodeValue = ours + texts.currentNode.nodeValue.slice(theirs.length);
          }
        }
      }
    }
  };
  window.eticChoices = new MutationObserver(translate);
  document.addEventListener("focusin", (event) => {
    window.eticChoices.disconnect();
    if (event.target.closest?.(fields)) {
      window.eticChoices.observe(document.body, { childList: true, subtree: true, characterData: true });
      requestAnimationFrame(translate); // with each letter the focus leaves the field and comes back
    }
  });
}

// When the server is away, Streamlit lays an English dialog over the page and takes the keyboard.
// In the text coder work goes on meanwhile, and its own line says how storing goes.
if (!window.eticConnection) {
  window.eticConnection = new MutationObserver(() => {
    if (!document.querySelector(".etc-pane")) return;
    for (const dialog of document.querySelectorAll('[role="dialog"]')) {
      const title = document.getElementById(dialog.getAttribute("aria-labelledby"));
      if (title?.textContent !== "Connection error") continue;
      dialog.querySelector("button")?.click();
    }
  });
  window.eticConnection.observe(document.body, { childList: true });
}

// Keys of the review of suggestions. A button whose key is `review-KeyX-…` is pressed by
// that place on the keyboard, whatever the layout: Streamlit's own shortcuts go by the letter, which is
// another one in Russian. They must also hear of C and R before Streamlit does.
if (!window.eticKeys) {
  window.eticKeys = true;
  const SAME = { KeyA: "Enter", NumpadEnter: "Enter", Numpad1: "Digit1", Numpad2: "Digit2", Numpad3: "Digit3" };
  const TYPED = 'input:not([type="checkbox"]), textarea, [contenteditable="true"], [role="listbox"]';
  const OWN = "a, button, summary, input, [role=button]"; // what Enter and the space bar press themselves
  const buttonOf = (name) =>
    [...document.querySelectorAll(`[class*="st-key-review-${name}-"] button`)].find(
      (button) => !button.disabled && !button.closest('[data-stale="true"]'),
    );
  let decided = -Infinity;
  const focusOn = (selector) => {
    const from = document.activeElement;
    let frames = 1200; // a busy server takes its time
    const look = () => {
      if (![from, document.body].includes(document.activeElement)) return; // one has gone elsewhere
      const field = document.querySelector(selector);
      if (field) field.focus();
      else if (frames--) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (!document.querySelector(".st-key-review") || document.querySelector('[role="dialog"]')) return;
      const typing = event.target.closest?.(TYPED);
      if (typing && event.code !== "Escape") return;
      // The menu's link to this very screen, by which one came, wants nothing more.
      const own = event.target.closest?.(OWN);
      const here = own?.closest('[data-testid="stSidebar"] a') && own.pathname === location.pathname;
      if (event.code === "Enter" && own && !here) return;
      const name = event.key === "?" ? "Help" : SAME[event.code] ?? event.code;
      const button = /^\w+$/.test(name) && buttonOf(name);
      if (!button) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.repeat) return; // a key that is held down decides once
      const decides = name === "Enter" || name === "KeyX" || button.closest(".st-key-decide");
      if (decides && event.timeStamp - decided < 250) return; // nobody has read the next one yet
      if (decides) decided = event.timeStamp;
      button.click();
      if (name === "KeyC") focusOn('[class*="st-key-review-other-"] input');
    },
    true,
  );
}

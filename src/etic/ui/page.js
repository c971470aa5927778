// What Streamlit's page leaves to be desired. Runs with every pass over a screen; must do so quietly.

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
        ?.querySelector("textarea, input, a[href], button:not(:disabled)")
        ?.focus(); // in vain while it is not yet placed and seen
      if (document.activeElement === from && frames--) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  document.addEventListener("click", enter, true); // before Streamlit opens it
}

// The browser's storage, or null where it is forbidden: what would be kept there then lasts as long
// as the page.

export const storage = (() => {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
})();

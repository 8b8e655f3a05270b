// The entry point on every page: opens the search, and loads it only then.

/** @import { Session } from "./session.js" */

/** @type {HTMLAnchorElement | null} */
const link = document.querySelector("a[data-kb-search]");
/** @type {HTMLElement | null} */
const page = document.querySelector("[data-kb-browse]");
/** @type {HTMLElement | null | undefined} */
const list = page?.querySelector(".kb-browse__list");

/** @type {Promise<() => void> | undefined} */
let dialog;

/**
 * Load a part of the search and what it needs, side by side.
 * @template Part
 * @param {HTMLAnchorElement} from
 * @param {Promise<Part>} part
 * @returns {Promise<[Part, Session]>}
 */
function load(from, part) {
  const session = import("./session.js").then(({ startSession }) => startSession(from));
  return Promise.all([part, session]);
}

/** @param {HTMLAnchorElement} from */
async function createDialog(from) {
  const [module, session] = await load(from, import("./dialog.js"));
  return module.createDialog(session);
}

/**
 * Open the search; when it cannot be loaded, go where the link leads.
 * @param {HTMLAnchorElement} from
 */
async function open(from) {
  const input = page?.querySelector("input");
  if (input) {
    input.focus();
    return;
  }
  try {
    dialog ??= createDialog(from);
    (await dialog)();
  } catch {
    dialog = undefined;
    location.assign(from.href);
  }
}

/** @param {KeyboardEvent} event */
function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  return ctrlKey !== metaKey && !altKey && !shiftKey && key.toLowerCase() === "k";
}

/** @param {HTMLAnchorElement} from */
function showAppleKeys(from) {
  const hint = from.querySelector("kbd");
  if (hint && navigator.userAgent.includes("Mac")) hint.textContent = "⌘K";
}

if (link) {
  showAppleKeys(link);
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // for a new tab or window
    event.preventDefault();
    void open(link);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    void open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    void open(link);
  });
  if (page && list) {
    load(link, import("./browse.js"))
      .then(([{ startBrowsing }, session]) => startBrowsing(page, list, session))
      .catch(() => {}); // the list stays
  }
}

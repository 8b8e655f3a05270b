// On every page: opens the search, and loads it only then.

const field = document.querySelector("[data-kb-search]");
const browse = document.querySelector("[data-kb-browse]");
const TYPING = "input, textarea, select, [contenteditable]";

/** Load the search; without network the link leads to the list of all cases instead. */
async function open(event) {
  event.preventDefault();
  if (browse) return browse.querySelector("input")?.focus();
  try {
    const { openDialog } = await import("./ui.js");
    openDialog();
  } catch {
    location.assign(field.href);
  }
}

function wanted(event) {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if ((ctrlKey || metaKey) && !altKey) return key.toLowerCase() === "k";
  const typing = target instanceof Element && target.closest(`${TYPING}, dialog`);
  return !typing && !altKey && ["/", "s", "f"].includes(key);
}

if (field) {
  field.setAttribute("role", "button");
  field.setAttribute("aria-haspopup", "dialog");
  field.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === " ") open(event);
  });
  document.addEventListener("keydown", (event) => {
    if (wanted(event) && !document.querySelector("dialog[open]")) open(event);
  });
}
if (browse) import("./browse.js").then(({ start }) => start(browse)).catch(() => {}); // the list stays

// The page for addresses that do not exist: offers the case in the languages in which it exists.

/** @typedef {Record<string, { url: string, title: string }>} Editions by language */

const base = document.currentScript?.dataset.base ?? "/";

/**
 * Return language and case of an address such as /base/el/cases/lost-ninja/.
 * @param {string} path
 */
function wanted(path) {
  const parts = path.slice(base.length).split("/").filter(Boolean);
  const id = (parts[parts.indexOf("cases") + 1] ?? "").toLowerCase();
  const isCase = parts.includes("cases") && /^[a-z0-9][a-z0-9-]*$/.test(id);
  return isCase ? { lang: parts[0], id } : null;
}

/**
 * Return where a case exists.
 * @param {string} id
 * @returns {Promise<Editions>}
 */
async function editionsOf(id) {
  const response = await fetch(`${base}not-found/${id[0]}.json`);
  if (!response.ok) return {};
  const cases = new Map(Object.entries(await response.json()));
  return cases.get(id) ?? {};
}

/**
 * @param {string} lang
 * @param {{ url: string, title: string }} edition
 */
function item(lang, { url, title }) {
  const name = document.createElement("strong");
  name.textContent = title;
  const link = document.createElement("a");
  link.href = base + url;
  link.lang = lang;
  link.hreflang = lang;
  link.append(name);
  const made = document.createElement("li");
  made.append(link);
  return made;
}

async function offer() {
  const found = wanted(location.pathname);
  const section = document.getElementById("editions");
  if (!(found && section)) return;
  const items = Object.entries(await editionsOf(found.id)).map(([lang, one]) => item(lang, one));
  if (!items.length) return;
  section.querySelector("ul")?.append(...items);
  speak(section, found.lang);
  section.hidden = false;
}

/**
 * Show the sentence in the language of the address where it is one of ours, else in all of them.
 * @param {HTMLElement} section
 * @param {string} lang
 */
function speak(section, lang) {
  const sentences = [...section.querySelectorAll("p")];
  if (!sentences.some(({ dataset }) => dataset.language === lang)) return;
  for (const one of sentences) one.hidden = one.dataset.language !== lang;
}

offer().catch(() => {}); // without the list the page still leads to all cases

// The page for addresses that do not exist: offers the case in the languages in which it exists.

const base = document.currentScript.dataset.base;

/** Return language and case id of an address such as /base/el/cases/lost-ninja/. */
function wanted(path) {
  const parts = path.slice(base.length).split("/").filter(Boolean);
  const at = parts.indexOf("cases");
  return at < 0 ? null : { lang: parts[0], id: (parts[at + 1] ?? "").toLowerCase() };
}

async function offer() {
  const asked = wanted(location.pathname);
  if (!asked?.id) return;
  const answer = await fetch(`${base}cases.json`);
  if (!answer.ok) return;
  const editions = (await answer.json())[asked.id];
  if (!editions) return;
  const section = document.getElementById("editions");
  for (const [lang, { url, title }] of Object.entries(editions)) {
    const link = document.createElement("a");
    const name = document.createElement("strong");
    name.textContent = title;
    link.append(name);
    link.href = base + url;
    link.lang = link.hreflang = lang;
    const item = document.createElement("li");
    item.append(link);
    section.querySelector("ul").append(item);
  }
  // In the language of the address where it is one of ours, else in all of them.
  const sentences = [...section.querySelectorAll("[data-language]")];
  if (sentences.some((one) => one.dataset.language === asked.lang)) {
    for (const one of sentences) one.hidden = one.dataset.language !== asked.lang;
  }
  section.hidden = false;
}

offer().catch(() => {}); // without the list the page still leads to all cases

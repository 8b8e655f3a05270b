"""Makes what the search needs: for each language an index by Pagefind, its words and its shelf.

Pagefind gets a page of its own for each page of the site, with nothing in it but what is to be
found: title, summary, text, and at the end the words for its terms. The index is not stemmed;
inflection, accents, typing errors and the like are the business of the word list, with which
`kb_build/render/theme/assets/search/` rewrites a query before Pagefind sees it.
"""

import gzip
import html
import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pagefind_bin
from lxml import etree
from lxml import html as lxml_html

from kb_build.content.labels import KINDS, Labels
from kb_build.content.library import Case, Library
from kb_build.content.targets import case_url, page_url
from kb_build.errors import KbError
from kb_build.search.words import common, endings, word_list, words
from kb_build.site.page import newest
from kb_build.system.workers import Tell

FOLDER = "pagefind"
"""The folder of a language's index, below that of its pages."""
DATA = "search.json"
"""The file beside the index that the browser loads first."""
SHELF = "shelf.json"
"""The file beside the index with the facts of all cases, for filters and for browsing."""
UNSTEMMED = "zz"
"""A language that Pagefind does not know, so that it does not stem."""
NOT_NEEDED = ("pagefind-*.js", "pagefind-*.css", "pagefind-entry.json")
"""What Pagefind writes for its own interfaces; the entry is a part of our data."""
FACETS = ("tag", "sector", "channel", "outcome", "country")
"""By what cases can be filtered."""
_SIGNATURE = b"pagefind_dcd"
_ACCENT_RE = re.compile(r"([^\W\d_a-zA-Z])[\u0300-\u036f]+")
"""A letter that is not Latin with the accents that follow it in the decomposed form."""


class Entry(NamedTuple):
    """A page that can be found."""

    url: str
    """From the site's root."""
    terms: str = ""
    """Words by which it is found although its text does not have them."""


class Batch(NamedTuple):
    """Some pages of a language, and where to put what Pagefind reads of them."""

    lang: str
    site: Path
    folder: Path
    entries: tuple[Entry, ...]


class Index(NamedTuple):
    """The index of a language that is to be made."""

    lang: str
    folder: Path
    """What Pagefind reads: `index` to find words, `texts` to show them; it is used up."""
    target: Path
    """The language's folder of the site."""
    data: Mapping[str, Any]
    """What the browser gets beside the index."""


def entries(labels: Labels, library: Library) -> list[Entry]:
    """Return the pages of a language that can be found: its cases and its hand-written pages."""
    lang = labels.lang
    written = [Entry(page_url(lang, name)) for name in library.pages[lang]]
    found = [case for case in library.cases.values() if lang in case.editions]
    return written + [Entry(case_url(lang, case.id), _terms(case, labels)) for case in found]


def _terms(case: Case, labels: Labels) -> str:
    """Return company, labels and synonyms of a case, a sentence for each term."""
    terms = [labels.vocabulary.kind(kind)[one] for kind in KINDS for one in _facts(case)[kind[:-1]]]
    said = [", ".join((term.label, *term.synonyms)) for term in terms]
    country = [labels.country(case.fields.country)] if case.fields.country else []
    return ". ".join([case.fields.company, *country, *said])


def _facts(case: Case) -> dict[str, list[str]]:
    """Return the ids by which a case can be filtered, by facet."""
    fields = case.fields
    return {
        "tag": list(dict.fromkeys(fields.tags)),
        "sector": [fields.sector],
        "channel": [fields.channel],
        "outcome": [fields.outcome],
        "country": [fields.country] if fields.country else [],
    }


def batches(
    site: Path, folder: Path, found: Mapping[str, Sequence[Entry]], size: int
) -> list[Batch]:
    """Deal out the pages of all languages, at most `size` at a time."""
    return [
        Batch(lang, site, folder / lang, tuple(one[at : at + size]))
        for lang, one in found.items()
        for at in range(0, len(one), size)
    ]


def prepare(batch: Batch, tell: Tell) -> tuple[str, Counter[str]]:
    """Write what Pagefind reads of some pages; return the language, and on how many a word is."""
    pages: Counter[str] = Counter()
    for entry in batch.entries:
        rendered = (batch.site / entry.url / "index.html").read_text("utf-8")
        page, text = extract(rendered, entry.terms)
        for name, content in (("index", plain(page)), ("texts", page)):
            path = batch.folder / name / entry.url.removeprefix(f"{batch.lang}/") / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        pages.update({"", *words(text)})
    tell(len(batch.entries))
    return batch.lang, pages


def extract(rendered: str, terms: str) -> tuple[str, str]:
    """Return what Pagefind reads of a finished page, and all words of it as a text.

    Apostrophes are made straight: Pagefind takes a word with U+2019 for a single one.
    """
    tree = lxml_html.document_fromstring(rendered)
    article = tree.xpath("//article")[0]
    title = _text(article.xpath(".//h1")[0])
    summary = " ".join(_text(one) for one in article.xpath(".//p[@class='kb-lead']")[:1])
    prose = article.xpath(".//div[contains(@class, 'kb-prose')]")
    body = list(prose[0] if prose else _below(article))
    for heading in (one for part in body for one in part.iter("h2", "h3", "h4") if one.get("id")):
        heading.set("data-pagefind-weight", "1")
    parts = "".join(etree.tostring(one, encoding="unicode", method="html") for one in body)
    page = (
        f'<html lang="{UNSTEMMED}"><head><title>{html.escape(title)}</title></head>'
        f"<body data-pagefind-body><h1>{html.escape(title)}</h1>"
        f'<p data-pagefind-weight="4" data-pagefind-meta="summary">{html.escape(summary)}</p>'
        f'{parts}<h6 id="{END}">.</h6>'
        f'<p data-pagefind-weight="3">{html.escape(terms)}</p></body></html>'
    )
    text = " ".join([title, summary, terms, *(" ".join(one.itertext()) for one in body)])
    return page.replace("’", "'"), text


def plain(page: str) -> str:
    """Return a page without the accents of letters that are not Latin.

    Pagefind finds words without their accents anyway. But when it parts the index it counts only
    those without: an index of accented Greek would come in parts ten times too large. In Latin
    letters accents may tell words apart (ano, año), and Pagefind ranks by them.
    """
    return unicodedata.normalize("NFC", _ACCENT_RE.sub(r"\1", unicodedata.normalize("NFD", page)))


END = "kb-terms"
"""The anchor behind which only terms stand, which no excerpt shows."""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _below(article: Any) -> Iterator[Any]:
    """Yield what stands in a hand-written page below its title and its summary."""
    for one in article:
        if isinstance(one.tag, str) and one.tag != "h1" and one.get("class") != "kb-lead":
            yield one


def data(lang: str, labels: Mapping[str, Labels], pages: Counter[str]) -> dict[str, Any]:
    """Return what the browser loads before it asks Pagefind.

    Args:
        lang: the language.
        labels: the words of all languages.
        pages: each word of the texts with the number of pages on which it stands, and for the
            empty word the number of all pages.
    """
    own = labels[lang]
    terms = {
        kind.removesuffix("s"): {
            term_id: [term.label, *term.synonyms]
            for term_id, term in own.vocabulary.kind(kind).items()
        }
        for kind in KINDS
    }
    return {
        "words": word_list(pages, lang),
        "endings": endings(lang),
        "common": common(pages),
        "terms": terms,
        "languages": {
            one.lang: {
                "name": one.ui.language_name,
                "note": own.ui.available_in.format(language=own.language(one.lang)),
            }
            for one in labels.values()
        },
    }


def index(job: Index, tell: Tell) -> tuple[str, dict[str, str]]:
    """Let Pagefind make an index; return the language, and for each address the id in the index."""
    output = job.target / FOLDER
    _run(job.folder / "index", output)
    _run(job.folder / "texts", job.folder / "shown")
    shown = {_url(path): path for path in (job.folder / "shown").glob("fragment/*")}
    ids = {}
    for path in output.glob("fragment/*"):
        url = _url(path)
        ids[url] = path.name.partition(".")[0]
        path.write_bytes(shown[url].read_bytes())
    shutil.rmtree(job.folder)
    entry = json.loads((output / "pagefind-entry.json").read_bytes())
    for pattern in NOT_NEEDED:
        for path in output.glob(pattern):
            path.unlink()
    _write(output / DATA, {"entry": entry, **job.data})
    tell(1)
    return job.lang, ids


def _run(pages: Path, output: Path) -> None:
    command = [str(pagefind_bin.get_executable()), "--site", str(pages), "--silent"]
    command += ["--output-path", str(output), "--force-language", UNSTEMMED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = " ".join(done.stderr.split())
        raise KbError(f"Pagefind ended with code {done.returncode}: {said}")


def _url(fragment: Path) -> str:
    content = gzip.decompress(fragment.read_bytes()).removeprefix(_SIGNATURE)
    return str(json.loads(content)["url"]).strip("/")


def shelves(
    library: Library, labels: Mapping[str, Labels], ids: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Any]]:
    """Return for each language the facts of all cases, the newest first.

    The cases stand in the same order in all languages. Where one does not exist in a language,
    its place has the language in which readers are led to it, and the id there.

    Args:
        library: what is published.
        labels: the words of each language.
        ids: for each language the ids of its pages by address, relative to the language's folder.
    """
    cases = newest(library.cases.values())
    facts = [_facts(case) for case in cases]
    found = {}
    for lang, own in labels.items():
        pages = []
        for case in cases:
            there = case.best(lang).text.lang
            known = ids[there][f"cases/{case.id}"]
            pages.append(known if there == lang else f"{there}/{known}")
        countries = {one for fact in facts for one in fact["country"]}
        found[lang] = {
            "pages": pages,
            "facts": {name: [" ".join(fact[name]) for fact in facts] for name in FACETS},
            "countries": {code: own.country(code) for code in sorted(countries)},
        }
    return found


def write_shelf(folder: Path, shelf: Mapping[str, Any]) -> None:
    """Put the facts of all cases beside the index of a language."""
    _write(folder / FOLDER / SHELF, shelf)


def _write(path: Path, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_bytes(text.encode())

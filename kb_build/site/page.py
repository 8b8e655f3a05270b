"""What a page is, and the small views that many pages share."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb_build.content.labels import Labels
from kb_build.content.library import Case, Library
from kb_build.content.targets import case_url

View = dict[str, Any]
"""What a template shows: plain texts and numbers, lists and dictionaries of them.

Nothing in it is HTML or escaped; the templates escape everything where it lands.
"""


@dataclass(frozen=True)
class Page:
    """A page of the site, before it has a form."""

    lang: str
    url: str
    """From the site's root, without slash in front, with a slash at the end."""
    template: str
    title: str
    summary: str
    view: View = field(default_factory=dict)
    body: str = ""
    """Markdown; links lead to pages, relative to this one."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the same page by language, its own among them."""


@dataclass(frozen=True)
class Site:
    """What the pages of one language are made from."""

    lang: str
    labels: Mapping[str, Labels]
    """The words of every language; a badge is in the language that it names."""
    library: Library
    languages: tuple[str, ...]
    page_size: int
    required_sections: tuple[str, ...]
    site_url: str
    """The address of the whole site, with a slash at its end; may be empty."""

    @property
    def own(self) -> Labels:
        """The words of this language."""
        return self.labels[self.lang]


def relative(target: str, page: str) -> str:
    """Return how a page links to another; both addresses are relative to the site's root.

    >>> relative("es/cases/lost-ninja/", "it/cases/lost-ninja/")
    '../../../es/cases/lost-ninja/'
    >>> relative("it/", "it/")
    './'
    """
    return posixpath.relpath(target or ".", page or ".") + "/"


def default_address(alternates: Mapping[str, str], languages: Iterable[str]) -> str:
    """Return the address for readers whose language is not there (`x-default`).

    For the home pages it is the page on which a language is chosen, for all others the page in
    the first language of the site in which there is one.
    """
    if all(url == f"{lang}/" for lang, url in alternates.items()):
        return ""
    return next(alternates[lang] for lang in languages if lang in alternates)


def term_url(lang: str, kind: str, term: str) -> str:
    """Return the address of a tag, sector, channel or outcome, from the site's root."""
    return f"{lang}/{kind}/{term}/"


def newest(cases: Iterable[Case]) -> list[Case]:
    """Return the cases with the newest first, by id where they came on the same day."""
    return sorted(cases, key=lambda case: (-case.fields.added.toordinal(), case.id))


def card(case: Case, site: Site, here: str) -> View:
    """Return what a list shows of a case, in the reader's language or with a badge."""
    text = case.best(site.lang).text
    vocabulary = site.own.vocabulary
    return {
        "title": text.title,
        "summary": text.summary,
        "url": relative(case_url(text.lang, case.id), here),
        "lang": text.lang,
        "badge": badge(text.lang, site),
        "company": {"name": case.fields.company, "lang": case.lang},
        "sector": vocabulary.sectors[case.fields.sector].label,
        "outcome": {"id": case.fields.outcome, "label": _outcome(case, site)},
    }


def badge(lang: str, site: Site) -> View | None:
    """Return the badge of a text that is not in the reader's language; it says so in both."""
    if lang == site.lang:
        return None
    name = site.own.language(lang)
    return {
        "lang": lang,
        "name": site.labels[lang].ui.language_name,
        "note": site.own.ui.available_in.format(language=name),
    }


def _outcome(case: Case, site: Site) -> str:
    return site.own.vocabulary.outcomes[case.fields.outcome].label


def switcher(page: Page, site: Site) -> list[View]:
    """Return the languages, each with the same page or, where there is none, its home page."""
    return [
        {
            "lang": lang,
            "name": site.labels[lang].ui.language_name,
            "url": relative(page.alternates.get(lang, f"{lang}/"), page.url),
            "here": lang == page.lang,
            "note": "" if lang in page.alternates else site.labels[lang].ui.switch_to_home,
        }
        for lang in site.languages
    ]

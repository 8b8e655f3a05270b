"""Lists of cases: all, and those with a tag, sector, channel or outcome; and the home page's."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kb_build.content.labels import KINDS
from kb_build.content.library import Case
from kb_build.site import addresses
from kb_build.site.addresses import relative
from kb_build.site.language_site import Card, LanguageSite, card, newest
from kb_build.site.page import Kind, Link, Page, Recipe
from kb_build.text.placeholders import fill

HOME_CARDS = 6
HOME_TAGS = 12


@dataclass(frozen=True)
class Pagination:
    """The links between the pages of a long list."""

    label: str
    """«Page 2 of 7»."""
    previous: str
    """Empty on the first page."""
    next: str
    """Empty on the last page."""


@dataclass(frozen=True)
class TermEntry:
    """A tag, sector, channel or outcome in a list of them."""

    id: str
    label: str
    description: str
    url: str
    number: int
    """How many cases bear it."""
    count: str
    """The same as a phrase."""


@dataclass(frozen=True)
class ListingView:
    """A page of a list of cases."""

    breadcrumb: tuple[Link, ...]
    count: str
    cards: tuple[Card, ...]
    pagination: Pagination | None
    browse: bool
    """Whether the cases can be searched and filtered here."""


@dataclass(frozen=True)
class TermsView:
    """The list of all terms of a kind."""

    terms: tuple[TermEntry, ...]


@dataclass(frozen=True)
class HomeView:
    """What the home page shows beside its hand-written text."""

    cards: tuple[Card, ...]
    count: str
    all_url: str
    groups: tuple[tuple[str, str, tuple[TermEntry, ...]], ...]
    """Id, heading and terms of each group of terms."""


@dataclass(frozen=True)
class Listing:
    """A list of cases, before it is cut into pages."""

    url: str
    tab: str
    title: str
    summary: str
    cases: Sequence[Case]
    parents: tuple[tuple[str, str], ...] = ()
    """Labels and addresses of the pages above it."""


def recipes(site: LanguageSite) -> Iterator[Recipe]:
    """Yield every list of cases, and for each kind the list of its terms."""
    ui = site.own.ui
    cases = newest(site.library.cases.values())
    everything = Listing(addresses.cases(site.lang), "cases", ui.cases, ui.cases_summary, cases)
    yield from _pages(everything, site)
    for kind in KINDS:
        url = addresses.terms(site.lang, kind)
        make = partial(_terms_page, kind, site)
        yield Recipe(url, site.lang, Kind.TERMS, kind, site.everywhere(url), make)
        for term_id in site.own.vocabulary.kind(kind):
            listing = _with_term(kind, term_id, site)
            if listing.cases:
                yield from _pages(listing, site)


def _with_term(kind: str, term_id: str, site: LanguageSite) -> Listing:
    term = site.own.vocabulary.kind(kind)[term_id]
    parent = (getattr(site.own.ui, kind), addresses.terms(site.lang, kind))
    cases = newest(site.library.with_term(kind, term_id))
    url = addresses.term(site.lang, kind, term_id)
    return Listing(url, kind, term.label, term.description, cases, (parent,))


def page_count(items: Sequence[object], site: LanguageSite) -> int:
    """Return on how many pages a list is shown, at least one."""
    return max(1, math.ceil(len(items) / site.settings.page_size))


def _pages(listing: Listing, site: LanguageSite) -> Iterator[Recipe]:
    for number in range(1, page_count(listing.cases, site) + 1):
        url = addresses.numbered(listing.url, number)
        make = partial(_listing_page, listing, number, site)
        yield Recipe(url, site.lang, Kind.LISTING, listing.tab, site.everywhere(url), make)


def _listing_page(listing: Listing, number: int, site: LanguageSite, recipe: Recipe) -> Page:
    here = recipe.url
    shown = window(listing.cases, number, site)
    view = ListingView(
        tuple(Link(label, relative(url, here)) for label, url in listing.parents),
        site.own.plural(site.own.ui.case_count, len(listing.cases)),
        tuple(card(case, site, here) for case in shown),
        pagination(listing.url, number, page_count(listing.cases, site), site),
        browse=listing.tab == "cases" and number == 1,
    )
    title = numbered_title(listing.title, view.pagination, number)
    return site.page(recipe, title, listing.summary, view)


def window(cases: Sequence[Case], number: int, site: LanguageSite) -> Sequence[Case]:
    """Return the cases on page `number` of a list, which counts from 1."""
    size = site.settings.page_size
    return cases[(number - 1) * size : number * size]


def numbered_title(title: str, links: Pagination | None, number: int) -> str:
    """Return the title of a page of a list; from the second on it has the number."""
    return f"{title} · {links.label}" if links and number > 1 else title


def pagination(base: str, number: int, total: int, site: LanguageSite) -> Pagination | None:
    """Return the links between the pages of the list at `base`; `None` where there is one page."""
    if total == 1:
        return None
    here = addresses.numbered(base, number)

    def link(to: int) -> str:
        return relative(addresses.numbered(base, to), here) if 1 <= to <= total else ""

    label = fill(site.own.ui.page_of, page=number, pages=total)
    return Pagination(label, link(number - 1), link(number + 1))


def _terms_page(kind: str, site: LanguageSite, recipe: Recipe) -> Page:
    ui = site.own.ui
    view = TermsView(tuple(terms(kind, site, recipe.url)))
    title, summary = getattr(ui, kind), getattr(ui, f"{kind}_summary")
    return site.page(recipe, title, summary, view)


def terms(kind: str, site: LanguageSite, here: str) -> list[TermEntry]:
    """Return the terms of a kind that cases bear, in alphabetical order of their labels."""
    found = []
    for term_id, term in site.own.vocabulary.kind(kind).items():
        number = len(site.library.with_term(kind, term_id))
        if number:
            url = relative(addresses.term(site.lang, kind, term_id), here)
            count = site.own.plural(site.own.ui.case_count, number)
            found.append(TermEntry(term_id, term.label, term.description, url, number, count))
    return sorted(found, key=lambda one: (site.own.sort_key(one.label), one.id))


def home_view(site: LanguageSite, here: str) -> HomeView:
    """Return what the home page shows beside its hand-written text."""
    ui = site.own.ui
    groups = {kind: terms(kind, site, here) for kind in ("outcomes", "tags", "sectors")}
    often = {one.id for one in sorted(groups["tags"], key=lambda one: -one.number)[:HOME_TAGS]}
    groups["tags"] = [one for one in groups["tags"] if one.id in often]
    cases = newest(site.library.cases.values())
    return HomeView(
        tuple(card(case, site, here) for case in cases[:HOME_CARDS]),
        site.own.plural(ui.case_count, len(cases)),
        relative(addresses.cases(site.lang), here),
        tuple((kind, getattr(ui, kind), tuple(found)) for kind, found in groups.items()),
    )

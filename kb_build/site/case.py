"""The page of a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kb_build.content.fields import Source
from kb_build.content.labels import Labels
from kb_build.content.library import Case, Edition, Status
from kb_build.site import addresses
from kb_build.site.addresses import relative
from kb_build.site.language_site import Card, LanguageSite, card
from kb_build.site.page import Kind, Link, Page, Recipe
from kb_build.site.structured import of_case
from kb_build.site.texts import links_of
from kb_build.text.placeholders import fill


@dataclass(frozen=True)
class Fact:
    """A line of the box with company, year and so on."""

    name: str
    value: Link


@dataclass(frozen=True)
class OtherLanguage:
    """The same case in another language."""

    link: Link
    mark: str
    """Says that the translation is out of date; mostly empty."""


@dataclass(frozen=True)
class SourceLine:
    """Where the facts come from."""

    title: str
    publisher: str
    url: str
    date: str
    """As the language of the page writes it."""
    lang: str


@dataclass(frozen=True)
class CaseView:
    """What the page of a case shows beside its text."""

    breadcrumb: tuple[Link, ...]
    others: tuple[OtherLanguage, ...]
    outdated: str
    """A sentence about a translation that is out of date; mostly empty."""
    facts: tuple[Fact, ...]
    tags: tuple[Link, ...]
    retellings: tuple[Card, ...]
    related: tuple[Card, ...]
    sources: tuple[SourceLine, ...]


def recipes(site: LanguageSite) -> Iterator[Recipe]:
    """Yield the pages of all cases that exist in a language."""
    for case in site.library.cases.values():
        edition = case.editions.get(site.lang)
        if edition:
            alternates = {
                lang: addresses.case(lang, case.id)
                for lang in site.settings.languages
                if lang in case.editions
            }
            make = partial(_page, case, edition, site)
            url = addresses.case(site.lang, case.id)
            group, source = f"cases/{case.id}", edition.text.source.path
            where = url, site.lang, Kind.CASE, "cases"
            yield Recipe(*where, alternates, make, group, source)


def _page(case: Case, edition: Edition, site: LanguageSite, recipe: Recipe) -> Page:
    text, ui = edition.text, site.own.ui
    here = recipe.url
    view = CaseView(
        (Link(ui.cases, relative(addresses.cases(site.lang), here)),),
        tuple(_others(case, site, here)),
        _outdated(edition, site.own),
        tuple(_facts(case, site, here)),
        tuple(_term("tags", tag, site, here) for kind, tag in case.fields.terms if kind == "tags"),
        tuple(card(one, site, here) for one in site.library.retellings(case)),
        tuple(card(one, site, here) for one in site.library.related(case)),
        tuple(_source(source, site.own) for source in case.fields.sources),
    )
    return site.page(
        recipe,
        text.title,
        text.summary,
        view,
        of_case(case, edition, site) if site.settings.site_url else (),
        body=text.body,
        links=links_of(text, here, site),
        terms=search_terms(case, site.own),
    )


def _facts(case: Case, site: LanguageSite, here: str) -> Iterator[Fact]:
    ui, fields = site.own.ui, case.fields
    # Most are names; where one is a description, it is in the language of the original.
    yield Fact(ui.company, Link(fields.company, "", case.lang if case.lang != site.lang else ""))
    if fields.year:
        yield Fact(ui.year, Link(fields.year.replace("-", "–"), ""))
    if fields.country:
        yield Fact(ui.country, Link(site.own.country(fields.country), ""))
    names = {"sectors": ui.sector, "channels": ui.channel, "outcomes": ui.outcome}
    for kind, term in fields.terms:
        if kind in names:
            yield Fact(names[kind], _term(kind, term, site, here))
    if case.lang != site.lang:
        url = relative(addresses.case(case.lang, case.id), here)
        name = site.labels[case.lang].ui.language_name
        yield Fact(ui.original_language, Link(name, url, case.lang))


def _term(kind: str, term: str, site: LanguageSite, here: str) -> Link:
    label = site.own.vocabulary.kind(kind)[term].label
    return Link(label, relative(addresses.term(site.lang, kind, term), here))


def _others(case: Case, site: LanguageSite, here: str) -> Iterator[OtherLanguage]:
    for lang in site.settings.languages:
        edition = case.editions.get(lang)
        if edition and lang != site.lang:
            late = edition.status is Status.OUTDATED
            url = relative(addresses.case(lang, case.id), here)
            link = Link(site.labels[lang].ui.language_name, url, lang)
            yield OtherLanguage(link, site.own.ui.outdated_mark if late else "")


def _outdated(edition: Edition, labels: Labels) -> str:
    if edition.status is not Status.OUTDATED:
        return ""
    return fill(labels.ui.outdated_note, sections=part_names(edition.changed, labels))


def part_names(names: tuple[str, ...], labels: Labels) -> str:
    """Return the parts of a text by the names that readers know."""
    ui = labels.ui
    own = {**ui.sections.model_dump(), "title": ui.part_title, "summary": ui.part_summary}
    return ", ".join(f"«{own.get(name, name)}»" for name in names)


def _source(source: Source, labels: Labels) -> SourceLine:
    return SourceLine(
        source.title,
        source.publisher,
        source.url or "",
        labels.date(source.date) if source.date else "",
        source.lang or "",
    )


def search_terms(case: Case, labels: Labels) -> str:
    """Return company, country, labels and synonyms of a case, a sentence for each of them."""
    terms = [labels.vocabulary.kind(kind)[one] for kind, one in case.fields.terms]
    said = [", ".join((term.label, *term.synonyms)) for term in terms]
    country = [labels.country(case.fields.country)] if case.fields.country else []
    return ". ".join([case.fields.company, *country, *said])

"""The pages about the collection itself: state of the translations, fields and vocabulary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kb_build.config import SECTIONS
from kb_build.content.fields import OriginalFields, PageFields
from kb_build.content.labels import KINDS
from kb_build.content.library import Case
from kb_build.site import addresses
from kb_build.site.addresses import relative
from kb_build.site.case import part_names
from kb_build.site.language_site import LanguageSite, newest
from kb_build.site.lists import Pagination, numbered_title, page_count, pagination, window
from kb_build.site.page import Kind, Link, Page, Recipe

STATUS = "status"
REFERENCE = "reference"


@dataclass(frozen=True)
class Cell:
    """The state of a case in one language."""

    status: str
    """A value of `library.Status`; the style sheet has a colour for each."""
    label: str
    url: str
    """Empty where it does not exist."""
    changed: str
    """The parts that changed in the original since; mostly empty."""


@dataclass(frozen=True)
class Row:
    """A case in the table of states."""

    case: Link
    cells: tuple[Cell, ...]
    """One for each column."""


@dataclass(frozen=True)
class StatusView:
    """A page of the table of states."""

    columns: tuple[tuple[str, str], ...]
    """Tag and name of each language."""
    rows: tuple[Row, ...]
    pagination: Pagination | None


@dataclass(frozen=True)
class Field:
    """A field of the front matter."""

    name: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class SectionName:
    """A section of a case."""

    label: str
    required: bool


@dataclass(frozen=True)
class TermLine:
    """An entry of a closed list, for writers."""

    id: str
    label: str
    description: str
    synonyms: str


@dataclass(frozen=True)
class ReferenceView:
    """Every field, section and term."""

    fields: tuple[Field, ...]
    sections: tuple[SectionName, ...]
    vocabulary: tuple[tuple[str, str, tuple[TermLine, ...]], ...]
    """Id, heading and entries of each closed list."""


def recipes(site: LanguageSite) -> Iterator[Recipe]:
    """Yield the table of states, on as many pages as it needs, and the writers' reference."""
    cases = newest(site.library.cases.values())
    base = addresses.page(site.lang, STATUS)
    for number in range(1, page_count(cases, site) + 1):
        url = addresses.numbered(base, number)
        make = partial(_status_page, cases, number, site)
        yield Recipe(url, site.lang, Kind.STATUS, STATUS, site.everywhere(url), make)
    url, make = addresses.page(site.lang, REFERENCE), partial(_reference_page, site)
    yield Recipe(url, site.lang, Kind.REFERENCE, REFERENCE, site.everywhere(url), make)


def _status_page(cases: Sequence[Case], number: int, site: LanguageSite, recipe: Recipe) -> Page:
    ui, base = site.own.ui, addresses.page(site.lang, STATUS)
    languages = site.settings.languages
    links = pagination(base, number, page_count(cases, site), site)
    view = StatusView(
        tuple((lang, site.labels[lang].ui.language_name) for lang in languages),
        tuple(_row(case, site, recipe.url) for case in window(cases, number, site)),
        links,
    )
    title = numbered_title(ui.status, links, number)
    return site.page(recipe, title, ui.status_summary, view)


def _row(case: Case, site: LanguageSite, here: str) -> Row:
    text = case.best(site.lang).text
    url = relative(addresses.case(text.lang, case.id), here)
    cells = tuple(_cell(case, lang, site, here) for lang in site.settings.languages)
    return Row(Link(text.title, url, text.lang), cells)


def _cell(case: Case, lang: str, site: LanguageSite, here: str) -> Cell:
    status = case.status(lang)
    edition = case.editions.get(lang)
    return Cell(
        status.value,
        getattr(site.own.ui, f"status_{status}"),
        relative(addresses.case(lang, case.id), here) if edition else "",
        part_names(edition.changed, site.own) if edition else "",
    )


def _reference_page(site: LanguageSite, recipe: Recipe) -> Page:
    ui = site.own.ui
    view = ReferenceView(
        tuple(_fields(site)),
        tuple(
            SectionName(getattr(ui.sections, name), name in site.settings.sections)
            for name in SECTIONS
        ),
        tuple((kind, getattr(ui, kind), tuple(_lines(kind, site))) for kind in KINDS),
    )
    return site.page(recipe, ui.reference, ui.reference_summary, view)


def _lines(kind: str, site: LanguageSite) -> Iterator[TermLine]:
    for term_id, term in site.own.vocabulary.kind(kind).items():
        yield TermLine(term_id, term.label, term.description, ", ".join(term.synonyms))


def _fields(site: LanguageSite) -> Iterator[Field]:
    """Yield the fields of the front matter as the model declares them."""
    names = list(PageFields.model_fields) + list(OriginalFields.model_fields)
    for name in dict.fromkeys([*names, "source_revision"]):
        field = OriginalFields.model_fields.get(name)
        is_required = field is not None and field.is_required()
        yield Field(name, is_required, site.own.ui.fields[name])

"""The words of the site in one language: its interface (`site.yml`) and its vocabulary.

The models below are the list of what a language has to provide; each field says where its words
appear, for translators.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kb_build.text import placeholders
from kb_build.text.characters import INVISIBLE_RE
from kb_build.text.normal import collation_key
from kb_build.text.placeholders import fill

FIELDS = {"tags": "tags", "sectors": "sector", "channels": "channel", "outcomes": "outcome"}
"""For each closed list of the vocabulary the field of a case that bears its terms."""
KINDS = tuple(FIELDS)
"""The closed lists of the vocabulary, which are also the parts of the site's addresses."""


def _holds(*names: str, optional: bool = False) -> AfterValidator:
    """Demand that a text has exactly these placeholders in braces, or none but these."""

    def check(text: str) -> str:
        if INVISIBLE_RE.search(text):
            raise ValueError("must not contain control characters")
        wanted = ", ".join(f"{{{name}}}" for name in names) or "no braces"
        try:
            found = placeholders.names(text)
        except ValueError:
            raise ValueError(
                f"has a single brace; write {{{{ for it; it may hold {wanted}"
            ) from None
        if not found <= set(names) or (found != set(names) and not optional):
            raise ValueError(f"must contain {wanted}")
        return text

    return AfterValidator(check)


Words = Annotated[str, Field(min_length=1), _holds()]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Form = Annotated[str, Field(min_length=1), _holds("n", optional=True)]
TermId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id that can be a part of an address."""


class Plural(_Strict):
    """A text that depends on a number, by CLDR category; `{n}` is the number."""

    zero: Form | None = None
    one: Form | None = None
    two: Form | None = None
    few: Form | None = None
    many: Form | None = None
    other: Annotated[str, Field(min_length=1), _holds("n")]


class Sections(_Strict):
    """The headings of the sections, as writers have to write them."""

    situation: Words = Field(description="What happened, up to the moment when somebody answers")
    response: Words = Field(description="What the company did")
    outcome: Words = Field(description="How it ended")
    lesson: Words = Field(description="What we learn")
    reply: Words = Field(description="An answer in the editors' own words, as an example")
    questions: Words = Field(description="Questions for discussion")


class Interface(_Strict):
    """Every word of the interface."""

    site_name: Words = Field(description="Name of the site, in the header and in every title")
    site_description: Words = Field(description="One sentence for search engines")
    language_name: Words = Field(description="The language's name in the language itself")
    sections: Sections = Field(description="The headings of the sections")
    fields: Mapping[str, Words] = Field(
        description="For each field of the front matter, what to write there; reference page"
    )
    main_navigation: Words = Field(description="Name of the navigation, for screen readers")
    home: Words = Field(description="Navigation: the home page")
    cases: Words = Field(description="Navigation and title: all cases")
    project: Words = Field(description="Navigation: pages about the site itself")
    tags: Words = Field(description="Navigation and title: the list of tags")
    sectors: Words = Field(description="Navigation and title: the list of sectors")
    channels: Words = Field(description="Navigation and title: the list of channels")
    outcomes: Words = Field(description="Navigation and title: the list of outcomes")
    cases_summary: Words = Field(description="Below the title of the list of all cases")
    tags_summary: Words = Field(description="Below the title of the list of tags")
    sectors_summary: Words = Field(description="Below the title of the list of sectors")
    channels_summary: Words = Field(description="Below the title of the list of channels")
    outcomes_summary: Words = Field(description="Below the title of the list of outcomes")
    case_count: Plural = Field(description="'{n} cases'")
    newest: Words = Field(description="Home page: heading over the newest cases")
    browse_all: Words = Field(description="Home page: link to all cases")
    page_of: Annotated[str, _holds("page", "pages")] = Field(description="Page 2 of 7")
    previous_page: Words = Field(description="Link to the page before, in a long list")
    next_page: Words = Field(description="Link to the page after, in a long list")
    pages: Words = Field(description="Name of the links between the pages of a list")
    breadcrumb: Words = Field(description="Name of the path above a title, for screen readers")
    facts: Words = Field(description="Heading of the box with company, year and so on")
    company: Words = Field(description="In the box: the company")
    year: Words = Field(description="In the box: year of the events")
    country: Words = Field(description="In the box: the country")
    sector: Words = Field(description="In the box: the sector")
    channel: Words = Field(description="In the box: the channel of the decisive exchange")
    outcome: Words = Field(description="In the box: how the case ended")
    original_language: Words = Field(description="In the box: language of the original text")
    read_in: Words = Field(description="Before the links to the same case in other languages")
    outdated_mark: Words = Field(description="Beside a language whose text is out of date")
    outdated_note: Annotated[str, _holds("sections")] = Field(
        description="On a translation that is out of date; {sections} are the changed ones"
    )
    available_in: Annotated[str, _holds("language")] = Field(
        description="Explains the badge of a case that only exists in another language"
    )
    part_title: Words = Field(description="In such a note: the title")
    part_summary: Words = Field(description="In such a note: the summary")
    retellings: Words = Field(description="Heading: other texts about the same anecdote")
    related: Words = Field(description="Heading: similar cases")
    sources: Words = Field(description="Heading: where the facts come from")
    to_dark: Words = Field(description="Name of the button that makes the page dark")
    to_light: Words = Field(description="Name of the button that makes the page light")
    choose_language: Words = Field(description="Name of the language switcher")
    switch_to_home: Words = Field(
        description="Beside a language in which the current page does not exist"
    )
    chooser_title: Words = Field(description="First page of all: choose your language")
    chooser_link: Words = Field(description="First page of all: the link into this language")
    not_found: Words = Field(description="Title: there is no page at this address")
    not_found_case: Words = Field(
        description="There: before the languages in which the case does exist"
    )
    status: Words = Field(description="Title: state of the translations")
    status_summary: Words = Field(description="Below that title")
    status_original: Words = Field(description="State: the original text")
    status_current: Words = Field(description="State: a translation that is up to date")
    status_outdated: Words = Field(description="State: the original has changed since")
    status_missing: Words = Field(description="State: not translated yet")
    status_unverified: Words = Field(
        description="State: translated, but from which version of the original is not known"
    )
    case: Words = Field(description="Column of the table of states: the case")
    reference: Words = Field(description="Title: all fields and lists for writers")
    reference_summary: Words = Field(description="Below that title")
    reference_fields: Words = Field(description="Heading: the fields of the front matter")
    reference_sections: Words = Field(description="Heading: the sections of a case")
    synonyms: Words = Field(description="Before the other words for a term; reference page")
    required: Words = Field(description="A field or section that must be there")
    optional: Words = Field(description="A field or section that may be left out")
    search: Words = Field(description="The search field in the header, and the name of the search")
    search_placeholder: Words = Field(description="In the empty field: what can be typed there")
    search_keys: Words = Field(description="Below the field: how to use the keyboard")
    search_start: Words = Field(description="Before anything is typed")
    search_busy: Words = Field(description="While the first results are on their way")
    search_count: Plural = Field(description="'{n} results'")
    search_rewritten: Annotated[str, _holds("words")] = Field(
        description="When a word was found only in another spelling; {words} was searched for"
    )
    search_exactly: Annotated[str, _holds("query")] = Field(
        description="Button beside that: search for what was typed, letter by letter"
    )
    search_partly: Words = Field(description="When no case has all the words, only some of them")
    search_nothing: Annotated[str, _holds("query")] = Field(description="Nothing fits")
    search_near: Words = Field(description="When nothing fits: before the nearest tags")
    search_more: Words = Field(description="Button: show more results")
    search_all: Words = Field(description="Link to the same results on the page with the filters")
    search_failed: Words = Field(
        description="The search cannot be loaded; the list of all cases follows as a link"
    )
    search_close: Words = Field(description="Button: close the search")
    filters: Words = Field(description="Heading over the filters")
    filters_clear: Words = Field(description="Button: take all filters away")

    licence: Words = Field(description="Foot of every page: the licence of the texts")
    made_with: Words = Field(description="Foot of every page, before 'Material for MkDocs'")


class Term(_Strict):
    """One entry of a closed list."""

    label: Words
    """What readers see."""
    description: Words
    """When to use it, in one sentence."""
    synonyms: tuple[Words, ...] = ()
    """Other words that a reader may search for."""


class Vocabulary(_Strict):
    """The closed lists, each from id to term."""

    tags: Mapping[TermId, Term]
    sectors: Mapping[TermId, Term]
    channels: Mapping[TermId, Term]
    outcomes: Mapping[TermId, Term]

    def kind(self, name: str) -> Mapping[str, Term]:
        """Return one of the `KINDS`."""
        terms: Mapping[str, Term] = getattr(self, name)
        return terms


@dataclass(frozen=True)
class Labels:
    """All words of the site in one language, and how it writes numbers, dates and plurals."""

    lang: str
    ui: Interface
    vocabulary: Vocabulary

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return Locale.parse(self.lang, sep="-")

    def sort_key(self, text: str) -> str:
        """Return a key that puts texts in the alphabetical order of the language."""
        return collation_key(text, self.lang)

    def plural(self, forms: Plural, number: int) -> str:
        """Return the form that belongs to `number`, with the number in it."""
        category = self.locale.plural_form(number)
        form = getattr(forms, category) or forms.other
        return fill(form, n=format_decimal(number, locale=self.locale))

    def country(self, code: str) -> str:
        """Return the name of a country (ISO 3166-1 alpha-2)."""
        return str(self.locale.territories.get(code, code))

    def language(self, tag: str) -> str:
        """Return the name of another language in this one."""
        return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag

    def date(self, iso: str) -> str:
        """Return a day, month or year (`2013-01-09`, `2013-01`, `2013`) as the language has it."""
        if len(iso) == len("2013-01-09"):
            return format_date(date.fromisoformat(iso), "long", locale=self.locale)
        if len(iso) == len("2013-01"):
            return format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=self.locale)
        return iso


def plural_categories(lang: str) -> set[str]:
    """Return the CLDR plural categories that whole numbers up to a thousand need.

    Italian and Spanish also have `many`, but only for millions.
    """
    rule = Locale.parse(lang, sep="-").plural_form
    return {rule(number) for number in range(1001)}


def plural_fields() -> list[str]:
    """Return the names of the interface texts that depend on a number."""
    return [name for name, info in Interface.model_fields.items() if info.annotation is Plural]

"""What the pages of one language are made from, and the small views that many of them share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb_build.config import Settings
from kb_build.content.labels import Labels
from kb_build.content.library import Case, Library
from kb_build.content.project import Project
from kb_build.site import addresses
from kb_build.site.addresses import relative
from kb_build.site.page import Choice, Head, Kind, Page, Recipe
from kb_build.text.placeholders import fill


@dataclass(frozen=True)
class LanguageSite:
    """A project as readers of one language see it."""

    lang: str
    project: Project
    library: Library
    """What is shown: all published cases, or for the preview the drafts too."""

    @property
    def settings(self) -> Settings:
        """The settings of the project."""
        return self.project.settings

    @property
    def labels(self) -> Mapping[str, Labels]:
        """The words of every language; a badge is in the language that it names."""
        return self.project.labels

    @cached_property
    def own(self) -> Labels:
        """The words of this language."""
        return self.labels[self.lang]

    def page(
        self,
        recipe: Recipe,
        title: str,
        summary: str,
        view: Any,
        structured: Iterable[Mapping[str, Any]] = (),
        **text: Any,
    ) -> Page:
        """Return a complete page: with what every page has beside its view.

        Args:
            recipe: what is known of it already.
            title: its title.
            summary: its description.
            view: the value that the template of its kind shows.
            structured: JSON-LD.
            text: what `Page` holds of a text: `body`, `links`, `terms`.
        """
        return Page(
            *(self.lang, recipe.url, recipe.kind, recipe.tab, title, summary, view),
            self._head(recipe, tuple(structured)),
            tuple(self._choice(lang, recipe) for lang in self.settings.languages),
            **text,
        )

    def _head(self, recipe: Recipe, structured: tuple[Mapping[str, Any], ...]) -> Head:
        """Return the head; addresses of other pages have to be full, so they need `site_url`."""
        base, url = self.settings.site_url, recipe.url
        default = addresses.default(recipe.alternates, self.settings.languages)
        found = {**recipe.alternates, "x-default": default}
        return Head(
            base + url if base else "",
            tuple((lang, base + one) for lang, one in found.items()) if base else (),
            relative(addresses.feed(self.lang), url),
            "article" if recipe.kind is Kind.CASE else "website",
            structured,
        )

    def _choice(self, lang: str, recipe: Recipe) -> Choice:
        return Choice(
            lang,
            self.labels[lang].ui.language_name,
            relative(recipe.alternates.get(lang, addresses.home(lang)), recipe.url),
            lang == self.lang,
            "" if lang in recipe.alternates else self.labels[lang].ui.switch_to_home,
        )

    def everywhere(self, address: str) -> dict[str, str]:
        """Return the addresses of a page that exists in all languages, from that in this one."""
        rest = address.removeprefix(addresses.home(self.lang))
        return {lang: addresses.home(lang) + rest for lang in self.settings.languages}


@dataclass(frozen=True)
class Badge:
    """Says that a text is in another language than the page."""

    lang: str
    name: str
    """That language's name in the language itself."""
    note: str
    """A sentence in the reader's language."""


@dataclass(frozen=True)
class Card:
    """What a list shows of a case."""

    title: str
    summary: str
    url: str
    lang: str
    """The language of title and summary."""
    badge: Badge | None
    company: str
    company_lang: str
    """The language in which the company is named: that of the original."""
    sector: str
    outcome: str
    outcome_id: str


def card(case: Case, site: LanguageSite, here: str) -> Card:
    """Return the card of a case, in the reader's language or with a badge."""
    text = case.best(site.lang).text
    vocabulary = site.own.vocabulary
    return Card(
        text.title,
        text.summary,
        relative(addresses.case(text.lang, case.id), here),
        text.lang,
        badge(text.lang, site),
        case.fields.company,
        case.lang,
        vocabulary.sectors[case.fields.sector].label,
        vocabulary.outcomes[case.fields.outcome].label,
        case.fields.outcome,
    )


def badge(lang: str, site: LanguageSite) -> Badge | None:
    """Return the badge of a text that is not in the reader's language."""
    if lang == site.lang:
        return None
    note = fill(site.own.ui.available_in, language=site.own.language(lang))
    return Badge(lang, site.labels[lang].ui.language_name, note)


def newest(cases: Iterable[Case]) -> list[Case]:
    """Return the cases with the newest first, by id where they came on the same day."""
    return sorted(cases, key=lambda case: (-case.fields.added.toordinal(), case.id))

"""What a page and the whole site are, as values: no disk, no MkDocs, no HTML."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kb_build.errors import KbError


class Kind(StrEnum):
    """What a page shows. Each kind has a template of its own name, and a view."""

    HOME = "home"
    CASE = "case"
    LISTING = "listing"
    TERMS = "terms"
    TEXT = "text"
    STATUS = "status"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Link:
    """A link as a page shows it."""

    label: str
    url: str
    """Relative to the page; empty where there is nothing to link to."""
    lang: str = ""
    """The language of what it leads to, where that is not the page's own."""


@dataclass(frozen=True)
class Choice:
    """An entry of the language switcher."""

    lang: str
    name: str
    """The language's name in the language itself."""
    url: str
    here: bool
    """Whether it is the language of the page."""
    note: str
    """Why it leads to a home page instead; empty where it does not."""


@dataclass(frozen=True)
class Head:
    """What a page says to programs."""

    canonical: str
    """Its full address; empty while the site has none."""
    alternates: tuple[tuple[str, str], ...]
    """Language and full address of the same page, `x-default` last."""
    feed: str
    """The language's feed, relative to the page."""
    og_type: str
    """`article` or `website` (Open Graph protocol)."""
    structured: tuple[Mapping[str, Any], ...] = ()
    """JSON-LD in terms of schema.org."""


@dataclass(frozen=True)
class Page:
    """A page of the site, complete, before it has a form.

    Nothing in it is HTML or escaped; the templates escape everything where it lands.
    """

    lang: str
    url: str
    """From the site's root, without slash in front, with a slash at the end."""
    kind: Kind
    tab: str
    """Its entry of the navigation, such as `cases`."""
    title: str
    summary: str
    view: Any
    """What its template shows: a frozen dataclass for each kind."""
    head: Head
    switcher: tuple[Choice, ...]
    body: str = ""
    """Markdown."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Where links of the body lead, relative to the page, by what is written there."""
    terms: str = ""
    """Words by which the search finds it although they are not in its text."""

    @property
    def depth(self) -> int:
        """How many folders it lies below the site's root."""
        return self.url.count("/")


@dataclass(frozen=True)
class Recipe:
    """A page that can be made at any time, in any process, alone or among others."""

    url: str
    lang: str
    kind: Kind
    tab: str
    alternates: Mapping[str, str]
    """Addresses of the same page by language, its own among them."""
    make: Callable[["Recipe"], Page]
    group: str = ""
    """Pages with the same group share work; they are best made one after the other."""
    source: str = ""
    """The file of its text, from the project's root; the search finds pages that have one."""

    @property
    def depth(self) -> int:
        """How many folders it lies below the site's root."""
        return self.url.count("/")

    def page(self) -> Page:
        """Return the complete page."""
        return self.make(self)


@dataclass
class Manifest:
    """Every page and every other file of the site, each address once."""

    pages: dict[str, Recipe] = field(default_factory=dict)
    """By address."""
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """The content of all other files, by address."""

    def add(self, recipe: Recipe) -> None:
        """Add a page.

        Raises:
            KbError: another page or file has its address.
        """
        self._claim(recipe.url)
        self.pages[recipe.url] = recipe

    def add_file(self, path: str, content: Callable[[], bytes]) -> None:
        """Add a file that is not made from a page.

        Raises:
            KbError: another page or file has its address.
        """
        self._claim(path)
        self.files[path] = content

    def _claim(self, address: str) -> None:
        if address in self.pages or address in self.files:
            raise KbError(f"two pages of the site have the address /{address}", "rename one source")

    def __iter__(self) -> Iterator[Recipe]:
        return iter(self.pages.values())

    def __len__(self) -> int:
        return len(self.pages)

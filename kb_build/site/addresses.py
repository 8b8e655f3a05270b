"""Every address of the site. They are relative to its root, without a slash in front."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

CHOOSER = ""
"""The page on which readers choose their language; the default of all home pages."""
SITEMAP = "sitemap.xml"


def home(lang: str) -> str:
    """Return the address of a language's home page."""
    return f"{lang}/"


def cases(lang: str) -> str:
    """Return the address of the list of all cases."""
    return f"{lang}/cases/"


def case(lang: str, case_id: str) -> str:
    """Return the address of a case."""
    return f"{lang}/cases/{case_id}/"


def page(lang: str, name: str) -> str:
    """Return the address of a page that exists once in each language, such as `about`."""
    return f"{lang}/{name}/"


def terms(lang: str, kind: str) -> str:
    """Return the address of the list of all tags, sectors, channels or outcomes."""
    return f"{lang}/{kind}/"


def term(lang: str, kind: str, term_id: str) -> str:
    """Return the address of a tag, sector, channel or outcome."""
    return f"{lang}/{kind}/{term_id}/"


def numbered(url: str, number: int) -> str:
    """Return the address of one page of a long list; the first has the address of the list."""
    return url if number == 1 else f"{url}page/{number}/"


def feed(lang: str) -> str:
    """Return the address of a language's Atom feed."""
    return f"{lang}/feed.xml"


def search(lang: str) -> str:
    """Return the address of the folder with a language's search index."""
    return f"{lang}/search/"


def asset(name: str) -> str:
    """Return the address of a file below `docs/assets/`."""
    return f"assets/{name}"


def editions(initial: str) -> str:
    """Return the address of the list from which the 404 page learns where a case exists.

    Args:
        initial: the first character of the ids of the cases that it lists.
    """
    return f"not-found/{initial}.json"


def relative(target: str, here: str) -> str:
    """Return how the page `here` links to `target`.

    >>> relative("es/cases/lost-ninja/", "it/cases/lost-ninja/")
    '../../../es/cases/lost-ninja/'
    >>> relative("it/", "it/"), relative("it/feed.xml", "it/")
    ('./', 'feed.xml')
    """
    goal, start = target.split("/"), _folders(here)
    common, most = 0, min(len(goal) - 1, len(start))
    while common < most and goal[common] == start[common]:
        common += 1
    return "../" * (len(start) - common) + "/".join(goal[common:]) or "./"


@lru_cache(maxsize=64)
def _folders(address: str) -> list[str]:
    """Return the folders of an address; a page asks for its own with each of its links."""
    return address.split("/")[:-1]


def default(alternates: Mapping[str, str], languages: Iterable[str]) -> str:
    """Return the address for readers whose language a page does not have (`x-default`).

    For the home pages it is the page on which a language is chosen, for all others the page in
    the first language of the site that has it.
    """
    if all(url == home(lang) for lang, url in alternates.items()):
        return CHOOSER
    return next(alternates[lang] for lang in languages if lang in alternates)

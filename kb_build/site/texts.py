"""Hand-written pages, the home page among them, and the links of all texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from kb_build.content import targets
from kb_build.content.kinds import Kind as ContentKind
from kb_build.content.targets import HOME
from kb_build.content.texts import Text
from kb_build.site import addresses
from kb_build.site.addresses import relative
from kb_build.site.language_site import LanguageSite
from kb_build.site.lists import HomeView, home_view
from kb_build.site.page import Kind, Page, Recipe
from kb_build.text import links


@dataclass(frozen=True)
class TextView:
    """A hand-written page shows nothing beside its text."""


def recipes(site: LanguageSite) -> Iterator[Recipe]:
    """Yield the hand-written pages of a language; where there is no home page, a bare one."""
    written = site.library.pages[site.lang]
    for name in dict.fromkeys((HOME, *written)):
        alternates = {
            lang: address(lang, name)
            for lang in site.settings.languages
            if name == HOME or name in site.library.pages[lang]
        }
        make = partial(_page, name, site)
        url, kind = address(site.lang, name), Kind.HOME if name == HOME else Kind.TEXT
        source = written[name].source.path if name in written else ""
        yield Recipe(url, site.lang, kind, name, alternates, make, source=source)


def _page(name: str, site: LanguageSite, recipe: Recipe) -> Page:
    here, ui = recipe.url, site.own.ui
    text = site.library.pages[site.lang].get(name)
    view: HomeView | TextView = home_view(site, here) if name == HOME else TextView()
    return site.page(
        recipe,
        text.title if text else ui.site_name,
        text.summary if text else ui.site_description,
        view,
        body=text.body if text else "",
        links=links_of(text, here, site) if text else {},
    )


def address(lang: str, name: str) -> str:
    """Return the address of a hand-written page."""
    return addresses.home(lang) if name == HOME else addresses.page(lang, name)


def links_of(text: Text, here: str, site: LanguageSite) -> dict[str, str]:
    """Return where the links of a text to files of the project lead, by what is written there."""
    found = {}
    for link in text.links:
        parts = links.internal(link.target)
        if parts is None or not parts.path:
            continue
        match targets.resolve(parts, text, site.library, site.project.assets):
            case targets.Place(page, anchor):
                hash_ = f"#{anchor}" if anchor else ""
                found[link.target] = relative(_address_of(page), here) + hash_
            case targets.Asset(path):
                found[link.target] = relative(quote(path), here)
    return found


def _address_of(text: Text) -> str:
    if text.source.kind is ContentKind.PAGE:
        return address(text.lang, text.source.stem)
    return addresses.case(text.lang, text.source.stem)

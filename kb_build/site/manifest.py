"""Every page of the site, as values: no disk, no MkDocs, no HTML."""

from collections.abc import Collection, Iterator

from kb_build.content.targets import HOME, page_url
from kb_build.content.texts import Text
from kb_build.site.case import body, case_page
from kb_build.site.head import head
from kb_build.site.lists import all_cases, home_view, of_terms
from kb_build.site.overview import reference_page, status_pages
from kb_build.site.page import Page, Site, switcher

__all__ = ["Page", "Site", "generate", "head", "switcher"]


def generate(site: Site, assets: Collection[str]) -> Iterator[Page]:
    """Yield every page of one language.

    Args:
        site: what to make them from.
        assets: the files below `docs/assets/` to which texts may link.
    """
    if HOME not in site.library.pages[site.lang]:
        yield _bare_home(site)
    for text in site.library.pages[site.lang].values():
        yield _written(text, site, assets)
    yield from all_cases(site)
    for case in site.library.cases.values():
        edition = case.editions.get(site.lang)
        if edition:
            yield case_page(case, edition, site, assets)
    yield from of_terms(site)
    yield from status_pages(site)
    yield reference_page(site)


def _bare_home(site: Site) -> Page:
    """Return the home page of a language for which nobody has written one."""
    here, ui = page_url(site.lang, HOME), site.own.ui
    return Page(
        site.lang,
        here,
        "home.html",
        ui.site_name,
        ui.site_description,
        home_view(site, here),
        alternates={lang: page_url(lang, HOME) for lang in site.languages},
    )


def _written(text: Text, site: Site, assets: Collection[str]) -> Page:
    """Return a hand-written page; the home page also shows the newest cases."""
    name = text.source.stem
    here = page_url(site.lang, name)
    return Page(
        site.lang,
        here,
        "home.html" if name == HOME else "page.html",
        text.title,
        text.summary,
        home_view(site, here) if name == HOME else {},
        body(text, here, site.library, assets),
        {
            lang: page_url(lang, name)
            for lang in site.languages
            if name == HOME or name in site.library.pages[lang]
        },
    )

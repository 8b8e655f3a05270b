"""Lists of cases: all, and those with a tag, sector, channel or outcome; and the home page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb_build.content.labels import KINDS
from kb_build.content.library import Case
from kb_build.site.page import Page, Site, View, card, newest, relative, term_url

HOME_CARDS = 6
HOME_TAGS = 12


def all_cases(site: Site) -> Iterator[Page]:
    """Yield the pages of the list of all cases; on the first of them they can be searched."""
    ui = site.own.ui
    base = Page(site.lang, "cases/", "listing.html", ui.cases, ui.cases_summary)
    first, *others = _listed(base, newest(site.library.cases.values()), site)
    yield replace(first, view={**first.view, "browse": True})
    yield from others


def of_terms(site: Site) -> Iterator[Page]:
    """Yield, for each kind, the list of its terms and the lists of cases that bear one."""
    ui = site.own.ui
    for kind in KINDS:
        title, summary = getattr(ui, kind), getattr(ui, f"{kind}_summary")
        hub = _localised(Page(site.lang, f"{kind}/", "terms.html", title, summary), site)
        yield replace(hub, view={"terms": terms(kind, site, hub.url)})
        for term_id, term in site.own.vocabulary.kind(kind).items():
            cases = site.library.with_term(kind, term_id)
            if not cases:
                continue
            base = Page(
                site.lang,
                f"{kind}/{term_id}/",
                "listing.html",
                term.label,
                term.description,
                {"breadcrumb": [{"label": title, "path": f"{kind}/"}]},
            )
            yield from _listed(base, newest(cases), site)


def terms(kind: str, site: Site, here: str) -> list[View]:
    """Return the terms of a kind that cases bear, in alphabetical order of their labels."""
    found = []
    for term_id, term in site.own.vocabulary.kind(kind).items():
        number = len(site.library.with_term(kind, term_id))
        if number:
            found.append(
                {
                    "id": term_id,
                    "label": term.label,
                    "description": term.description,
                    "url": relative(term_url(site.lang, kind, term_id), here),
                    "number": number,
                    "count": site.own.plural(site.own.ui.case_count, number),
                }
            )
    return sorted(found, key=lambda one: (site.own.sort_key(one["label"]), one["id"]))


def home_view(site: Site, here: str) -> View:
    """Return what the home page shows beside its hand-written text."""
    tags = sorted(terms("tags", site, here), key=lambda one: -one["number"])[:HOME_TAGS]
    return {
        "cards": [
            card(case, site, here) for case in newest(site.library.cases.values())[:HOME_CARDS]
        ],
        "count": site.own.plural(site.own.ui.case_count, len(site.library.cases)),
        "all_url": relative(f"{site.lang}/cases/", here),
        "outcomes": terms("outcomes", site, here),
        "sectors": terms("sectors", site, here),
        "tags": sorted(tags, key=lambda one: site.own.sort_key(one["label"])),
    }


def _listed(base: Page, cases: Sequence[Case], site: Site) -> Iterator[Page]:
    """Yield the pages of a list of cases; `base.url` is without language."""
    for page, shown in paginated(base, cases, site):
        view = {
            **page.view,
            "breadcrumb": [
                {"label": one["label"], "url": relative(f"{site.lang}/{one['path']}", page.url)}
                for one in base.view.get("breadcrumb", ())
            ],
            "count": site.own.plural(site.own.ui.case_count, len(cases)),
            "cards": [card(case, site, page.url) for case in shown],
        }
        yield replace(page, view=view)


def paginated(
    base: Page, cases: Sequence[Case], site: Site
) -> Iterator[tuple[Page, Sequence[Case]]]:
    """Yield the pages of a long list, each with its cases; `base.url` is without language."""
    size = site.page_size
    total = max(1, -(-len(cases) // size))
    for number in range(1, total + 1):
        url = base.url if number == 1 else f"{base.url}page/{number}/"
        page = _localised(replace(base, url=url), site)
        title = page.title
        if number > 1:
            title += f" · {site.own.ui.page_of.format(page=number, pages=total)}"
        view = {"pagination": _pagination(site, base.url, number, total, page.url)}
        shown = cases[(number - 1) * size : number * size]
        yield replace(page, title=title, view=view), shown


def _pagination(site: Site, base: str, number: int, total: int, here: str) -> View | None:
    if total == 1:
        return None

    def link(to: int) -> str:
        path = base if to == 1 else f"{base}page/{to}/"
        return relative(f"{site.lang}/{path}", here) if 1 <= to <= total else ""

    return {
        "label": site.own.ui.page_of.format(page=number, pages=total),
        "previous": link(number - 1),
        "next": link(number + 1),
    }


def _localised(page: Page, site: Site) -> Page:
    """Put the language in front of an address; lists are the same in every language."""
    return replace(
        page,
        url=f"{site.lang}/{page.url}",
        alternates={lang: f"{lang}/{page.url}" for lang in site.languages},
    )

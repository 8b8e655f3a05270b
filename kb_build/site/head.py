"""What a page tells programs: its other languages, and its content in terms of schema.org."""

from collections.abc import Iterator

from kb_build.content.fields import Source
from kb_build.content.library import Case, Edition
from kb_build.content.targets import case_url
from kb_build.site.page import Page, Site, View, default_address, relative, term_url

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def head(page: Page, site: Site) -> View:
    """Return what stands in the head of a page beside its title.

    Addresses of other pages have to be absolute there, so without `site_url` there are none.
    """
    return {
        "alternates": list(_alternates(page, site)) if site.site_url else [],
        "feed": relative(f"{site.lang}/", page.url) + "feed.xml",
        "url": site.site_url + page.url if site.site_url else "",
    }


def _alternates(page: Page, site: Site) -> Iterator[View]:
    for lang, url in page.alternates.items():
        yield {"lang": lang, "url": site.site_url + url}
    url = default_address(page.alternates, site.languages)
    yield {"lang": "x-default", "url": site.site_url + url}


def structured(case: Case, edition: Edition, site: Site) -> list[View]:
    """Return the JSON-LD of a case: an `Article` and its `BreadcrumbList`."""
    text, ui = edition.text, site.own.ui
    url = case_url(site.lang, case.id)
    article: View = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": _address(url, site),
        "url": _address(url, site),
        "headline": text.title,
        "description": text.summary,
        "inLanguage": site.lang,
        "datePublished": case.fields.added.isoformat(),
        "isAccessibleForFree": True,
        "license": LICENCE,
        "publisher": {"@type": "Organization", "name": ui.site_name},
        "about": list(_about(case, site)),
        "citation": [_citation(source) for source in case.fields.sources],
    }
    if case.lang != site.lang:
        article["translationOfWork"] = _work(case, case.lang, site)
    others = [lang for lang in case.editions if lang not in (site.lang, case.lang)]
    if case.lang == site.lang and others:
        article["workTranslation"] = [_work(case, lang, site) for lang in others]
    steps = [(ui.home, f"{site.lang}/"), (ui.cases, f"{site.lang}/cases/"), (text.title, url)]
    return [article, _breadcrumb(steps, site)]


def _about(case: Case, site: Site) -> Iterator[View]:
    yield {"@type": "Organization", "name": case.fields.company}
    for tag in dict.fromkeys(case.fields.tags):
        term = site.own.vocabulary.tags[tag]
        url = _address(term_url(site.lang, "tags", tag), site)
        yield {"@type": "DefinedTerm", "name": term.label, "termCode": tag, "url": url}


def _work(case: Case, lang: str, site: Site) -> View:
    url = _address(case_url(lang, case.id), site)
    title = case.editions[lang].text.title
    return {"@type": "Article", "@id": url, "headline": title, "inLanguage": lang}


def _citation(source: Source) -> View:
    work: View = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    optional = {"url": source.url, "datePublished": source.date, "inLanguage": source.lang}
    return work | {name: value for name, value in optional.items() if value}


def _breadcrumb(steps: list[tuple[str, str]], site: Site) -> View:
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "item": {"@id": _address(url, site)},
        }
        for number, (name, url) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _address(url: str, site: Site) -> str:
    return site.site_url + url

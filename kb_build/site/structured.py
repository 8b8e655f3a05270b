"""The content of a case in terms of schema.org, as JSON-LD."""

from collections.abc import Iterator
from typing import Any

from kb_build.content.fields import Source
from kb_build.content.library import Case, Edition
from kb_build.site import addresses
from kb_build.site.language_site import LanguageSite

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Thing = dict[str, Any]


def of_case(case: Case, edition: Edition, site: LanguageSite) -> list[Thing]:
    """Return an `Article` and its `BreadcrumbList`; the site must have a `site_url`."""
    text, ui = edition.text, site.own.ui
    url = addresses.case(site.lang, case.id)
    article: Thing = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": _full(url, site),
        "url": _full(url, site),
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
    steps = [
        (ui.home, addresses.home(site.lang)),
        (ui.cases, addresses.cases(site.lang)),
        (text.title, url),
    ]
    return [article, _breadcrumb(steps, site)]


def _about(case: Case, site: LanguageSite) -> Iterator[Thing]:
    yield {"@type": "Organization", "name": case.fields.company}
    for kind, tag in case.fields.terms:
        if kind == "tags":
            name = site.own.vocabulary.tags[tag].label
            url = _full(addresses.term(site.lang, "tags", tag), site)
            yield {"@type": "DefinedTerm", "name": name, "termCode": tag, "url": url}


def _work(case: Case, lang: str, site: LanguageSite) -> Thing:
    url = _full(addresses.case(lang, case.id), site)
    title = case.editions[lang].text.title
    return {"@type": "Article", "@id": url, "headline": title, "inLanguage": lang}


def _citation(source: Source) -> Thing:
    work: Thing = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    optional = {"url": source.url, "datePublished": source.date, "inLanguage": source.lang}
    return work | {name: value for name, value in optional.items() if value}


def _breadcrumb(steps: list[tuple[str, str]], site: LanguageSite) -> Thing:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": {"@id": _full(url, site)}}
        for number, (name, url) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _full(url: str, site: LanguageSite) -> str:
    return site.settings.site_url + url

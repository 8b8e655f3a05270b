"""What search engines and feed readers subscribe to: Atom, sitemap, robots.txt."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from kb_build.config import Settings
from kb_build.content.labels import Labels
from kb_build.content.library import Case
from kb_build.site import addresses
from kb_build.site.language_site import LanguageSite, newest
from kb_build.site.page import Manifest

LENGTH = 50
"""Entries of a feed."""
FEED_KINDS = ("tags", "sectors", "outcomes")
"""The kinds of terms that become categories of an entry."""
ATOM = ElementMaker(nsmap={None: "http://www.w3.org/2005/Atom"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def atom(site: LanguageSite) -> bytes:
    """Return the newest cases of one language as an Atom feed (RFC 4287).

    The ids are made from language and case alone: they stay when the site moves. A case counts as
    published on the day on which it was added, in the first second of that day.
    """
    lang, ui = site.lang, site.own.ui
    cases = newest(one for one in site.library.cases.values() if lang in one.editions)[:LENGTH]
    base = site.settings.site_url or "../"
    feed = ATOM.feed(
        ATOM.id(_id(lang)),
        ATOM.title(ui.site_name),
        ATOM.subtitle(ui.site_description),
        ATOM.updated(_moment(max((one.fields.added for one in cases), default=date(1970, 1, 1)))),
        ATOM.author(ATOM.name(ui.site_name)),
        ATOM.link(rel="self", type="application/atom+xml", href=base + addresses.feed(lang)),
        ATOM.link(
            rel="alternate", type="text/html", hreflang=lang, href=base + addresses.home(lang)
        ),
        ATOM.rights(ui.licence),
        *(_entry(case, site.own, base) for case in cases),
    )
    feed.set(XML_LANG, lang)
    return _document(feed)


def _entry(case: Case, labels: Labels, base: str) -> Any:
    lang, vocabulary = labels.lang, labels.vocabulary
    text = case.editions[lang].text
    address = base + addresses.case(lang, case.id)
    return ATOM.entry(
        ATOM.id(_id(lang, case.id)),
        ATOM.title(text.title),
        ATOM.link(rel="alternate", type="text/html", hreflang=lang, href=address),
        ATOM.published(_moment(case.fields.added)),
        ATOM.updated(_moment(case.fields.added)),
        ATOM.summary(text.summary),
        *(
            ATOM.category(term=term, label=vocabulary.kind(kind)[term].label)
            for kind, term in case.fields.terms
            if kind in FEED_KINDS
        ),
    )


def sitemap(manifest: Manifest, settings: Settings) -> bytes:
    """Return the sitemap of the whole site, each page with its other languages.

    Args:
        manifest: all pages.
        settings: the project; it must have a `site_url`.
    """
    make = ElementMaker(namespace=SITEMAP, nsmap={None: SITEMAP, "xhtml": XHTML})
    homes = {lang: addresses.home(lang) for lang in settings.languages}
    root = make.urlset(_url(make, addresses.CHOOSER, homes, settings))
    groups = {tuple(sorted(one.alternates.items())): one.alternates for one in manifest}
    for alternates in groups.values():
        root.extend(_url(make, url, alternates, settings) for _, url in sorted(alternates.items()))
    return _document(root)


def _url(make: ElementMaker, url: str, alternates: Mapping[str, str], settings: Settings) -> Any:
    found = {**alternates, "x-default": addresses.default(alternates, settings.languages)}
    links = [
        etree.Element(
            f"{{{XHTML}}}link", rel="alternate", hreflang=lang, href=settings.site_url + address
        )
        for lang, address in found.items()
    ]
    return make.url(make.loc(settings.site_url + url), *links)


def robots(site_url: str) -> bytes:
    """Return a robots.txt that lets everybody in and names the sitemap."""
    where = f"Sitemap: {site_url}{addresses.SITEMAP}\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("kb", *parts))).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _document(root: Any) -> bytes:
    text = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return bytes(text)

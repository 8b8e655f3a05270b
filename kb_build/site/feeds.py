"""What search engines and feed readers subscribe to: Atom, sitemap, robots.txt."""

import uuid
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

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
ATOM = "http://www.w3.org/2005/Atom"
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
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    _atom(feed, "id", _id(lang))
    _atom(feed, "title", ui.site_name)
    _atom(feed, "subtitle", ui.site_description)
    newest_day = max((one.fields.added for one in cases), default=date(1970, 1, 1))
    _atom(feed, "updated", _moment(newest_day))
    _atom(_atom(feed, "author"), "name", ui.site_name)
    own = base + addresses.feed(lang)
    _atom(feed, "link", rel="self", type="application/atom+xml", href=own)
    _alternate(feed, lang, base + addresses.home(lang))
    _atom(feed, "rights", ui.licence)
    for case in cases:
        _entry(feed, case, site.own, base)
    return _document(feed)


def _entry(feed: Element, case: Case, labels: Labels, base: str) -> None:
    lang, vocabulary = labels.lang, labels.vocabulary
    text = case.editions[lang].text
    entry = _atom(feed, "entry")
    _atom(entry, "id", _id(lang, case.id))
    _atom(entry, "title", text.title)
    _alternate(entry, lang, base + addresses.case(lang, case.id))
    _atom(entry, "published", _moment(case.fields.added))
    _atom(entry, "updated", _moment(case.fields.added))
    _atom(entry, "summary", text.summary)
    for kind, term in case.fields.terms:
        if kind in FEED_KINDS:
            _atom(entry, "category", term=term, label=vocabulary.kind(kind)[term].label)


def _alternate(parent: Element, lang: str, address: str) -> None:
    _atom(parent, "link", rel="alternate", type="text/html", hreflang=lang, href=address)


def _atom(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    found = SubElement(parent, name, attributes)
    found.text = text
    return found


def sitemap(manifest: Manifest, settings: Settings) -> bytes:
    """Return the sitemap of the whole site, each page with its other languages.

    Args:
        manifest: all pages.
        settings: the project; it must have a `site_url`.
    """
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    homes = {lang: addresses.home(lang) for lang in settings.languages}
    _url(root, addresses.CHOOSER, homes, settings)
    groups = {tuple(sorted(one.alternates.items())): one.alternates for one in manifest}
    for alternates in groups.values():
        for _, url in sorted(alternates.items()):
            _url(root, url, alternates, settings)
    return _document(root)


def _url(root: Element, url: str, alternates: Mapping[str, str], settings: Settings) -> None:
    found = {**alternates, "x-default": addresses.default(alternates, settings.languages)}
    entry = SubElement(root, "url")
    SubElement(entry, "loc").text = settings.site_url + url
    for lang, address in found.items():
        link = {"rel": "alternate", "hreflang": lang, "href": settings.site_url + address}
        SubElement(entry, "xhtml:link", link)


def robots(site_url: str) -> bytes:
    """Return a robots.txt that lets everybody in and names the sitemap."""
    where = f"Sitemap: {site_url}{addresses.SITEMAP}\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("kb", *parts))).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _document(root: Element) -> bytes:
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"

"""Feeds, sitemap, robots.txt and the editions for the 404 page: one file for each of them."""

import re
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from kb_build.site import addresses
from tests import expected
from tests.building import SITE_URL

EXAMPLES = sorted(Path(__file__).with_name("files").iterdir())
"""In their names `--` stands for a slash."""
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_file_is_as_the_example_has_it(path, manifest):
    expected.same_bytes(path, manifest.files[path.name.replace("--", "/")]())


def test_every_file_has_an_example(manifest):
    made = {one for one in manifest.files if not one.startswith(addresses.asset(""))}
    assert made == {path.name.replace("--", "/") for path in EXAMPLES}


def test_a_picture_is_there_as_its_writer_made_it(manifest, base_project):
    picture = (base_project / "docs/assets/ninja.svg").read_bytes()
    assert manifest.files["assets/ninja.svg"]() == picture


def test_the_sitemap_has_every_page_with_the_alternates_of_its_head(manifest):
    tree = etree.fromstring(manifest.files["sitemap.xml"]())
    found = {
        one.findtext("s:loc", namespaces=SITEMAP): {
            link.get("hreflang"): link.get("href") for link in one.findall("x:link", SITEMAP)
        }
        for one in tree.findall("s:url", SITEMAP)
    }
    heads = {SITE_URL + one.url: dict(one.page().head.alternates) for one in manifest}
    homes = {lang: f"{SITE_URL}{lang}/" for lang in ("it", "es", "el")}
    assert found == {**heads, SITE_URL: {**homes, "x-default": SITE_URL}}


@pytest.mark.parametrize("lang", ["it", "es", "el"])
def test_a_feed_is_valid_and_has_the_cases_of_its_language(manifest, lang):
    feed = feedparser.parse(manifest.files[f"{lang}/feed.xml"]())
    assert not feed.bozo
    assert (feed.version, feed.feed.language) == ("atom10", lang)
    links = {one.link.removeprefix(SITE_URL) for one in feed.entries}
    assert links == {url for url in manifest.pages if re.match(f"{lang}/cases/[a-z]", url)}
    for one in feed.entries:
        assert all(one.get(name) for name in ("id", "title", "summary", "published", "updated"))
        assert all(tag.term and tag.label for tag in one.tags)


def test_ids_of_feeds_do_not_depend_on_where_the_site_is_published(manifest, manifest_of):
    elsewhere = manifest_of(site_url="https://other.example.net/")
    assert ids(elsewhere) == ids(manifest)
    assert len(set(ids(manifest))) == len(ids(manifest))


def ids(manifest) -> list[str]:
    feeds = [feedparser.parse(manifest.files[f"{lang}/feed.xml"]()) for lang in ("it", "es")]
    return [one.id for feed in feeds for one in (feed.feed, *feed.entries)]


def test_a_feed_has_the_newest_cases_only(manifest_of, monkeypatch):
    from kb_build.site import feeds

    monkeypatch.setattr(feeds, "LENGTH", 1)
    feed = feedparser.parse(manifest_of().files["it/feed.xml"]())
    assert [one.title for one in feed.entries] == ["L’ultimo volo della sera"]


def test_a_site_without_address_has_no_sitemap_and_a_feed_with_relative_links(manifest_of):
    manifest = manifest_of(site_url="")
    assert "sitemap.xml" not in manifest.files
    assert manifest.files["robots.txt"]() == b"User-agent: *\nAllow: /\n"
    feed = feedparser.parse(manifest.files["it/feed.xml"]())
    assert {one.link for one in feed.entries} == {
        "../it/cases/late-flight/",
        "../it/cases/lost-ninja/",
    }

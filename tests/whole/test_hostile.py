"""Whatever stands in titles and fields is shown as it is, and never runs."""

import json
import re
import shutil

import feedparser
import pytest
import yaml
from lxml import html

from tests.building import run_kb

pytestmark = pytest.mark.site
EVIL = (
    """</title></script><script>alert(1)</script> <b>&amp; "q" 'a' ]]> {{ 7*7 }} {% x %} `\u202e`"""
)
SENTENCE = "Un testo con &lt;b&gt;, {{ 7*7 }} e 1 < 2 & 3 > 2."
FIELDS = ("title", "summary", "company")


@pytest.fixture(scope="module")
def hostile(base_project, tmp_path_factory):
    """A site whose texts try everything, built from a project in which checks find no fault."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    shutil.copytree(base_project, root)
    path = root / "cases" / "lost-ninja.md"
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    for name in FIELDS:
        fields[name] = f"{EVIL[:90]} {name}"[:100]
    fields["sources"][0] |= {"title": EVIL, "publisher": EVIL}
    fields["sources"][0].pop("url", None)
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{text}---\n{body}\n{SENTENCE}\n", "utf-8")
    labels = root / "translations/it/site.yml"
    words = labels.read_text("utf-8")
    labels.write_text(
        re.sub(r"^site_name: .*", "site_name: 'A & <b>\"B\"'", words, flags=re.MULTILINE)
    )
    done = run_kb("build", "--site-url", "https://example.org/", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site", fields


def pages(folder):
    for path in folder.rglob("*.html"):
        yield path, html.fromstring(path.read_text("utf-8"))


def test_no_page_has_a_script_but_those_of_the_theme(hostile):
    folder, _ = hostile
    for path, tree in pages(folder):
        assert not tree.xpath("//script[contains(., 'alert(1)') and not(@type)]"), path
        assert not tree.xpath("//title//*"), path
        assert not tree.xpath("//b"), path


def test_fields_are_shown_as_they_are(hostile):
    folder, fields = hostile
    tree = html.fromstring((folder / "it/cases/lost-ninja/index.html").read_text("utf-8"))
    assert tree.findtext(".//h1") == fields["title"]
    assert tree.findtext(".//title").startswith(fields["title"])
    assert tree.xpath("string(//p[@class='kb-lead'])") == fields["summary"]
    assert tree.xpath("string(//meta[@name='description']/@content)") == fields["summary"]
    assert tree.xpath("string(//dd[1])").strip() == fields["company"]
    assert EVIL in " ".join(tree.xpath("string(//ol[@class='kb-sources'])").split())
    assert "{{ 7*7 }} e 1 < 2 & 3 > 2." in tree.xpath("string(//article)")
    listing = html.fromstring((folder / "it/cases/index.html").read_text("utf-8"))
    assert fields["title"] in listing.xpath("//h2/a/text()")


def test_programs_read_the_same(hostile):
    folder, fields = hostile
    tree = html.fromstring((folder / "it/cases/lost-ninja/index.html").read_text("utf-8"))
    article = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert article["headline"] == fields["title"]
    assert article["citation"][0]["name"] == EVIL
    feed = (folder / "it/feed.xml").read_bytes()
    assert fields["title"] in [
        one.title for one in feedparser.parse(feed, sanitize_html=False).entries
    ]
    titles = json.loads((folder / "cases.json").read_text("utf-8"))
    assert titles["lost-ninja"]["it"]["title"] == fields["title"]


def test_the_name_of_the_site_is_escaped_wherever_it_stands(hostile):
    folder, _ = hostile
    tree = html.fromstring((folder / "it/index.html").read_text("utf-8"))
    assert tree.findtext(".//title").startswith('A & <b>"B"')
    assert tree.xpath("string(//a[contains(@class, 'md-logo')]/@aria-label)") == 'A & <b>"B"'

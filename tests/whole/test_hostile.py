"""Whatever is in titles, fields and labels is shown as it is, and never runs.

The site of this module has a fourth language, which is one folder of labels and one line of
configuration, and texts that try everything.
"""

import json
import re
import shutil

import feedparser
import pytest
import yaml
from lxml import html

from tests.building import run_kb
from tests.conftest import PROJECT

pytestmark = pytest.mark.site
EVIL = """</title></script><script>alert(1)</script> <b>&amp; "q" 'a' ]]> {{ 7*7 }} {% x %}"""
SENTENCE = "Un testo con &lt;b&gt;, {{ 7*7 }} e 1 < 2 & 3 > 2."
FIELDS = ("title", "summary", "company")
CASE = "cases/lost-ninja.md"
PORTUGUESE = """---
title: O ninja perdido
summary: Um rapaz perde o seu ninja no supermercado e escreve a quem o fabricou.
---
## O que aconteceu

O rapaz tem sete anos e perdeu o ninja no supermercado, embora o pai o tivesse avisado.

## O que fez a empresa

A empresa respondeu-lhe com uma carta muito simpática e mandou-lhe um ninja novo.

## Como acabou

A carta deu a volta ao mundo e o rapaz deixou o ninja em casa, como tinha prometido.

## O que aprendemos

Antes de responder, convém perguntar em que mundo foi escrita a mensagem do cliente.
"""
SECTIONS = {
    "situation": "O que aconteceu",
    "response": "O que fez a empresa",
    "outcome": "Como acabou",
    "lesson": "O que aprendemos",
    "reply": "Uma resposta possível",
    "questions": "Perguntas para debate",
}


@pytest.fixture(scope="module")
def folder(once):
    """The finished site; the checks find no fault in its project."""

    def fill(root):
        shutil.copytree(PROJECT, root, dirs_exist_ok=True)
        _, front, body = (root / CASE).read_text("utf-8").split("---\n", 2)
        text = yaml.safe_dump(evil(front), allow_unicode=True, sort_keys=False)
        (root / CASE).write_text(f"---\n{text}---\n{body}\n{SENTENCE}\n", "utf-8")
        _change(root / "translations/it/site.yml", {"site_name": 'A & <b>"B"'})
        _speak_portuguese(root)
        done = run_kb("build", "--site-url", "https://example.org/", cwd=root)
        assert done.returncode == 0, done.stderr

    return once("hostile", fill) / "site"


@pytest.fixture(scope="module")
def fields():
    """The front matter of the evil case."""
    return evil((PROJECT / CASE).read_text("utf-8").split("---\n", 2)[1])


def evil(front):
    fields = yaml.safe_load(front)
    for name in FIELDS:
        fields[name] = f"{EVIL[:90]} {name}"[:100]
    fields["sources"][0] |= {"title": EVIL, "publisher": EVIL}
    del fields["sources"][0]["url"]
    return fields


def _change(path, labels):
    words = yaml.safe_load(path.read_text("utf-8")) | labels
    path.write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")


def _speak_portuguese(root):
    labels = root / "translations/pt"
    shutil.copytree(root / "translations/it", labels)
    names = {"language_name": "Português", "site_name": "Casos", "sections": SECTIONS}
    _change(labels / "site.yml", names)
    (labels / "lost-ninja.md").write_text(PORTUGUESE, "utf-8")
    settings = root / "mkdocs.yml"
    text = re.sub(r"languages: \[(.*)\]", r"languages: [\1, pt]", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")


def read(folder, url):
    return html.fromstring((folder / url / "index.html").read_text("utf-8"))


def test_no_page_has_a_script_but_those_of_the_theme(folder):
    for path in folder.rglob("*.html"):
        tree = html.fromstring(path.read_text("utf-8"))
        assert not tree.xpath("//script[contains(., 'alert(1)') and not(@type)]"), path
        assert not tree.xpath("//title//*"), path
        assert not tree.xpath("//b"), path


def test_fields_are_shown_as_they_are(folder, fields):
    tree = read(folder, "it/cases/lost-ninja")
    assert tree.findtext(".//h1") == fields["title"]
    assert tree.findtext(".//title").startswith(fields["title"])
    assert tree.xpath("string(//p[@class='kb-lead'])") == fields["summary"]
    assert tree.xpath("string(//meta[@name='description']/@content)") == fields["summary"]
    assert tree.xpath("string(//dd[1])").strip() == fields["company"]
    assert EVIL in " ".join(tree.xpath("string(//ol[@class='kb-sources'])").split())
    assert "{{ 7*7 }} e 1 < 2 & 3 > 2." in tree.xpath("string(//article)")
    assert fields["title"] in read(folder, "it/cases").xpath("//h2/a/text()")


def test_programs_read_the_same(folder, fields):
    tree = read(folder, "it/cases/lost-ninja")
    article = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert article["headline"] == fields["title"]
    assert article["citation"][0]["name"] == EVIL
    feed = feedparser.parse((folder / "it/feed.xml").read_bytes(), sanitize_html=False)
    assert fields["title"] in [one.title for one in feed.entries]
    editions = json.loads((folder / "not-found/l.json").read_bytes())
    assert editions["lost-ninja"]["it"]["title"] == fields["title"]


def test_the_name_of_the_site_is_escaped_wherever_it_is_shown(folder):
    tree = read(folder, "it")
    assert tree.findtext(".//title").startswith('A & <b>"B"')
    assert tree.xpath("string(//a[contains(@class, 'md-logo')]/@aria-label)") == 'A & <b>"B"'


def test_the_pages_of_a_new_language_speak_it_and_list_every_case(folder):
    assert "Português" in read(folder, ".").xpath("//strong/text()")
    assert read(folder, "pt/cases").get("lang") == "pt"
    assert len(read(folder, "pt/cases").cssselect(".kb-card")) == 3
    case = read(folder, "pt/cases/lost-ninja")
    ids = case.xpath("//div[contains(@class, 'kb-case')]/section/@id")
    assert ids == ["situation", "response", "outcome", "lesson"]
    assert "Reino Unido" in case.text_content()


def test_every_edition_names_the_new_language(folder):
    for lang in ("it", "es", "el", "pt"):
        page = read(folder, f"{lang}/cases/lost-ninja")
        assert page.cssselect(".md-select__link")[-1].get("hreflang") == "pt"
        assert "pt" in page.xpath("//link[normalize-space(@rel)='alternate']/@hreflang")
    assert 'href="/pt/cases/"' in (folder / "404.html").read_text("utf-8")

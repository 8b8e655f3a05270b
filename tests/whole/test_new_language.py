"""A fourth language is one folder of labels and one line of configuration."""

import re
import shutil

import feedparser
import pytest
import yaml
from lxml import etree, html

from tests.building import run_kb

pytestmark = pytest.mark.site
SECTIONS = {
    "situation": "O que aconteceu",
    "response": "O que fez a empresa",
    "outcome": "Como acabou",
    "lesson": "O que aprendemos",
    "reply": "Uma resposta possível",
    "questions": "Perguntas para debate",
}
CASE = """---
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


@pytest.fixture(scope="module")
def portuguese(base_project, tmp_path_factory):
    """The base project in four languages."""
    root = tmp_path_factory.mktemp("portuguese") / "project"
    shutil.copytree(base_project, root)
    folder = root / "translations" / "pt"
    shutil.copytree(root / "translations" / "it", folder)
    for path in folder.glob("*.md"):
        path.unlink()
    labels = yaml.safe_load((folder / "site.yml").read_text("utf-8"))
    labels |= {"language_name": "Português", "site_name": "Casos", "sections": SECTIONS}
    (folder / "site.yml").write_text(yaml.safe_dump(labels, allow_unicode=True))
    (folder / "lost-ninja.md").write_text(CASE, "utf-8")
    configuration = root / "mkdocs.yml"
    text = re.sub(r"languages: \[(.*)\]", r"languages: [\1, pt]", configuration.read_text("utf-8"))
    configuration.write_text(text, "utf-8")
    done = run_kb("build", "--site-url", "https://example.org/", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def read(folder, url):
    return html.fromstring((folder / url / "index.html").read_text("utf-8"))


def test_the_first_page_offers_it(portuguese):
    assert "Português" in read(portuguese, ".").xpath("//strong/text()")


def test_its_pages_are_in_portuguese_and_list_every_case(portuguese):
    listing = read(portuguese, "pt/cases")
    assert listing.get("lang") == "pt"
    assert len(listing.xpath("//li[@class='kb-card']")) == 3
    case = read(portuguese, "pt/cases/lost-ninja")
    assert case.xpath("//h2/@id")[:4] == ["situation", "response", "outcome", "lesson"]
    assert "Regno Unito" not in case.text_content()
    assert "Reino Unido" in case.text_content()


def test_the_switcher_and_the_alternates_of_every_edition_name_it(portuguese):
    for lang in ("it", "es", "el", "pt"):
        page = read(portuguese, f"{lang}/cases/lost-ninja")
        assert page.xpath("//a[contains(@class, 'md-select__link')]/@hreflang")[-1] == "pt"
        assert "pt" in page.xpath("//link[normalize-space(@rel)='alternate']/@hreflang")


def test_sitemap_feed_status_and_404_know_it(portuguese):
    assert b"https://example.org/pt/cases/lost-ninja/" in (portuguese / "sitemap.xml").read_bytes()
    etree.parse(portuguese / "sitemap.xml")
    feed = feedparser.parse((portuguese / "pt/feed.xml").read_bytes())
    assert [one.title for one in feed.entries] == ["O ninja perdido"]
    assert "Português" in read(portuguese, "it/status").xpath("//th/text()")
    assert 'href="/pt/cases/"' in (portuguese / "404.html").read_text("utf-8")

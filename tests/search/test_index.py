"""What Pagefind gets to read, and what lies beside its index."""

import gzip
import json

import pytest
from lxml import html

from kb_build.content.targets import case_url
from kb_build.search import pagefind as search
from tests.building import run_kb

RENDERED = """<!doctype html><html lang="it"><body><header>Intestazione</header>
<article><nav>Percorso</nav><h1>L’orario &amp; <em>noi</em></h1>
<p class="kb-lead">In breve &lt;b&gt;</p>
<section class="kb-facts">Scheda</section>
<div class="kb-prose kb-case"><h2 id="situation">Com’è andata</h2>
<p>Un &lt;script&gt; qui.</p></div>
<section><h2 id="related">Casi simili</h2></section></article></body></html>"""


@pytest.fixture(scope="module")
def prepared():
    return search.extract(RENDERED, "Rimborso, soldi indietro")


def test_only_title_summary_text_and_terms_are_indexed(prepared):
    page, text = prepared
    for word in ("orario", "In breve", "andata", "Rimborso"):
        assert word in page
        assert word in text
    for word in ("Intestazione", "Percorso", "Scheda", "Casi simili"):
        assert word not in page
        assert word not in text


def test_apostrophes_are_straight_and_text_stays_text(prepared):
    page, _ = prepared
    tree = html.fromstring(page)
    assert tree.findtext(".//h1") == "L'orario & noi"
    assert tree.find(".//script") is None
    assert tree.xpath("//h2/@id") == ["situation"]
    assert tree.xpath("string(//p[@data-pagefind-meta='summary'])") == "In breve <b>"


def test_title_and_summary_weigh_more_than_the_text(prepared):
    tree = html.fromstring(prepared[0])
    assert tree.xpath("//p[@data-pagefind-meta='summary']/@data-pagefind-weight") == ["4"]
    assert tree.xpath("//h6/following-sibling::p/@data-pagefind-weight") == ["3"]


@pytest.fixture(params=["it", "es", "el"])
def beside(request, built):
    folder = built.folder / request.param / "pagefind"
    data, shelf = (
        json.loads((folder / name).read_bytes()) for name in ("search.json", "shelf.json")
    )
    return request.param, folder, data, shelf


def test_the_index_has_the_cases_and_the_written_pages_of_its_language_only(beside, built):
    lang, folder, data, _ = beside
    urls = {
        json.loads(gzip.decompress(one.read_bytes())[12:])["url"]
        for one in folder.glob("fragment/*")
    }
    cases = {f"/cases/{case.id}/" for case in built.library.cases.values() if lang in case.editions}
    written = {"/" if name == "index" else f"/{name}/" for name in built.library.pages[lang]}
    assert urls == cases | written
    assert data["entry"]["languages"]["zz"]["page_count"] == len(urls)


def test_the_shelf_has_every_case_and_leads_to_the_readers_language(beside, built):
    lang, folder, _, shelf = beside
    assert len(shelf["pages"]) == len(built.library.cases)
    for place in shelf["pages"]:
        name, *other = reversed(place.split("/"))
        there = folder.parents[1] / (other[0] if other else lang) / "pagefind"
        page = json.loads(
            gzip.decompress((there / f"fragment/{name}.pf_fragment").read_bytes())[12:]
        )
        case = built.library.cases[page["url"].split("/")[2]]
        assert bool(other) == (lang not in case.editions)
        row = shelf["pages"].index(place)
        assert shelf["facts"]["tag"][row].split() == list(case.fields.tags)
        assert shelf["facts"]["outcome"][row] == case.fields.outcome
        assert (built.folder / case_url(case.best(lang).text.lang, case.id)).is_dir()


def test_nothing_is_shipped_that_the_search_does_not_use(beside):
    _, folder, _, _ = beside
    assert {path.suffix or path.name for path in folder.iterdir()} == {
        *(".js", ".json", ".pf_meta", ".pagefind", "fragment", "index")
    }


def test_the_same_project_gives_the_same_bytes_whatever_the_number_of_processes(make_project):
    root = make_project()
    for jobs in ("1", "4"):
        assert (
            run_kb("build", "--jobs", jobs, "--site-dir", f"site-{jobs}", cwd=root).returncode == 0
        )
    one, four = (
        {
            path.relative_to(root / name): path.read_bytes()
            for path in (root / name).rglob("*")
            if path.is_file()
        }
        for name in ("site-1", "site-4")
    )
    assert one == four


def test_greek_is_indexed_without_accents_and_shown_with_them(built):
    assert search.plain("Εξυπηρέτηση, atención, año, ΐ") == "Εξυπηρετηση, atención, año, ι"
    folder = built.folder / "el" / "pagefind" / "fragment"
    texts = [gzip.decompress(path.read_bytes()).decode() for path in folder.iterdir()]
    assert any("εξυπηρέτηση" in text for text in texts)

"""Entries in, files out: what can be found, and what lies beside the index."""

import base64
import gzip
import json
import random
from dataclasses import replace

import pytest

from kb_build.errors import KbError
from kb_build.search import pagefind
from kb_build.search.data import FOLDER, SEARCH
from kb_build.search.entries import Entry, Section, case_terms, plain_text, sections
from tests.building import tree
from tests.core import samples
from tests.search.labels import ITALIAN

FIRST = Entry(
    "cases/lost-ninja/",
    "L’orario & noi",
    "In breve <b>",
    "Rimborso, soldi indietro",
    '<h2 id="situation">Com’è andata</h2>\n<p>Un &lt;script&gt; qui.</p>',
    "Com’è andata Un <script> qui.",
)
SECOND = Entry("", "Home", "Benvenuti", "", "<p>Tutti i casi.</p>", "Tutti i casi.")
DATA = {"terms": {}}


@pytest.fixture
def make(tmp_path):
    """Return a function that makes the index of some entries in a new folder."""

    def index(*entries, lang="it", tell=lambda _: None):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        assert pagefind.index(pagefind.Index(lang, entries, DATA, folder), tell)[0] == lang
        return folder

    return index


def test_every_page_has_a_fragment_under_the_id_that_pagefind_knows(make):
    folder = make(FIRST, SECOND)
    ids = pagefind.ids(folder)
    assert ids.keys() == {FIRST.url, SECOND.url}
    files = {path.stem: path for path in (folder / FOLDER / "fragment").iterdir()}
    assert files.keys() == set(ids.values())
    assert json.loads(files[ids[FIRST.url]].read_bytes()) == {
        "url": "cases/lost-ninja/",
        "title": "L’orario & noi",
        "summary": "In breve <b>",
        "sections": [{"anchor": "situation", "title": "Com’è andata", "text": "Un <script> qui."}],
    }


def test_the_word_list_has_title_summary_text_and_terms(make):
    found = json.loads((make(FIRST, SECOND) / FOLDER / SEARCH).read_bytes())
    listed = {line.split(" ")[0][1:] for line in found["words"].split("\n")}
    assert {"orario", "breve", "andata", "indietro", "benvenuti", "casi"} <= listed
    assert found["entry"]["languages"]["zz"]["page_count"] == 2
    assert found["terms"] == {}


def test_nothing_is_written_that_the_scripts_do_not_use(make):
    folder = make(FIRST)
    assert {path.name for path in folder.iterdir()} == {FOLDER, pagefind.IDS}
    written = {path.relative_to(folder / FOLDER) for path in (folder / FOLDER).iterdir()}
    assert {path.suffix or path.name for path in written} == {
        *(".js", ".json", ".pf_meta", ".pagefind", "fragment", "index")
    }


def test_the_same_entries_give_the_same_bytes_in_any_order(make):
    entries = [replace(FIRST, url=f"cases/case-{n}/", title=f"Caso {n}") for n in range(60)]
    shuffled = random.Random(0).sample(entries, len(entries))
    assert tree(make(*entries)) == tree(make(*shuffled))


def test_progress_counts_each_page_and_the_index(make):
    done = []
    make(*(replace(FIRST, url=f"cases/case-{n}/") for n in range(230)), tell=done.append)
    assert sum(done) == 231


def test_a_language_without_pages_has_an_index_too(make):
    assert pagefind.ids(make()) == {}


def test_an_index_that_is_kept_is_known_by_all_that_goes_into_it():
    same = pagefind.digest("it", [FIRST, SECOND], DATA)
    assert same == pagefind.digest("it", [SECOND, FIRST], DATA)
    others = {
        pagefind.digest("es", [FIRST, SECOND], DATA),
        pagefind.digest("it", [FIRST], DATA),
        pagefind.digest("it", [replace(FIRST, terms=""), SECOND], DATA),
        pagefind.digest("it", [FIRST, SECOND], {"terms": {"tag": {}}}),
    }
    assert len(others | {same}) == 5


def test_accents_of_other_letters_than_latin_are_not_indexed():
    assert pagefind.plain("εξυπηρέτηση, atención, año, ΐ") == "εξυπηρετηση, atención, año, ι"


def test_a_failure_of_pagefind_is_reported(make, monkeypatch):
    monkeypatch.setattr(pagefind, "_html", lambda _: None)  # it expects a text
    with pytest.raises(KbError, match=r"Pagefind [\d.]+ failed: .+"):
        make(FIRST)


def test_a_page_without_fragment_is_reported(make, monkeypatch):
    monkeypatch.setattr(pagefind, "_ids", lambda _: {})
    with pytest.raises(KbError, match="has not made a fragment of each page"):
        make(FIRST)


def test_a_page_without_words_has_a_fragment(make):
    assert pagefind.ids(make(Entry("x/", "?!", "", "", "", ""))).keys() == {"x/"}


@pytest.fixture(scope="module")
def files():
    """What Pagefind makes of one page."""
    page = pagefind._Page(["uno"], ["due"], ["tre"], ["quattro"])
    return pagefind._run([FIRST], [page], lambda _: None)


class TestFormatsOfPagefind:
    """These are private to Pagefind. When a test fails, see what its new version has changed."""

    def test_each_page_has_one_fragment_that_begins_with_its_address(self, files):
        fragments = [name for name in files if pagefind._FRAGMENT_RE.fullmatch(name)]
        assert len(fragments) == 1, "fragments are no longer fragment/<id>.pf_fragment"
        assert pagefind._ids(files).keys() == {FIRST.url}, "fragments name pages in another way"

    def test_the_scripts_load_these_files(self, files):
        kinds = {"pagefind.js", "wasm.unknown.pagefind"}
        needed = set(filter(pagefind._NEEDED_RE.fullmatch, files))
        assert needed >= kinds, "Pagefind's program has other names"
        rest = {name.rpartition(".")[2] for name in needed - kinds}
        assert rest == {"pf_meta", "pf_index"}, "the index consists of other files"

    def test_what_is_left_out_belongs_to_pagefinds_own_interfaces(self, files):
        left = {
            name
            for name in files
            if not pagefind._NEEDED_RE.fullmatch(name) and "fragment/" not in name
        }
        unknown = {name for name in left if not name.startswith("pagefind-")}
        assert not unknown, f"Pagefind writes files that it did not write before: {unknown}"

    def test_the_entry_names_the_index_of_each_language(self, files):
        assert "pagefind-entry.json" in files, "the entry has another name"
        entry = json.loads(base64.b64decode(files["pagefind-entry.json"]))
        assert entry["languages"]["zz"].keys() == {"hash", "wasm", "page_count"}, (
            "the entry has another form"
        )


@pytest.mark.parametrize(
    "content", [b"pagefind_new{}", b'pagefind_dcd{"id":1,"url":"x"}'], ids=["signature", "order"]
)
def test_another_form_of_fragment_is_reported(content):
    packed = base64.b64encode(gzip.compress(content)).decode()
    with pytest.raises(KbError, match="writes fragments in another form"):
        pagefind._ids({"fragment/zz_1.pf_fragment": packed})


def test_sections_begin_at_headings_with_an_id():
    prose = (
        '<p>Prima.</p>\n<section>\n<h2 class="x" id="uno">Il <em>primo</em></h2>\n<p>A</p>\n'
        '<h5 id="no">piccolo</h5></section>\n<h3 id="due">Due &amp; tre</h3><ul>\n<li>B</li></ul>'
    )
    assert list(sections(prose)) == [
        Section("", "", "Prima."),
        Section("uno", "Il primo", "A piccolo"),
        Section("due", "Due & tre", "B"),
    ]


def test_words_end_at_blocks_and_not_at_emphasis():
    assert plain_text("<td>a</td><td>b<strong>c</strong></td><br />d") == "a bc d"


def test_a_case_is_found_by_company_country_labels_and_synonyms():
    library = samples.library(samples.original(tags=["empathy", "refund", "empathy"], country="IT"))
    assert case_terms(library.cases["ninja"], ITALIAN) == (
        "LEGO. Italia. Empatia. Rimborso, soldi indietro. Giocattoli. E-mail. Eccellente"
    )

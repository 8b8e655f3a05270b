"""Entries in, files out: what can be found, and what lies beside the index."""

import random
from dataclasses import replace

import msgspec
import pytest

from kb_build.search import index as indexing
from kb_build.search.data import CHUNK, FRAGMENT, SEARCH
from kb_build.search.entries import Entry, Section, plain_text, sections

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


def build(*entries, lang="it", tell=lambda _: None):
    return indexing.build(lang, entries, DATA, tell)


def search(made):
    return msgspec.json.decode(made.files[SEARCH])


def words(made):
    """Return the words of all chunks in the order in which they are written."""
    names = [CHUNK.format(id=found) for _, found in search(made)["chunks"]]
    return [word for name in names for word, _ in msgspec.json.decode(made.files[name])]


def test_every_page_has_a_fragment_under_its_id():
    made = build(FIRST, SECOND)
    assert made.ids.keys() == {FIRST.url, SECOND.url}
    assert msgspec.json.decode(made.files[FRAGMENT.format(id=made.ids[FIRST.url])]) == {
        "url": "cases/lost-ninja/",
        "title": "L’orario & noi",
        "summary": "In breve <b>",
        "sections": [{"anchor": "situation", "title": "Com’è andata", "text": "Un <script> qui."}],
    }


def test_the_index_and_the_word_list_have_title_summary_text_and_terms():
    made = build(FIRST, SECOND)
    listed = {line.split(" ")[0][1:] for line in search(made)["words"].split("\n")}
    assert {"orario", "breve", "andata", "indietro", "benvenuti", "casi"} <= listed
    assert {"orario", "breve", "andata", "indietro", "benvenuti", "casi"} <= set(words(made))
    assert search(made)["terms"] == {}


def test_pages_are_named_in_the_order_of_their_rows():
    made = build(FIRST, SECOND)
    assert search(made)["pages"] == [made.ids[SECOND.url], made.ids[FIRST.url]]
    (_, chunk), *_ = search(made)["chunks"]
    entries = dict(msgspec.json.decode(made.files[CHUNK.format(id=chunk)]))
    assert list(entries["casi"].values()) == [[0]]
    assert list(entries["qui"].values()) == [[1]]


def test_the_names_of_chunks_and_fragments_change_with_their_content():
    before, after = build(FIRST, SECOND), build(FIRST, replace(SECOND, title="Casa"))
    same = before.files.keys() & after.files.keys()
    assert same == {SEARCH, FRAGMENT.format(id=before.ids[FIRST.url])}


def test_the_same_entries_give_the_same_bytes_in_any_order():
    entries = [replace(FIRST, url=f"cases/case-{n}/", title=f"Caso {n}") for n in range(60)]
    shuffled = random.Random(0).sample(entries, len(entries))
    assert build(*entries) == build(*shuffled)


@pytest.mark.parametrize("pages", [0, 99, 100, 230])
def test_progress_counts_each_page(pages):
    done = []
    build(*(replace(FIRST, url=f"cases/case-{n}/") for n in range(pages)), tell=done.append)
    assert sum(done) == pages


def test_a_language_without_pages_has_an_index_too():
    made = build()
    assert (made.ids, made.files.keys()) == ({}, {SEARCH})
    assert (search(made)["pages"], search(made)["chunks"]) == ([], [])


def test_a_page_without_words_has_a_fragment():
    assert build(Entry("x/", "?!", "", "", "", "")).ids.keys() == {"x/"}


def test_an_index_that_is_kept_is_known_by_all_that_goes_into_it():
    same = indexing.digest("it", [FIRST, SECOND], DATA)
    assert same == indexing.digest("it", [SECOND, FIRST], DATA)
    others = {
        indexing.digest("es", [FIRST, SECOND], DATA),
        indexing.digest("it", [FIRST], DATA),
        indexing.digest("it", [replace(FIRST, terms=""), SECOND], DATA),
        indexing.digest("it", [FIRST, SECOND], {"terms": {"tag": {}}}),
    }
    assert len(others | {same}) == 5


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

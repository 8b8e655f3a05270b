"""The inverted index: scores by hand, and words that are cut into chunks and found again."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_build.search import chunks as chunks_module
from kb_build.search.chunks import chunks
from kb_build.search.postings import BOOSTS, K1, LEVELS, B, Fields, invert
from kb_build.text.normal import plain


def fields(title="", summary="", text="", terms=""):
    return Fields(title.split(), summary.split(), text.split(), terms.split())


def impact(index, word, row=0):
    (found,) = [level for level, rows in index[word].items() if row in rows]
    return found


@pytest.mark.parametrize(("field", "boost"), list(zip(Fields._fields, BOOSTS, strict=True)))
def test_a_word_in_a_field_of_mean_length_scores_by_its_boost(field, boost):
    index = invert([fields(**{field: "uno due"})] * 3)
    assert index["uno"] == {round(LEVELS * boost / (K1 + boost)): [0, 1, 2]}


def test_fields_add_up_and_occurrences_saturate():
    index = invert([fields(title="uno", text="uno uno due due")])
    assert impact(index, "uno") == round(LEVELS * 9 / (K1 + 9))
    assert impact(index, "due") == round(LEVELS * 2 / (K1 + 2))


def test_words_of_long_texts_score_less():
    index = invert([fields(text="uno"), fields(text="uno due tre")])
    expected = [1 / (1 - B + B * length / 2) for length in (1, 3)]
    assert [impact(index, "uno", row) for row in (0, 1)] == [
        round(LEVELS * one / (K1 + one)) for one in expected
    ]


def test_no_word_has_an_impact_beyond_the_levels_or_none_at_all():
    long = fields(text=" ".join(f"w{n}" for n in range(5000)))
    index = invert([fields(title="uno " * 500, text="uno " * 5000), *[fields(text="a")] * 99, long])
    levels = {level for postings in index.values() for level in postings}
    assert min(levels) >= 1
    assert max(levels) <= LEVELS


def test_pages_without_words_do_no_harm():
    assert invert([]) == {}
    (rows,) = invert([fields(), fields(text="uno")])["uno"].values()
    assert rows == [1]


WORDS = st.text(st.sampled_from("aàbñνςσ𐐨\uffee1"), min_size=1, max_size=4)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.dictionaries(
        WORDS,
        st.dictionaries(
            st.integers(1, LEVELS),
            st.lists(st.integers(0, 300), min_size=1, unique=True).map(sorted),
            min_size=1,
            max_size=3,
        ),
        max_size=30,
    )
)
def test_every_word_is_in_the_chunk_where_the_browser_looks(index):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks_module, "SIZE", 60)
        made = list(chunks(index))
    firsts = [key(one.first) for one in made]
    assert firsts == sorted(set(firsts))
    found = {}
    for number, chunk in enumerate(made):
        for word, postings in msgspec.json.decode(chunk.content):
            place = sum(first <= key(plain(word)) for first in firsts) - 1
            assert place == number
            found[word] = {int(level): summed(deltas) for level, deltas in postings.items()}
    assert found == index


def key(text):
    """Return what sorts a text as JavaScript does."""
    return text.encode("utf-16-be")


def summed(deltas):
    return [sum(deltas[: at + 1]) for at in range(len(deltas))]

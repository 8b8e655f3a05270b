"""Links between addresses lead where they should, as browsers resolve them."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.render.fill import joined
from kb_build.site import addresses
from kb_build.site.addresses import relative
from tests.core.strategies import steady

ROOT = "https://example.org/some/base/"
LANGUAGES = ("it", "es", "el")
names = st.sampled_from(["it", "es", "cases", "tags", "a", "lost-ninja", "page", "2"])
pages = st.lists(names, max_size=5).map(lambda parts: "".join(f"{part}/" for part in parts))
targets = st.tuples(pages, st.sampled_from(["", "", "feed.xml", "a.svg"])).map("".join)


@steady
@given(targets, pages)
def test_a_relative_link_leads_back_to_its_address(target, here):
    link = relative(target, here)
    assert joined(here, link) == target
    assert urljoin(ROOT + here, link) == ROOT + target


@steady
@given(targets, pages)
def test_a_relative_link_is_never_empty_and_never_goes_up_in_vain(target, here):
    link = relative(target, here)
    assert link
    up = link.count("../")
    assert up <= here.count("/")
    rest = link[3 * up :].removeprefix("./")
    assert ".." not in rest
    if up and "/" in rest:
        assert rest.split("/")[0] != here.split("/")[here.count("/") - up]


def test_addresses_are_distinct():
    found = [
        addresses.CHOOSER,
        addresses.SITEMAP,
        addresses.editions("a"),
        addresses.asset("a"),
        *(one(lang) for one in (addresses.home, addresses.cases) for lang in LANGUAGES),
        *(one(lang) for one in (addresses.feed, addresses.search) for lang in LANGUAGES),
        *(addresses.case(lang, "a") for lang in LANGUAGES),
        *(addresses.page(lang, "a") for lang in LANGUAGES),
        *(addresses.terms(lang, "tags") for lang in LANGUAGES),
        *(addresses.term(lang, "tags", "a") for lang in LANGUAGES),
        *(addresses.numbered(addresses.cases(lang), 2) for lang in LANGUAGES),
    ]
    assert len(set(found)) == len(found)
    assert not [one for one in found if one.startswith("/") or "//" in one]


def test_the_first_page_of_a_list_has_the_address_of_the_list():
    assert addresses.numbered("it/cases/", 1) == "it/cases/"
    assert addresses.numbered("it/cases/", 12) == "it/cases/page/12/"


@pytest.mark.parametrize(
    ("alternates", "expected"),
    [
        ({"it": "it/", "es": "es/", "el": "el/"}, addresses.CHOOSER),
        ({"el": "el/a/", "es": "es/a/"}, "es/a/"),
        ({"el": "el/a/"}, "el/a/"),
        ({"it": "it/a/", "el": "el/a/"}, "it/a/"),
    ],
)
def test_readers_of_another_language_get_the_choice_or_the_first_language(alternates, expected):
    assert addresses.default(alternates, LANGUAGES) == expected

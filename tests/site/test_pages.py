"""Each page as a value: one example is one file, with the address and the whole page.

To add an example, write a file in `pages/` with what is `given`, and let `KB_UPDATE_GOLDEN=1`
write what is to be expected of it.
"""

from pathlib import Path

import msgspec
import pytest
import yaml

from kb_build.errors import KbError
from kb_build.site import addresses
from kb_build.site.manifest import generate
from kb_build.site.page import Kind
from tests import expected
from tests.conftest import EXTENSION, contents

EXAMPLES = sorted(Path(__file__).with_name("pages").glob("*.yml"))


def given(path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))["given"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_is_as_the_example_has_it(path, manifest_of):
    told = given(path)
    rest = {name: value for name, value in told.items() if name not in ("address", "without")}
    without = dict.fromkeys(told.get("without", ()))
    page = manifest_of(without, **rest).pages[told["address"]].page()
    expected.same_value(path, told, msgspec.json.decode(msgspec.json.encode(page)))


def test_every_kind_of_page_has_an_example(manifest):
    shown = {manifest.pages[one["address"]].kind for one in map(given, EXAMPLES) if len(one) == 1}
    assert shown == set(Kind)


def test_the_site_has_these_addresses_and_no_others(manifest):
    found = sorted([*manifest.pages, *manifest.files])
    expected.same_bytes(Path(__file__).with_name("addresses.txt"), "\n".join([*found, ""]).encode())


def test_a_page_is_what_its_recipe_says(manifest):
    for recipe in manifest:
        page = recipe.page()
        for name in ("url", "lang", "kind", "tab", "depth"):
            assert getattr(page, name) == getattr(recipe, name), (recipe.url, name)


def test_editions_of_a_page_name_each_other_and_the_page_itself(manifest):
    for recipe in manifest:
        assert recipe.alternates[recipe.lang] == recipe.url
        for url in recipe.alternates.values():
            assert manifest.pages[url].alternates == recipe.alternates, (recipe.url, url)


def test_the_switcher_leads_to_the_same_page_or_says_that_it_leads_home(manifest):
    for recipe in manifest:
        for choice in recipe.page().switcher:
            there = recipe.alternates.get(choice.lang, addresses.home(choice.lang))
            assert choice.url == addresses.relative(there, recipe.url)
            assert bool(choice.note) == (choice.lang not in recipe.alternates)
            assert choice.here == (choice.lang == recipe.lang)


@pytest.mark.parametrize("drafts", [False, True], ids=["the site", "the preview"])
def test_a_draft_is_nowhere_on_the_site_and_everywhere_in_the_preview(manifest_of, drafts):
    manifest = manifest_of(drafts=drafts)
    pages = [msgspec.json.encode(one.page()) for one in manifest]
    files = [content() for address, content in manifest.files.items() if "/assets/" not in address]
    assert any(b"a-draft" in one or b"La giacca" in one for one in pages + files) == drafts
    assert ("it/cases/a-draft/" in manifest.pages) == drafts
    assert ("it/tags/outage/" in manifest.pages) == drafts


def test_two_pages_with_one_address_are_no_site(assemble):
    # The checks report such a page (KB012); the site does not rely on it.
    text = contents(EXTENSION)["docs/it/about.md"]
    with pytest.raises(KbError, match="two pages of the site have the address /it/tags/"):
        generate(assemble({"docs/it/tags.md": text}))


def test_a_page_and_a_file_with_one_address_are_no_site(manifest_of):
    manifest = manifest_of()
    with pytest.raises(KbError, match=r"the address /robots\.txt"):
        manifest.add_file("robots.txt", bytes)
    with pytest.raises(KbError, match="the address /it/"):
        manifest.add(manifest.pages["it/"])


@pytest.mark.parametrize(("size", "pages"), [(1, 4), (2, 2), (3, 2), (4, 1), (1000, 1)])
def test_a_long_list_has_each_case_once_the_newest_first(manifest_of, size, pages):
    manifest = manifest_of(page_size=size)
    urls = [addresses.numbered("it/cases/", number) for number in range(1, pages + 1)]
    views = [manifest.pages[url].page().view for url in urls]
    newest = ["late-flight", "cold-soup", "lost-ninja-seen-from-the-desk", "lost-ninja"]
    assert [card.url.split("/")[-2] for view in views for card in view.cards] == newest
    assert addresses.numbered("it/cases/", pages + 1) not in manifest.pages
    assert [view.browse for view in views] == [True] + [False] * (pages - 1)

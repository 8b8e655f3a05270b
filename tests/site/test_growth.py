"""What a project may add without any change of the code: terms of the vocabulary, a language."""

import pytest
from lxml import html

from kb_build.render.fill import Filler
from kb_build.render.markdown import EMPTY
from kb_build.site.manifest import generate
from kb_build.site.page import Kind
from tests.conftest import EXTENSION, PROJECT, contents

TERM = {
    "outcomes": (
        "  recovered:",
        "  settled:\n    label: Settled\n    description: A court has spoken.\n",
    ),
    "sectors": (
        "  airline:",
        "  space-travel:\n    label: Space\n    description: Rockets and hotels.\n",
    ),
}
"""For each kind the first line of a term of now, and what is put before it."""
CASE = "cases/lost-ninja.md"


@pytest.fixture(scope="module")
def grown(assemble):
    """The extended project with a fourth outcome and one more sector, which a case bears."""
    files = contents(PROJECT)
    changed = contents(EXTENSION)
    for lang in ("it", "es", "el"):
        path = f"translations/{lang}/vocabulary.yml"
        text = files[path].decode()
        for before, term in TERM.values():
            assert text.count(f"\n{before}\n") == 1
            text = text.replace(f"\n{before}\n", f"\n{term}{before}\n")
        changed[path] = text.encode()
    text = files[CASE].decode().replace("outcome: excellent", "outcome: settled")
    changed[CASE] = text.replace("sector: toys", "sector: space-travel").encode()
    return assemble(changed)


def gaps_of(project, page):
    """Return the HTML of a page but for its text."""
    return Filler(project.settings, project.labels[page.lang], {}).gaps(page, EMPTY)


def test_a_new_outcome_and_a_new_sector_have_lists_and_stand_on_cards_and_cases(grown):
    manifest = generate(grown)
    for lang in ("it", "es", "el"):
        for url in (f"{lang}/outcomes/settled/", f"{lang}/sectors/space-travel/"):
            (card,) = manifest.pages[url].page().view.cards
            assert (card.outcome, card.outcome_id, card.sector) == ("Settled", "settled", "Space")
            assert card.url == "../../cases/lost-ninja/"
        case = manifest.pages[f"{lang}/cases/lost-ninja/"].page()
        facts = {one.value.label: one.value.url for one in case.view.facts}
        assert facts["Settled"] == "../../outcomes/settled/"
        assert facts["Space"] == "../../sectors/space-travel/"
        shown = html.fromstring(gaps_of(grown, manifest.pages[f"{lang}/cases/"].page())["article"])
        assert shown.xpath("//*[@data-outcome='settled']/text()") == ["Settled"]


def test_every_page_can_be_shown_and_no_name_in_its_template_is_undefined(grown):
    seen = set()
    for recipe in generate(grown, drafts=True):
        page = recipe.page()
        gaps = gaps_of(grown, page)
        assert html.fromstring(gaps["article"]).xpath("count(//h1)") == 1, page.url
        assert all(gaps[name] for name in gaps.keys() - {"toc"}), page.url
        seen.add(page.kind)
    assert seen == set(Kind)


def test_a_new_language_has_every_page(assemble):
    files, changed = contents(PROJECT), contents(EXTENSION)
    for name in ("site.yml", "vocabulary.yml"):
        changed[f"translations/pt/{name}"] = files[f"translations/it/{name}"]
    manifest = generate(assemble(changed, languages=("it", "es", "el", "pt")))
    urls = {one.url.removeprefix("pt/") for one in manifest if one.lang == "pt"}
    italian = {one.url.removeprefix("it/") for one in manifest if one.lang == "it"}
    written = {"about/", "cases/late-flight/", "cases/lost-ninja/"}
    assert urls == italian - written
    assert "pt/feed.xml" in manifest.files
    for one in manifest:
        assert [choice.lang for choice in one.page().switcher] == ["it", "es", "el", "pt"]
    status = manifest.pages["it/status/"].page().view
    assert status.columns[-1] == ("pt", "Italiano")
    assert {row.cells[-1].status for row in status.rows} == {"missing"}

"""The page for addresses that do not exist."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ONLY_SPANISH = "cases/lost-ninja-seen-from-the-desk/"


@pytest.fixture
def lost(browser, address) -> Page:
    """A tab on a phone that may meet addresses which do not exist."""
    context = browser.new_context(viewport={"width": 390, "height": 900}, base_url=address)
    yield context.new_page()
    context.close()


def test_it_offers_a_case_in_the_languages_in_which_it_exists(lost):
    lost.goto(f"el/{ONLY_SPANISH}")
    expect(lost.get_by_text("Η ιστορία όμως υπάρχει εδώ:")).to_be_visible()
    expect(lost.get_by_text("Il caso però si può leggere qui:")).to_be_hidden()
    lost.locator("#editions a").click()
    lost.wait_for_url(f"**/es/{ONLY_SPANISH}")
    expect(lost.locator("h1")).to_have_text("El ninja, visto desde el mostrador")


def test_it_finds_a_case_in_an_unknown_language_and_in_capitals(lost):
    lost.goto("fr/cases/Lost-Ninja")
    links = lost.locator("#editions a")
    expect(links).to_have_count(3)
    assert [one.get_attribute("lang") for one in links.all()] == ["it", "es", "el"]


@pytest.mark.parametrize("path", ["it/nothing/", "deep/er/and/deeper", "it/cases/nothing/"])
def test_elsewhere_it_speaks_all_languages_and_leads_to_all_cases(lost, path):
    answer = lost.goto(path)
    assert answer.status == 404
    expect(lost.locator("h1")).to_contain_text("Questa pagina non esiste")
    expect(lost.locator("h1")).to_contain_text("Η σελίδα αυτή δεν υπάρχει")
    expect(lost.locator("#editions")).to_be_hidden()
    lost.get_by_role("link", name="Español").click()
    lost.wait_for_url("**/es/cases/")


def test_it_has_no_barriers(lost):
    lost.goto(f"el/{ONLY_SPANISH}")
    expect(lost.locator("#editions")).to_be_visible()
    found = Axe().run(lost)
    assert found.violations_count == 0, found.generate_report()

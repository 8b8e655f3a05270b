"""Reading, switching language and being read aloud, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
CASE = "cases/lego-lost-ninja-luka/"
SPANISH_ONLY = "cases/lego-luka-customer-care-department/"
OUTDATED = "cases/blue-star-1-detour-to-sifnos/"
PAGES = ["", "it/", "it/about/", "it/status/", "es/cases/", "es/reference/", "el/tags/"]
PAGES += [f"el/{CASE}", f"it/{OUTDATED}"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "chooser")
def test_a_page_has_no_barriers(reader, path):
    reader.goto(path)
    found = Axe().run(reader)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "chooser")
def test_a_page_does_not_scroll_sideways(reader, path):
    reader.goto(path)
    wide = reader.evaluate("document.documentElement.scrollWidth")
    assert wide <= reader.viewport_size["width"]


def test_a_reader_switches_language_on_a_case_and_comes_back(reader):
    reader.goto(f"it/{CASE}")
    _switch(reader, "Ελληνικά")
    reader.wait_for_url(f"**/el/{CASE}")
    expect(reader.locator("html")).to_have_attribute("lang", "el")
    expect(reader.locator("h2").first).to_have_text("Τι συνέβη")
    _switch(reader, "Español")
    reader.wait_for_url(f"**/es/{CASE}")
    _switch(reader, "Italiano")
    reader.wait_for_url(f"**/it/{CASE}")
    expect(reader.locator("h2").first).to_have_text("Che cosa è successo")


def test_the_switcher_can_be_used_with_the_keyboard(reader):
    reader.goto(f"it/{CASE}")
    reader.locator(".md-header .md-select button").focus()
    for _ in range(2):
        reader.keyboard.press("Tab")
    expect(reader.locator(":focus")).to_contain_text("Español")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**/es/{CASE}")


def test_a_language_without_the_case_is_offered_as_its_home_page(reader):
    reader.goto(f"es/{SPANISH_ONLY}")
    _switch(reader, "Ελληνικά (αρχική σελίδα)")
    reader.wait_for_url("**/el/")
    expect(reader.locator("h1")).to_be_visible()


def test_an_outdated_translation_says_which_part_has_changed(reader):
    reader.goto(f"it/{OUTDATED}")
    expect(reader.get_by_role("note")).to_contain_text("«Com’è finita»")
    reader.goto(f"es/{OUTDATED}")
    expect(reader.get_by_role("note")).to_have_count(0)
    expect(reader.locator(".kb-languages")).to_contain_text("Italiano (sin actualizar)")


def test_a_case_in_another_language_carries_a_badge_and_leads_there(reader):
    reader.goto("it/cases/")
    card = reader.locator(".kb-card", has_text="Un ninja perdido")
    expect(card.locator(".kb-badge")).to_have_text("Español")
    card.locator("a").click()
    reader.wait_for_url(f"**/es/{SPANISH_ONLY}")


def test_a_reader_goes_from_the_first_page_to_a_case(reader):
    reader.goto("")
    reader.get_by_role("link", name="Italiano").click()
    reader.wait_for_url("**/it/")
    reader.get_by_role("link", name="Sfoglia tutti i casi").click()
    reader.wait_for_url("**/it/cases/")
    reader.get_by_role("link", name="Il ninja caduto dal cappotto").click()
    reader.wait_for_url(f"**/it/{CASE}")
    reader.locator(".kb-facts").get_by_role("link", name="Giocattoli").click()
    reader.wait_for_url("**/it/sectors/toys/")


def test_dark_and_light_can_be_switched_and_stay(reader):
    reader.goto("it/")
    before = reader.locator("body").get_attribute("data-md-color-scheme")
    reader.locator("form[data-md-component=palette] label:visible").click()
    expect(reader.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    reader.reload()
    expect(reader.locator("body")).not_to_have_attribute("data-md-color-scheme", before)


def test_the_choice_of_dark_or_light_holds_in_all_languages(reader):
    reader.goto("it/")
    reader.locator("form[data-md-component=palette] label:visible").click()
    chosen = reader.locator("body").get_attribute("data-md-color-scheme")
    reader.goto("el/")
    expect(reader.locator("body")).to_have_attribute("data-md-color-scheme", chosen)


def test_reading_and_switching_work_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    tab = context.new_page()
    tab.goto(f"it/{CASE}")
    tab.locator(".kb-languages a[hreflang=el]").click()
    assert tab.url.endswith(f"/el/{CASE}")
    _switch(tab, "Italiano")
    assert tab.url.endswith(f"/it/{CASE}")
    context.close()


def _switch(tab, name: str) -> None:
    tab.locator(".md-header .md-select button").focus()
    tab.locator(".md-header .md-select").get_by_role("link", name=name, exact=True).click()

"""The search as readers meet it: keyboard, filters, addresses, phones, failures, odd queries."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb_build.site.language_site import newest
from tests.browser.conftest import watch

pytestmark = pytest.mark.browser
CASE = "cases/lost-ninja/"
TITLE = "Il ninja perduto"
OF_SEARCH = re.compile(r"/search/(?!open\.js)")


def search(tab: Page, query: str) -> None:
    """Open the search and type."""
    if not tab.locator("dialog[open]").count():
        tab.locator(".kb-search-open").click()
    tab.locator("dialog input").fill(query)


def results(tab: Page):
    return tab.locator("dialog .kb-result__title a")


def status(tab: Page):
    return tab.locator("dialog [role=status]")


def test_nothing_of_the_search_is_loaded_before_it_is_opened(laptop):
    asked = []
    laptop.on("request", lambda request: asked.append(request.url))
    laptop.goto(f"it/{CASE}")
    laptop.wait_for_load_state("networkidle")
    assert not [url for url in asked if OF_SEARCH.search(url)]
    search(laptop, "ninja")
    expect(results(laptop).first).to_be_visible()
    assert [url for url in asked if OF_SEARCH.search(url)]


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_a_key_opens_the_search_and_escape_gives_the_focus_back(laptop, key):
    laptop.goto(f"it/{CASE}")
    link = laptop.locator(".kb-facts a").first
    link.focus()
    laptop.keyboard.press(key)
    expect(laptop.locator("dialog input")).to_be_focused()
    expect(laptop.locator("dialog input")).to_have_value("")
    laptop.keyboard.press("Escape")
    expect(laptop.locator("dialog[open]")).to_have_count(0)
    expect(link).to_be_focused()


@pytest.mark.parametrize("key", ["/", "s", "f", "k", "Control+Shift+k", "Alt+k"])
def test_no_other_key_opens_the_search(laptop, key):
    # WCAG 2.1.4: who speaks to the computer would open it with every sentence.
    laptop.goto(f"it/{CASE}")
    laptop.keyboard.press(key)
    laptop.wait_for_load_state("networkidle")
    expect(laptop.locator("dialog")).to_have_count(0)


def test_arrow_keys_walk_through_the_results_and_enter_opens_one(laptop):
    laptop.goto("it/")
    search(laptop, "ninja")
    expect(results(laptop).first).to_have_text(TITLE)
    laptop.wait_for_load_state("networkidle")  # the other results take the place of the first
    laptop.keyboard.press("ArrowDown")
    expect(results(laptop).first).to_be_focused()
    laptop.keyboard.press("ArrowUp")
    expect(laptop.locator("dialog input")).to_be_focused()
    laptop.keyboard.press("ArrowDown")
    laptop.keyboard.press("Enter")
    laptop.wait_for_url(re.compile(rf"/it/{CASE}"))
    expect(laptop.locator("h1")).to_have_text(TITLE)


def test_enter_in_the_field_opens_the_first_result(laptop):
    laptop.goto("it/")
    search(laptop, "ninja")
    expect(results(laptop).first).to_have_text(TITLE)
    laptop.keyboard.press("Enter")
    laptop.wait_for_url(re.compile(rf"/it/{CASE}"))


@pytest.mark.parametrize(
    ("lang", "query", "title", "mark"),
    [
        ("it", "SUPERMERCATO", TITLE, "supermercato"),
        ("it", "dell’ultimo", None, "ultimo"),
        ("it", "dell'ultimo", None, "ultimo"),
        ("es", "atencion", None, "atención"),
        ("el", "ΠΑΙΧΝΙΔΙΑ", None, None),
        ("el", "παιχνιδια", None, None),
    ],
)
def test_results_say_where_they_were_found(laptop, lang, query, title, mark):
    laptop.goto(f"{lang}/")
    search(laptop, query)
    expect(results(laptop).first).to_be_visible()
    if title:
        expect(results(laptop).first).to_have_text(title)
    if mark:
        marked = laptop.locator("dialog mark").all_inner_texts()
        assert mark in [one.lower() for one in marked]
    expect(status(laptop)).to_have_text(re.compile(r"^\d+ "))


def test_a_rewritten_word_is_told_and_the_reader_can_insist(laptop):
    laptop.goto("it/")
    search(laptop, "supermercatto")
    note = laptop.locator("dialog .kb-search__note")
    expect(note).to_contain_text("Risultati per supermercato.")
    expect(results(laptop).first).to_have_text(TITLE)
    note.get_by_role("button", name="Cerca proprio «supermercatto»").click()
    expect(status(laptop)).to_have_text("Nessun risultato per «supermercatto».")
    expect(results(laptop)).to_have_count(0)


def test_greek_may_be_typed_in_latin_letters(laptop):
    laptop.goto("el/")
    search(laptop, "soupa")
    expect(laptop.locator("dialog .kb-search__note")).to_contain_text("σούπα")
    expect(results(laptop).first).to_be_visible()


def test_a_word_of_another_language_leads_to_the_readers_own(laptop):
    laptop.goto("el/")
    search(laptop, "supermercato")
    expect(results(laptop).first).to_be_visible()
    expect(results(laptop).first).to_have_attribute("href", re.compile(r"/el/cases/"))


def test_a_case_in_another_language_only_carries_its_badge(laptop):
    laptop.goto("it/")
    search(laptop, "mesa Richard juguete tienda")
    item = laptop.locator("dialog .kb-result", has=laptop.locator(".kb-badge[lang=es]")).first
    expect(item.locator(".kb-badge")).to_have_text("Español")
    expect(item.locator("a")).to_have_attribute("href", re.compile(r"/es/cases/"))
    expect(item.locator("a")).to_have_attribute("lang", "es")


def test_where_nothing_fits_the_nearest_tags_and_the_list_are_offered(laptop):
    laptop.goto("it/")
    search(laptop, "umoristicamente")
    expect(status(laptop)).to_contain_text("Nessun risultato")
    note = laptop.locator("dialog .kb-search__note")
    expect(note.get_by_role("link", name="Umorismo")).to_be_visible()
    expect(note.get_by_role("link", name="Sfoglia tutti i casi")).to_be_visible()


def test_the_open_dialog_has_no_barriers_and_fills_a_phone(reader):
    reader.goto("it/")
    search(reader, "ninja")
    expect(results(reader).first).to_be_visible()
    expect(reader.locator("dialog .kb-filters")).to_be_visible()
    reader.locator("dialog summary").click()
    found = Axe().run(reader)
    assert found.violations_count == 0, found.generate_report()
    box = reader.locator("dialog").bounding_box()
    if reader.viewport_size["width"] < 500:
        assert (box["x"], box["y"]) == (0, 0)
        assert (box["width"], box["height"]) == (390, 900)
    assert reader.evaluate("document.documentElement.scrollWidth") <= reader.viewport_size["width"]


def test_filters_have_labels_and_the_counts_of_the_query(laptop):
    laptop.goto("it/cases/?q=ninja")
    sector = laptop.locator("select[name=sector]")
    expect(sector).to_be_attached()
    options = sector.locator("option").all_text_contents()
    shown = int(re.match(r"\d+", laptop.locator("[role=status]").inner_text())[0])
    counted = [int(re.search(r"\((\d+)\)", one)[1]) for one in options[1:]]
    assert any(one.startswith("Giocattoli") for one in options)
    assert 0 < sum(counted) <= shown


def titles(fixture_site, kind: str, term: str) -> list[str]:
    """Return the titles that an Italian reader sees of the cases that bear a term."""
    cases = newest(fixture_site.library.with_term(kind, term))
    return [case.best("it").text.title for case in cases]


def test_a_tag_finds_its_cases_in_other_languages_too(laptop, fixture_site):
    wanted = titles(fixture_site, "tags", "refund")
    assert wanted
    laptop.goto("it/")
    search(laptop, "rimborso")
    expect(results(laptop)).to_have_count(len(wanted))
    assert sorted(results(laptop).all_inner_texts()) == sorted(wanted)


def test_filters_are_in_the_address_and_the_back_button_takes_them_away(reader, fixture_site):
    reader.goto("it/cases/")
    expect(reader.locator("select[name=outcome]")).to_be_attached()
    if reader.locator(".kb-filters").get_attribute("open") is None:
        reader.locator(".kb-filters summary").click()
    expect(reader.locator(".kb-browse__list")).to_be_visible()
    reader.locator("select[name=outcome]").select_option("recovered")
    reader.wait_for_url("**/it/cases/?outcome=recovered")
    found = reader.locator(".kb-browse .kb-result__title a")
    expect(found).to_have_text(titles(fixture_site, "outcomes", "recovered"))
    expect(reader.locator(".kb-browse__list")).to_be_hidden()
    reader.go_back()
    reader.wait_for_url("**/it/cases/")
    expect(reader.locator(".kb-browse__list")).to_be_visible()
    expect(reader.locator("select[name=outcome]")).to_have_value("")


def test_the_filters_keep_the_focus(reader):
    reader.goto("it/cases/?q=ninja")
    filters = reader.locator(".kb-filters")
    expect(filters).to_be_attached()
    summary = filters.locator("summary")
    summary.focus()
    if filters.get_attribute("open") is None:
        reader.keyboard.press("Enter")
    reader.locator(".kb-browse input[type=search]").evaluate(
        "input => { input.value = 'supermercato'; input.dispatchEvent(new Event('input')); }"
    )
    reader.wait_for_url("**/it/cases/?q=supermercato")
    expect(reader.locator(".kb-result__title a").first).to_have_text(TITLE)
    expect(summary).to_be_focused()
    country = filters.locator("select[name=country]")
    country.focus()
    country.select_option("GB")
    clear = filters.get_by_role("button", name="Togli tutti i filtri")
    expect(clear).to_be_visible()
    expect(country).to_be_focused()
    clear.click()
    expect(clear).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_search_can_be_shared_by_its_address(reader):
    reader.goto("it/cases/?q=ninja&tag=humour&country=GB")
    expect(reader.locator(".kb-browse input[type=search]")).to_have_value("ninja")
    expect(reader.locator(".kb-result__title a").first).to_have_text(TITLE)
    expect(reader.locator("select[name=tag]")).to_have_value("humour")
    found = Axe().run(reader)
    assert found.violations_count == 0, found.generate_report()


def test_the_dialog_leads_to_the_same_results_with_filters(laptop):
    laptop.goto("it/")
    search(laptop, "supermercato")
    expect(results(laptop).first).to_be_visible()
    laptop.get_by_role("link", name="Tutti i risultati, con i filtri").click()
    laptop.wait_for_url("**/it/cases/?q=supermercato")
    expect(laptop.locator(".kb-result__title a").first).to_have_text(TITLE)


ODD = [
    *(
        "?!…",
        "🙂🙂",
        "שלום עולם",
        ".*+?^${}()|[]\\",
        '<script>alert(1)</script>"',
        "%",
        "__proto__",
    ),
    *("constructor", "a" * 10_000, "ninja " * 2_000, "\u202eabc", "'", "«»"),
]


@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:12])
def test_odd_queries_are_answered_without_error(laptop, query):
    laptop.goto("it/")
    search(laptop, query)
    expect(status(laptop)).to_have_text(re.compile(r"^(\d+ risultat|Nessun risultato)"))
    assert laptop.locator("dialog script").count() == 0


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "&sector=x", "'\"><b>"])
def test_an_address_cannot_inject_anything(laptop, query):
    laptop.goto("it/")
    laptop.evaluate("query => location.assign('cases/?q=' + encodeURIComponent(query))", query)
    expect(laptop.locator(".kb-browse input[type=search]")).to_have_value(query)
    expect(laptop.locator("[role=status]")).to_have_text(re.compile(r"^(\d+ risultat|Nessun ris)"))
    assert laptop.locator(".kb-browse b, .kb-browse img").count() == 0


def test_a_filter_that_does_not_exist_finds_nothing_and_can_be_taken_away(laptop):
    laptop.goto("it/cases/?sector=nonsense")
    expect(laptop.locator("[role=status]")).to_contain_text("Nessun risultato")


@pytest.fixture
def tab(browser, address):
    """A tab in which things may fail."""
    context = browser.new_context(base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("missing", ["search.json", "index/*.json", "fragment/*.json"])
def test_without_its_index_the_search_says_so_and_works_again_with_it(tab, missing):
    tab.goto("it/")
    tab.route(f"**/it/search/{missing}", lambda route: route.fulfill(status=404))
    search(tab, "ninja")
    expect(status(tab)).to_contain_text("La ricerca non si può caricare")
    expect(tab.locator("dialog").get_by_role("link", name="Sfoglia tutti i casi")).to_be_visible()
    tab.unroute_all()
    search(tab, "ninja perduto")
    expect(results(tab).first).to_have_text(TITLE)


def test_without_the_words_of_its_interface_there_is_the_list_and_no_field(tab):
    tab.route("**/it/search/interface.json", lambda route: route.abort())
    tab.goto("it/cases/", wait_until="networkidle")
    expect(tab.locator(".kb-browse__list .kb-card").first).to_be_visible()
    expect(tab.locator(".kb-browse input")).to_have_count(0)


def test_without_network_the_list_of_all_cases_stays(tab):
    tab.route(re.compile(r"/it/search/(?!interface)"), lambda route: route.abort())
    tab.goto("it/cases/")
    expect(tab.locator(".kb-browse__list .kb-card").first).to_be_visible()
    tab.locator(".kb-browse input[type=search]").fill("ninja")
    expect(tab.locator("[role=status]")).to_contain_text("La ricerca non si può caricare")


def test_without_its_worker_the_search_says_so(tab):
    tab.route("**/search/worker.js", lambda route: route.abort())
    tab.goto("it/")
    search(tab, "ninja")
    expect(status(tab)).to_contain_text("La ricerca non si può caricare")
    tab.unroute_all()
    search(tab, "ninja perduto")
    expect(results(tab).first).to_have_text(TITLE)


@pytest.mark.parametrize("missing", ["search/dialog.js", "search/view.js", "interface.json"])
def test_when_even_its_program_is_missing_the_list_opens(tab, missing):
    tab.route(f"**/{missing}", lambda route: route.fulfill(status=404))
    tab.goto("it/")
    tab.keyboard.press("Control+k")
    tab.wait_for_url("**/it/cases/")


def test_without_javascript_the_field_leads_to_the_list(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(f"it/{CASE}")
    page.locator(".kb-search-open").click()
    page.wait_for_url("**/it/cases/")
    expect(page.locator(".kb-card").first).to_be_visible()
    context.close()


def test_the_policy_of_the_site_lets_the_search_run(browser, address):
    context = browser.new_context(base_url=address)
    page = context.new_page()
    complaints = watch(page, address)
    page.goto("es/")
    search(page, "cliente")
    expect(results(page).first).to_be_visible()
    assert complaints == []
    context.close()

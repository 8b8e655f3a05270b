"""Where links lead: the same as a browser finds, and as `urllib` does."""

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_build.render.fill import joined, targets_of
from tests.core.strategies import any_text, markdown, steady

HOST = "https://example.org"
parts = st.sampled_from(["..", ".", "a", "b", "x.svg", "%C3%A8", "a%23b", "a%3Fb", "a%2520b"])
places = st.lists(st.sampled_from(["it", "cases", "a"]), max_size=3).map(
    lambda names: "".join(f"{name}/" for name in names)
)
bases = st.sampled_from(["/", "/kb/", "/some/base/"])
links = st.tuples(
    st.sampled_from(["", "", "/", "/kb/", "/some/base/", "./"]),
    st.lists(parts, max_size=4).map("/".join),
    st.sampled_from(["", "/"]),
    st.sampled_from(["", "", "?b=c/../d", "?"]),
    st.sampled_from(["", "", "#e", "#%CE%A9", "#f?g"]),
).map("".join)


def expected(link, here, base):
    """Return where a link leads, from the root of the site; `None` where it leads out of it."""
    found = urlsplit(urljoin(HOST + base + here, link))
    if f"{found.scheme}://{found.netloc}" != HOST or not found.path.startswith(base):
        return None
    anchor = f"#{unquote(found.fragment)}" if found.fragment else ""
    return unquote(found.path.removeprefix(base)) + anchor


@steady
@given(links, places, bases)
def test_a_link_leads_where_urllib_says(link, here, base):
    if link.startswith("//"):
        assert list(targets_of([link], here, base)) == []
        return
    (found,) = targets_of([link], here, base)
    if found.startswith(("/", "../")):  # no address of the site: the link check reports it
        assert ".." in link or expected(link, here, base) is None
    else:
        assert found == expected(link, here, base)


@steady
@given(places, st.lists(parts, min_size=1, max_size=5).map("/".join))
def test_joined_is_urljoin_within_the_site(here, path):
    known = urljoin(f"{HOST}/0/1/2/3/4/5/" + here, path)
    found = joined(here, path)
    if known.startswith(f"{HOST}/0/1/2/3/4/5/"):
        assert found == known.removeprefix(f"{HOST}/0/1/2/3/4/5/")
    else:
        assert found.startswith("..")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/it/",
        "mailto:a@b.c",
        "tel:+39",
        "//example.org/",
        "HTTP://x",
        "data:image/svg+xml,x",
    ],
)
def test_links_out_of_the_site_are_none_of_its_targets(link):
    assert list(targets_of([link], "it/", "/kb/")) == []


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("", "it/about/"),
        ("#privacy", "it/about/#privacy"),
        ("?q=1#a", "it/about/#a"),
        ("/kb/es/", "es/"),
        ("/kb/", ""),
        ("/kb", "/kb"),
        ("/other/", "/other/"),
        ("../../../it/", "../it/"),
        ("../../assets/a%20b.svg", "assets/a b.svg"),
        ("../../assets/a%23b.svg#c", "assets/a#b.svg#c"),
        ("..", "it/"),
        (".", "it/about/"),
    ],
)
def test_targets_are_addresses_from_the_root_of_the_site(link, target):
    assert list(targets_of([link], "it/about/", "/kb/")) == [target]


@steady
@given(st.lists(any_text | markdown, max_size=3))
def test_no_link_raises(texts):
    list(targets_of(texts, "it/about/", "/kb/"))

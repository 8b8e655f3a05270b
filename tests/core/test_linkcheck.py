"""Every fault of links and ids is found, and nothing else is."""

import pytest

from kb_build.linkcheck import Linked, check

PAGES = {
    "it/": Linked(("top", "newest"), {"it/", "it/#newest", "it/about/#privacy", "robots.txt"}),
    "it/about/": Linked(("privacy",), {"it/", "it/about/#privacy"}),
}
FILES = {"robots.txt", "assets/a.svg"}


def faults(url="", ids=(), targets=(), shared=()):
    pages = {**PAGES, **({url: Linked(ids, targets)} if url else {})}
    return sorted(check(pages, FILES, shared))


def test_a_sound_site_has_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("ids", "targets", "expected"),
    [
        ((), ["it/nowhere/"], ["/x/: a link to /it/nowhere/ leads nowhere"]),
        ((), ["it/nowhere/#a"], ["/x/: a link to /it/nowhere/ leads nowhere"]),
        ((), ["it"], ["/x/: a link to /it leads nowhere"]),
        ((), ["/it/"], ["/x/: a link to //it/ leads nowhere"]),
        ((), ["../it/"], ["/x/: a link to /../it/ leads nowhere"]),
        ((), ["assets/b.svg"], ["/x/: a link to /assets/b.svg leads nowhere"]),
        ((), ["it/#gone"], ["/x/: a link to /it/ leads to no place #gone on that page"]),
        ((), ["x/#gone"], ["/x/: a link to /x/ leads to no place #gone on that page"]),
        ((), ["robots.txt#a"], ["/x/: a link to /robots.txt leads to no place #a on that page"]),
        (("a", "b", "a"), [], ["/x/: the id a is used 2 times"]),
        (("a",), ["x/#a", "it/#", "it/#top", "assets/a.svg", "x/"], []),
    ],
)
def test_each_fault_is_a_sentence(ids, targets, expected):
    assert faults("x/", ids, targets) == expected


def test_links_that_pages_share_are_named_with_one_of_them():
    shared = [("it/about/", frozenset({"it/", "it/gone/", "it/#gone"}))]
    assert faults(shared=shared) == [
        "/it/about/: a link to /it/ leads to no place #gone on that page",
        "/it/about/: a link to /it/gone/ leads nowhere",
    ]


def test_all_faults_are_found_in_one_run():
    assert len(faults("x/", ("a", "a", "b", "b"), ["y/", "z/", "it/#y"])) == 5

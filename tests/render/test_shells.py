"""The frames of the pages: their gaps, their tabs, their links."""

import re
from dataclasses import replace

import html5lib
import pytest

from kb_build.errors import KbError
from kb_build.render import batch, policy, shells
from kb_build.render.policy import protect
from kb_build.render.shells import GAPS, Shell, cut
from kb_build.site.page import Kind
from kb_build.system.workers import run
from tests.render.drawing import LANG, _shells

TOKENS = {name: f"kb-gap-{name}-0123" for name in GAPS}
PAGE = '<meta charset="utf-8">' + "".join(f"<p>{token}</p>\n" for token in TOKENS.values())
FULL = {name: f"[{name}]".encode() for name in GAPS}


def test_a_page_is_cut_at_its_gaps():
    shell = cut(PAGE.encode(), TOKENS, "here")
    assert shell.gaps == GAPS
    filled = shell.fill(FULL)
    expected = protect(PAGE.encode())
    for name, token in TOKENS.items():
        expected = expected.replace(token.encode(), FULL[name])
    assert filled == expected


def test_a_gap_that_occurs_twice_is_filled_twice():
    shell = cut((PAGE + TOKENS["title"]).encode(), TOKENS, "here")
    assert shell.gaps == (*GAPS, "title")
    assert shell.fill(FULL).count(b"[title]") == 2


@pytest.mark.parametrize("name", GAPS)
def test_a_gap_that_is_missing_is_named(name):
    page = PAGE.replace(TOKENS[name], "")
    with pytest.raises(KbError, match=rf"^the theme has changed: here has no place for {name}$"):
        cut(page.encode(), TOKENS, "here")


def test_what_is_filled_in_is_never_scanned_for_tokens():
    shell = cut(PAGE.encode(), TOKENS, "here")
    found = shell.fill({**FULL, "title": TOKENS["article"].encode()})
    assert TOKENS["article"].encode() in found
    assert found.count(b"[article]") == 1


def test_links_and_ids_of_a_shell_are_read_across_its_gaps():
    parts = (b'<a id="one" href="a/?b&amp;c">', b'<img src="../x.svg"><p id="two">', b"")
    shell = Shell(parts, ("title", "head"))
    assert shell.links == {"a/?b&c", "../x.svg"}
    assert shell.ids == ("one", "two")


# The policy


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><head></head></html>",
        '<meta charset="latin-1">',
        '<script>1</script><meta charset="utf-8">',
        '<SCRIPT src="x"></SCRIPT><meta charset="utf-8">',
    ],
)
def test_a_page_without_a_place_for_the_policy_is_not_made(page):
    with pytest.raises(KbError, match="where the policy for scripts belongs"):
        protect(page.encode())


@pytest.mark.parametrize("meta", ['<meta charset="utf-8">', "<META charset=UTF-8 />"])
def test_the_policy_follows_the_character_set_and_knows_every_inline_script(meta):
    scripts = ["alert(1)", "", "a\n<b>\nc", "alert(1)"]
    body = "".join(f"<script>{one}</script>" for one in scripts)
    other = '<script src="x.js"></script><script type="application/json">{}</script>'
    found = protect(f"<head>{meta}{body}{other}".encode()).decode()
    assert found.startswith(f'<head>{meta}\n<meta http-equiv="Content-Security-Policy" content="')
    hashes = re.findall(r"'sha256-([^']+)'", found)
    known = [
        policy.base64.b64encode(policy.hashlib.sha256(one.encode()).digest()).decode()
        for one in scripts
    ]
    assert hashes == sorted(set(known))
    assert found.endswith(body + other)


def test_each_shell_has_a_policy_for_its_own_scripts(drawn):
    for shell in drawn.frame.shells.values():
        page = b"".join(shell.parts)
        assert page.count(b"Content-Security-Policy") == 1
        at = page.index(b"Content-Security-Policy")
        assert at < page.index(b"<script")
        scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
        for one in scripts:
            sha = policy.base64.b64encode(policy.hashlib.sha256(one).digest())
            assert b"'sha256-" + sha in page[at : at + 2000]


# What Material draws


def active(page):
    root = html5lib.parse(page.decode(), namespaceHTMLElements=False)
    return [
        " ".join("".join(one.itertext()).split())
        for one in root.iter("li")
        if "md-tabs__item--active" in one.get("class", "").split()
    ]


def test_the_tab_of_each_page_is_active(drawn):
    ui = drawn.labels.ui
    labels = {"index": ui.home, "cases": ui.cases}
    labels |= {name: getattr(ui, name) for name in shells.KINDS}
    for spec, shell in drawn.frame.shells.items():
        assert active(shell.fill(FULL)) == [labels.get(spec.tab, ui.project)], spec


def test_a_page_of_a_case_has_the_tab_of_the_cases_active(drawn):
    (case,) = [spec for spec in drawn.frame.shells if spec.kind is Kind.CASE]
    assert case.tab == "cases"
    assert active(drawn.frame.shells[case].fill(FULL)) == [drawn.labels.ui.cases]


def test_links_of_a_shell_go_up_as_far_as_its_pages_lie_deep(drawn):
    for spec, shell in drawn.frame.shells.items():
        up = "../" * spec.depth
        for link in shell.links:
            if "assets/" in link:
                assert link.startswith(f"{up}assets/"), (spec, link)
            elif not link.startswith(("#", "https:")):
                assert link.count("../") <= spec.depth, (spec, link)


def test_the_link_to_the_content_leads_to_the_title(drawn):
    for shell in drawn.frame.shells.values():
        assert f"#{shells.TITLE_ID}" in shell.links


def test_every_file_that_a_shell_loads_is_there(drawn):
    own = shells.assets.folder()
    for shell in drawn.frame.shells.values():
        names = {link.partition("?")[0].lstrip("./") for link in shell.links}
        loaded = {one for one in names if one.startswith("assets/") and not one.startswith(own)}
        assert loaded <= drawn.frame.files.keys() | {"assets/site.css"}
    assert not [name for name in drawn.frame.files if name.endswith(".map") or "lunr" in name]


def test_the_same_project_has_the_same_shells(drawn):
    job = batch._job(drawn.project, LANG, tuple(sorted(drawn.frame.shells)))
    (again,) = run(_shells, [job], 1, lambda _: None)
    assert again.shells == drawn.frame.shells


HOSTILE = """</title></script><script>alert(1)</script>"'<b>& {{ 7*7 }} {% x %} kb-gap-title-"""


def test_labels_are_text_wherever_they_land_and_hold_no_gap(drawn):
    ui = drawn.labels.ui
    names = [name for name, value in ui if isinstance(value, str) and "{" not in value]
    changed = ui.model_copy(update=dict.fromkeys(names, HOSTILE))
    changed = changed.model_copy(update={"language_name": ui.language_name})
    labels = replace(drawn.labels, ui=changed)
    project = replace(drawn.project, labels={**drawn.project.labels, LANG: labels})
    job = batch._job(project, LANG, tuple(sorted(drawn.frame.shells)))
    job = replace(job, texts=dict.fromkeys(job.texts, HOSTILE))
    (found,) = run(_shells, [job], 1, lambda _: None)
    for spec, shell in found.shells.items():
        assert shell.gaps == drawn.frame.shells[spec].gaps
        root = html5lib.parse(shell.fill(FULL).decode(), namespaceHTMLElements=False)
        assert not list(root.iter("b")), spec
        inline = [one.text or "" for one in root.iter("script") if not one.get("src")]
        assert not [one for one in inline if one.startswith("alert")], spec
        words = " ".join(root.itertext())
        assert "49" not in words
        assert "{{ 7*7 }} {% x %} kb-gap-title-" in words

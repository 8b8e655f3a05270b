"""`kb build` as its users meet it."""

import re
import signal

import pytest

from tests.building import run_kb, start_kb

pytestmark = pytest.mark.site
CASE = "cases/lost-ninja.md"


def test_it_says_how_much_it_has_made_and_where(make_project):
    root = make_project()
    done = run_kb("build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ pages in 3 languages are in .*site", done.stdout)
    assert (root / "site" / "it" / "index.html").is_file()


def test_an_error_in_the_content_keeps_the_old_site(make_project):
    root = make_project()
    run_kb("build", cwd=root)
    before = sorted(path.relative_to(root) for path in (root / "site").rglob("*"))
    (root / CASE).write_text("---\ntitle: Only a title\n---\n", "utf-8")
    done = run_kb("build", cwd=root)
    assert done.returncode == 1
    assert f"{CASE}:1:1: error KB110: the field summary is missing" in done.stderr
    assert "nothing was published" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.relative_to(root) for path in (root / "site").rglob("*")) == before


def test_a_warning_keeps_it_from_publishing_only_when_strict(make_project):
    english = "We are very sorry to hear that your parcel never arrived at your house."
    root = make_project()
    path = root / CASE
    path.write_text(path.read_text("utf-8") + f"\n{english}\n", "utf-8")
    strict = run_kb("build", "--strict", cwd=root)
    assert strict.returncode == 1
    assert "KB302" in strict.stderr
    assert not (root / "site").exists()
    relaxed = run_kb("build", cwd=root)
    assert relaxed.returncode == 0
    assert "KB302" in relaxed.stderr


def test_drafts_are_not_published(make_project):
    text = (make_project(name="first") / CASE).read_text("utf-8")
    root = make_project({"cases/a-draft.md": text.replace("title:", "draft: true\ntitle:", 1)})
    assert run_kb("build", cwd=root).returncode == 0
    assert not list((root / "site").rglob("*a-draft*"))
    listing = (root / "site" / "it" / "cases" / "index.html").read_text("utf-8")
    assert "a-draft" not in listing


def test_a_case_that_was_deleted_disappears_from_the_site(make_project):
    root = make_project()
    run_kb("build", cwd=root)
    assert (root / "site" / "el" / "cases" / "cold-soup").exists()
    (root / "cases" / "cold-soup.md").unlink()
    assert run_kb("build", cwd=root).returncode == 0
    assert not (root / "site" / "el" / "cases" / "cold-soup").exists()


def test_long_lists_are_cut_into_pages_that_link_to_each_other(make_project):
    root = make_project()
    configuration = root / "mkdocs.yml"
    text = configuration.read_text("utf-8")
    configuration.write_text(re.sub(r"\n  kb:", "\n  kb:\n    page_size: 2", text), "utf-8")
    assert run_kb("build", cwd=root).returncode == 0
    first = (root / "site/it/cases/index.html").read_text("utf-8")
    second = (root / "site/it/cases/page/2/index.html").read_text("utf-8")
    assert first.count('class="kb-card"') == 2
    assert second.count('class="kb-card"') == 1
    assert '<a rel="next" href="page/2/">' in first
    assert '<a rel="prev" href="../../">' in second


@pytest.mark.parametrize("folder", ["cases", "docs/site", "."])
def test_it_refuses_to_replace_a_folder_with_sources(make_project, folder):
    root = make_project()
    done = run_kb("build", "--site-dir", folder, cwd=root)
    assert done.returncode == 2
    assert "sources of the project" in done.stderr
    assert (root / CASE).is_file()


def test_it_refuses_to_replace_a_folder_that_it_has_not_made(make_project):
    root = make_project({"public/holiday.jpg": b"\xff\xd8"})
    done = run_kb("build", "--site-dir", "public", cwd=root)
    assert done.returncode == 2
    assert "files that no build has made" in done.stderr
    assert (root / "public" / "holiday.jpg").is_file()


def test_plain_mkdocs_says_which_command_builds_the_site(shipped):
    import os
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=shipped,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 1
    assert "run: make site, or: kb build" in done.stderr


LINKS = """
Si vedano [il banco](lost-ninja-seen-from-the-desk.md#lesson), [la zuppa][zuppa], [la pagina
iniziale](../docs/it/index.md) e [la lezione](#lesson). ![Un ninja](../docs/assets/ninja.svg)

[zuppa]: cold-soup.md
"""


def test_links_between_files_become_links_between_pages(make_project):
    root = make_project()
    path = root / CASE
    path.write_text(path.read_text("utf-8") + LINKS, "utf-8")
    done = run_kb("build", cwd=root)
    assert done.returncode == 0, done.stderr
    page = (root / "site/it/cases/lost-ninja/index.html").read_text("utf-8")
    retold = next((root / "site").glob("*/cases/lost-ninja-seen-from-the-desk"))
    retold_link = {"it": "../"}.get(retold.parts[-3], f"../../../{retold.parts[-3]}/cases/")
    assert f'<a href="{retold_link}lost-ninja-seen-from-the-desk/#lesson">il banco</a>' in page
    assert '<a href="../../../el/cases/cold-soup/">la zuppa</a>' in page
    assert '<a href="../../">la pagina\niniziale</a>' in page
    assert '<a href="#lesson">la lezione</a>' in page
    assert '<img alt="Un ninja" src="../../assets/ninja.svg"' in page
    assert (root / "site/it/assets/ninja.svg").is_file()


def test_an_interrupted_build_says_so_and_keeps_the_old_site(make_project):
    root = make_project()
    run_kb("build", cwd=root)
    before = (root / "site/it/index.html").read_bytes()
    with start_kb("build", cwd=root) as process:
        for line in process.stderr:
            if line.startswith("staging"):
                process.send_signal(signal.SIGINT)
        assert process.wait() == 2
    assert (root / "site/it/index.html").read_bytes() == before
    assert not list(root.glob(".site*"))

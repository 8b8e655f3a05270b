"""The same input gives the same bytes."""

import shutil

import pytest

from tests.building import run_kb, tree

pytestmark = pytest.mark.site


def test_folder_day_jobs_and_hash_seed_do_not_matter(shipped, built, tmp_path):
    elsewhere = tmp_path / "another" / "place"
    shutil.copytree(shipped, elsewhere, ignore=shutil.ignore_patterns("site", ".kb"))
    for path in elsewhere.rglob("*.md"):
        path.touch()
    environment = {"PYTHONHASHSEED": "42", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    address = built.project.settings.site_url or "https://cases.example.org/some/base/"
    done = run_kb(
        "build", "--jobs", "7", "--site-url", address, "--site-dir", tmp_path / "out",
        "--config-file", elsewhere / "mkdocs.yml", env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == tree(built.folder)


def test_how_the_pages_are_dealt_out_to_processes_does_not_matter(make_project, monkeypatch):
    from kb_build import build, config

    root = make_project()
    settings = config.load(root / "mkdocs.yml")
    sites = []
    for share in (1500, 1):
        monkeypatch.setattr(build, "SHARE", share)
        result = build.build(
            settings, root / f"site-{share}", strict=True, jobs=2, say=lambda *_: None
        )
        assert result.published
        sites.append(tree(root / f"site-{share}"))
    assert sites[0] == sites[1]

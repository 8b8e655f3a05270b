"""Conducts the whole pipeline."""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb_build import checks, linkcheck
from kb_build.checks.diagnostics import Diagnostic, Level, count
from kb_build.config import Settings
from kb_build.content import project
from kb_build.content.project import Project
from kb_build.content.reading import Reader
from kb_build.errors import KbError
from kb_build.linkcheck import Linked
from kb_build.render import assets, batch, everywhere
from kb_build.render.batch import Made
from kb_build.render.shells import Frame
from kb_build.search import batch as search
from kb_build.search.entries import Entry
from kb_build.site import addresses
from kb_build.site.manifest import generate
from kb_build.site.page import Manifest
from kb_build.system import swap
from kb_build.system.store import Store, Used
from kb_build.system.tree import Tree
from kb_build.system.workers import Progress, Tell

SHOWN = 5
"""How many faults of the finished pages are named; the rest is counted."""


@dataclass(frozen=True)
class Result:
    """What a build has come to."""

    diagnostics: list[Diagnostic]
    """All problems of the content."""
    warnings: tuple[str, ...] = ()
    """What MkDocs complained about."""
    pages: int = 0
    """How many pages the new site has; 0 when nothing was published."""

    @property
    def published(self) -> bool:
        """Whether the new site has replaced the old one."""
        return self.pages > 0


def build(settings: Settings, site_dir: Path, *, strict: bool, jobs: int, say: Progress) -> Result:
    """Build the site and publish it, or leave the old one as it is.

    Args:
        settings: the project.
        site_dir: the folder that the site replaces.
        strict: whether warnings count as errors.
        jobs: how many processes may work at a time.
        say: the progress callback.

    Raises:
        KbError: the site cannot be made for a reason outside the content.
        OSError: a file cannot be read or written.
    """
    swap.check_target(site_dir, settings.root)
    with swap.exclusive(settings.work_dir):
        swap.recover(site_dir)
        store = Store(settings.work_dir / "cache" / "kept.sqlite")
        found = read(settings, jobs, say, store)
        diagnostics = checks.run(found)
        if _keeps_from_publishing(diagnostics, strict=strict):
            return Result(diagnostics)
        manifest = generate(found)
        with _scratch(settings.work_dir) as scratch, swap.replacing(site_dir) as new:
            frames = batch.frames(found, manifest, store, scratch)
            warnings = sorted({one for frame in frames.values() for one in frame.warnings})
            if strict and warnings:
                raise KbError(f"MkDocs complains: {warnings[0]}", "or build without --strict")
            _fill(found, manifest, frames, store, Tree(new, site_dir), jobs, say)
    return Result(diagnostics, tuple(warnings), len(manifest))


def read(settings: Settings, jobs: int, say: Progress, store: Store | None = None) -> Project:
    """Read the project, with what earlier runs have kept.

    Args:
        settings: the project.
        jobs: how many processes may work at a time.
        say: the progress callback.
        store: where the last run has left what it read; by default that of the project.

    Raises:
        KbError: a process was killed.
    """
    store = store or Store(settings.work_dir / "cache" / "kept.sqlite")
    kept = Used(store.read("text"))
    found = project.load(settings, Reader(checks.inspect, say, kept, jobs))
    store.replace("text", kept.used)
    return found


def _keeps_from_publishing(diagnostics: list[Diagnostic], *, strict: bool) -> bool:
    found = count(diagnostics)
    return bool(found[Level.ERROR] or (strict and found[Level.WARNING]))


@contextmanager
def _scratch(work_dir: Path) -> Iterator[Path]:
    """Give a folder for what is needed on the way; those of killed builds are cleared away."""
    for old in work_dir.glob("run-*"):
        shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=work_dir) as name:
        yield Path(name)


def _fill(
    found: Project,
    manifest: Manifest,
    frames: dict[str, Frame],
    store: Store,
    tree: Tree,
    jobs: int,
    say: Progress,
) -> None:
    """Put everything into the new site.

    Raises:
        KbError: a page or an index cannot be made, or a finished page has a fault.
    """
    # What is there now stays: without this, each process would copy it to count its references.
    gc.collect()
    gc.freeze()
    tell = counting("pages", len(manifest), say)
    made = batch.make(found, manifest, frames, store, tree, jobs, tell)
    files = dict(manifest.files)
    for frame in frames.values():
        files |= {path: data.__bytes__ for path, data in frame.files.items()}
    files |= {f"{assets.folder()}/{name}": data.__bytes__ for name, data in assets.files().items()}
    pages = everywhere.pages(found.settings, found.labels)
    files |= {path: data.__bytes__ for path, data in pages.items()}
    for address, content in files.items():
        tree.put(address, content())
    _check(found.settings, manifest, frames, made, files.keys() - pages.keys())
    entries = {lang: tuple(_entries(made, lang)) for lang in found.settings.languages}
    tell = counting("indexing", sum(len(one) + 1 for one in entries.values()), say)
    search.index(found, entries, store, tree, jobs, tell)


def _entries(made: dict[str, Made], lang: str) -> Iterator[Entry]:
    """Yield what the search finds in a language."""
    home = addresses.home(lang)
    for url, one in made.items():
        if one.found and url.startswith(home):
            text = one.found
            yield Entry(
                url.removeprefix(home), text.title, text.summary, text.terms, text.html, text.text
            )


def _check(
    settings: Settings,
    manifest: Manifest,
    frames: dict[str, Frame],
    made: dict[str, Made],
    files: set[str],
) -> None:
    """Check all links and ids.

    Raises:
        KbError: there is a fault; nothing is published then.
    """
    pages = {url: Linked(one.ids, one.targets) for url, one in made.items()}
    shared = batch.shell_links(manifest, frames, settings.base_path)
    faults = list(linkcheck.check(pages, files, shared))
    if faults:
        shown = "; ".join(sorted(faults)[:SHOWN])
        raise KbError(
            f"{len(faults)} faults in the finished pages: {shown}", "nothing is published"
        )


def counting(step: str, total: int, say: Progress) -> Tell:
    """Return a callback that sums the counts of all workers and reports the total for a step."""
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        say(step, done, total)

    return more

"""Conducts the whole pipeline."""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kb_build import checks, linkcheck
from kb_build.checks.diagnostics import Diagnostic, Level, count
from kb_build.config import Settings
from kb_build.content import project
from kb_build.content.files import Tree as Files
from kb_build.content.files import read_tree
from kb_build.content.project import Project
from kb_build.content.reading import Reader, silent
from kb_build.errors import KbError
from kb_build.linkcheck import Linked
from kb_build.render import assets, batch, everywhere
from kb_build.render.batch import Failure, Made
from kb_build.render.shells import Frame
from kb_build.search import batch as search
from kb_build.search.entries import Entry
from kb_build.site import addresses
from kb_build.site.manifest import generate
from kb_build.site.page import Manifest
from kb_build.system import swap
from kb_build.system.places import check_work_dir
from kb_build.system.store import Store, Used, digest
from kb_build.system.tree import Tree, is_intact
from kb_build.system.version import fingerprint
from kb_build.system.workers import Progress
from kb_build.system.workshop import Workshop

CACHE = Path("cache", "kept.sqlite")
"""Where a project keeps what its builds have made, below its work folder."""
FAULTY = "KB901"
"""The code of a text whose page cannot be made."""
SENTENCE = "the page of this text cannot be made"
HINT = "take back the last change of this text, and report the problem"
SHOWN = 5
"""How many faults of the finished pages are named; the rest is counted."""


class FaultyPagesError(Exception):
    """Pages of texts could not be made: a problem of these texts, which no check has foreseen."""

    def __init__(self, failures: list[Failure]) -> None:
        super().__init__()
        self.diagnostics = [
            Diagnostic(one.source, 1, 1, FAULTY, Level.ERROR, f"{SENTENCE}: {one.message}", HINT)
            for one in failures
        ]
        """One for each text."""


class Result(msgspec.Struct, frozen=True, array_like=True):
    """What a build has come to."""

    diagnostics: list[Diagnostic]
    """All problems of the content."""
    warnings: tuple[str, ...] = ()
    """What MkDocs complained about."""
    pages: int = 0
    """How many pages the new site has; 0 when nothing was published."""

    @property
    def published(self) -> bool:
        """Whether the site is that of the content as it is now."""
        return self.pages > 0


class _Site(msgspec.Struct, frozen=True, array_like=True):
    """The site of the last build."""

    result: Result
    files: dict[str, bytes]
    """The digest of each file, by address."""


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
    with swap.exclusive(settings.work_dir, site_dir):
        swap.recover(site_dir, settings.work_dir)
        store = Store(settings.work_dir / CACHE)
        files = read_tree(settings.root, settings.languages)
        key = _key(settings, files, strict=strict)
        known = _unchanged(store.read("site").get(key), site_dir)
        if known:
            say("unchanged", known.pages, known.pages)
            return known
        found = _read(settings, files, store, jobs, say)
        diagnostics = checks.run(found)
        if _keeps_from_publishing(diagnostics, strict=strict):
            return Result(diagnostics)
        try:
            with (
                _scratch(settings.work_dir) as scratch,
                swap.replacing(site_dir, settings.work_dir) as new,
            ):
                shop = Workshop(store, Tree(new, site_dir), scratch, jobs, say)
                warnings, pages = _fill(found, shop, strict=strict)
        except FaultyPagesError as error:
            return Result(sorted([*diagnostics, *error.diagnostics]))
        result = Result(diagnostics, warnings, pages)
        site = _Site(result, shop.tree.files)
        store.replace("site", {key: msgspec.msgpack.encode(site)})
        return result


def _key(settings: Settings, files: Files, *, strict: bool) -> bytes:
    """Return a digest of all that goes into the site."""
    assets = ((path.encode(), (settings.root / path).read_bytes()) for path in sorted(files.assets))
    return digest(
        fingerprint(),
        f"{settings.fingerprint} {settings.site_url} {strict}".encode(),
        *(part for pair in assets for part in pair),
        *(stray.path.encode() for stray in files.strays),
        *(part for one in files.sources for part in (one.location.path.encode(), one.data)),
    )


def _unchanged(value: bytes | None, site_dir: Path) -> Result | None:
    """Return the result of the last build, if its site is there as it was left."""
    try:
        kept = msgspec.msgpack.decode(value or b"", type=_Site)
    except msgspec.MsgspecError:
        return None
    return kept.result if is_intact(site_dir, kept.files, swap.MARK) else None


def read(settings: Settings, jobs: int = 1, say: Progress = silent) -> Project:
    """Read the project, with what earlier runs have kept.

    Args:
        settings: the project.
        jobs: how many processes may work at a time.
        say: the progress callback.

    Raises:
        KbError: a process was killed, or a link in the work folder leads out of it.
        OSError: the work folder cannot be read.
    """
    check_work_dir(settings.work_dir)
    files = read_tree(settings.root, settings.languages)
    return _read(settings, files, Store(settings.work_dir / CACHE), jobs, say)


def _read(settings: Settings, files: Files, store: Store, jobs: int, say: Progress) -> Project:
    kept = Used(store.read("text"))
    found = project.assemble(settings, files, Reader(checks.inspect, say, kept, jobs))
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


def _fill(found: Project, shop: Workshop, *, strict: bool) -> tuple[tuple[str, ...], int]:
    """Put everything into the new site; return the warnings of MkDocs and the number of pages.

    Raises:
        KbError: a page or an index cannot be made, or a finished page has a fault.
    """
    manifest = generate(found)
    frames = batch.frames(found, manifest, shop)
    warnings = sorted({one for frame in frames.values() for one in frame.warnings})
    if strict and warnings:
        raise KbError(f"MkDocs complains: {warnings[0]}", "or build without --strict")
    # What is there now stays: without this, each process would copy it to count its references.
    gc.freeze()
    made, failures = batch.make(found, manifest, frames, shop)
    _raise(failures)
    pages = everywhere.pages(found.settings, found.labels)
    files = {**_given(frames), **pages}
    for address, data in files.items():
        shop.tree.put(address, data)
    for address, content in manifest.files.items():
        shop.tree.put(address, content())
    _check(found.settings, manifest, frames, made, {*files, *manifest.files} - pages.keys())
    entries = {lang: tuple(_entries(made, lang)) for lang in found.settings.languages}
    search.index(found, entries, shop)
    return tuple(warnings), len(manifest)


def _raise(failures: list[Failure]) -> None:
    """Raise where a page could not be made.

    Raises:
        FaultyPagesError: pages of texts could not be made.
        KbError: another page could not be made, which is a fault of the program.
    """
    for one in failures:
        if not one.source:
            raise KbError(f"the page /{one.url} cannot be made: {one.message}", "", one.details)
    if failures:
        raise FaultyPagesError(failures)


def _given(frames: dict[str, Frame]) -> dict[str, bytes]:
    """Return the files of Material and of the theme, by address."""
    found = {f"{assets.folder()}/{name}": data for name, data in assets.files().items()}
    for frame in frames.values():
        found |= frame.files
    return found


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

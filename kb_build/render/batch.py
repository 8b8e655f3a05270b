"""Makes all pages of the site, side by side, and keeps what has not changed."""

import math
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from kb_build.content.project import Project
from kb_build.render import shells
from kb_build.render.fill import Filler, targets_of, templates
from kb_build.render.shells import Frame, Job, Shell, Spec
from kb_build.site.page import Kind, Manifest, Page, Recipe
from kb_build.system.store import digest
from kb_build.system.tree import Tree
from kb_build.system.version import fingerprint
from kb_build.system.workers import Tell, run
from kb_build.system.workshop import Workshop

STEP = 25
"""After how many pages a worker reports."""


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A page that the search finds."""

    title: str
    summary: str
    terms: str
    html: str
    """Its text alone."""
    text: str
    """The same without markup."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What stays of a page that was made: all but the page itself, which is in the site."""

    digest: bytes
    ids: tuple[str, ...]
    targets: tuple[str, ...]
    found: Found | None


_Done = tuple[str, bytes, bytes | None]
"""Address and key of a page, and what stays of it; `None` where that is known already."""


class Failure(NamedTuple):
    """A page that could not be made."""

    url: str
    """Its address."""
    source: str
    """The file of its text, from the project's root; empty where it has none."""
    message: str
    """What went wrong, in the words of the program."""
    details: str
    """The traceback."""


class _KeptFrame(msgspec.Struct, frozen=True, array_like=True):
    """The frame of a language as it is kept."""

    shells: tuple[tuple[str, str, int, tuple[bytes, ...], tuple[str, ...]], ...]
    files: dict[str, bytes]
    warnings: tuple[str, ...]


def frames(project: Project, manifest: Manifest, shop: Workshop) -> dict[str, Frame]:
    """Return the shells of each language; they are drawn only where something has changed.

    Args:
        project: what has been read.
        manifest: all pages, each of which needs a shell.
        shop: where the site is made.

    Raises:
        KbError: MkDocs does not accept the configuration, or the theme has changed.
    """
    specs: dict[str, set[Spec]] = {lang: set() for lang in project.settings.languages}
    for recipe in manifest:
        specs[recipe.lang].add(shells.spec(recipe))
    known = shop.store.read("frame")
    jobs = [_job(project, lang, tuple(sorted(found))) for lang, found in specs.items()]
    found = {job.labels.lang: _kept_frame(known, job) for job in jobs}
    wanted = [job for job in jobs if found[job.labels.lang] is None]
    if wanted:
        found |= next(run(partial(_draw, shop.scratch), [wanted], 1, lambda _: None))
    complete = {lang: frame for lang, frame in found.items() if frame is not None}
    shop.store.replace("frame", {_key(job): _packed(complete[job.labels.lang]) for job in jobs})
    return complete


def _draw(scratch: Path, jobs: Sequence[Job], _: Tell) -> dict[str, Frame]:
    """Draw the shells of all languages in one process, which loads MkDocs once."""
    found = {}
    for job in jobs:
        with TemporaryDirectory(dir=scratch) as folder:
            found[job.labels.lang] = shells.frame(job, Path(folder))
    return found


def _job(project: Project, lang: str, specs: tuple[Spec, ...]) -> Job:
    labels, settings = project.labels[lang], project.settings
    texts = {name: text.title for name, text in project.published.pages[lang].items()}
    parts = (
        fingerprint(),
        settings.fingerprint.encode(),
        f"{settings.site_url} {lang} {sorted(texts.items())} {settings.extra_css}".encode(),
        labels.ui.model_dump_json().encode(),
    )
    return Job(settings, labels, texts, specs, digest(*parts).hex())


def _key(job: Job) -> bytes:
    return bytes.fromhex(job.digest)


def _kept_frame(known: Mapping[bytes, bytes], job: Job) -> Frame | None:
    try:
        kept = msgspec.msgpack.decode(known[_key(job)], type=_KeptFrame)
        found = {
            Spec(Kind(kind), tab, depth): Shell(parts, gaps)
            for kind, tab, depth, parts, gaps in kept.shells
        }
    except (KeyError, ValueError, msgspec.MsgspecError):
        return None
    return Frame(found, kept.files, kept.warnings) if found.keys() >= set(job.specs) else None


def _packed(frame: Frame) -> bytes:
    found = tuple((*spec, one.parts, one.gaps) for spec, one in frame.shells.items())
    return msgspec.msgpack.encode(_KeptFrame(found, frame.files, frame.warnings))


@dataclass(frozen=True)
class Pages:
    """Makes pages in any process, in any order."""

    fillers: Mapping[str, Filler]
    digests: Mapping[str, bytes]
    """For each language, of all that goes into a page beside its own value."""
    known: Mapping[bytes, bytes]
    """What was made in the last run."""
    tree: Tree

    def __call__(self, recipes: Sequence[Recipe], tell: Tell) -> list[_Done | Failure]:
        """Make some pages; return what has become of each."""
        found = []
        for number, recipe in enumerate(recipes, 1):
            found.append(self._tried(recipe))
            if number % STEP == 0:
                tell(STEP)
        tell(len(recipes) % STEP)
        return found

    def _tried(self, recipe: Recipe) -> _Done | Failure:
        try:
            return self.make(recipe)
        except OSError:
            raise  # no fault of the page: the disk is full, or cannot be written to
        except Exception as error:  # noqa: BLE001, the others are tried, and all failures reported
            message = f"{type(error).__name__}: {error}"
            return Failure(recipe.url, recipe.source, message, traceback.format_exc())

    def make(self, recipe: Recipe) -> _Done:
        """Make one page, or take it from the old site."""
        page = recipe.page()
        key = digest(self.digests[page.lang], msgspec.msgpack.encode(page))
        if key in self.known:
            made = _unpacked(self.known[key])
            if made and self.tree.reuse(page.url, made.digest):
                return page.url, key, None
        return page.url, key, self._fill(page, recipe)

    def _fill(self, page: Page, recipe: Recipe) -> bytes:
        filled = self.fillers[page.lang].fill(page)
        written = self.tree.put(page.url, filled.html)
        prose = filled.prose
        found = Found(page.title, page.summary, page.terms, prose.html, prose.text)
        made = Made(
            written,
            filled.ids,
            tuple(sorted(filled.targets)),
            found if recipe.source else None,
        )
        return msgspec.msgpack.encode(made)


def _unpacked(data: bytes) -> Made | None:
    try:
        return msgspec.msgpack.decode(data, type=Made)
    except msgspec.MsgspecError:
        return None


def make(
    project: Project, manifest: Manifest, complete: Mapping[str, Frame], shop: Workshop
) -> tuple[dict[str, Made], list[Failure]]:
    """Put all pages into the new site; return what stays of each, by address, and what failed.

    Args:
        project: what has been read.
        manifest: all pages.
        complete: the shells of each language.
        shop: where the site is made.

    Raises:
        KbError: a process was killed.
        OSError: a file cannot be written.
    """
    fillers = {
        lang: Filler(project.settings, project.labels[lang], frame.shells)
        for lang, frame in complete.items()
    }
    digests = {lang: _key(_job(project, lang, ())) for lang in complete}
    known = shop.store.read("page")
    templates()  # once, before the processes are forked
    pages = Pages(fillers, digests, known, shop.tree)
    values: dict[bytes, bytes] = {}
    found: dict[str, Made] = {}
    failures: list[Failure] = []
    for some in shop.run(pages, _shares(manifest, shop.jobs), "pages", len(manifest)):
        failures += (one for one in some if isinstance(one, Failure))
        for url, key, value in (one for one in some if not isinstance(one, Failure)):
            values[key] = value or known[key]
            found[url] = msgspec.msgpack.decode(values[key], type=Made)
    shop.store.replace("page", values)
    shop.tree.files.update({url: one.digest for url, one in found.items()})
    return dict(sorted(found.items())), sorted(failures)


def shell_links(
    manifest: Manifest, complete: Mapping[str, Frame], base_path: str
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield where the links of each shell lead, with the address of a page that is made from it."""
    examples = {(one.lang, shells.spec(one)): one.url for one in manifest}
    for (lang, spec), url in examples.items():
        links = complete[lang].shells[spec].links
        outward = [link for link in links if not link.startswith("#")]
        yield url, frozenset(targets_of(outward, url, base_path))


def _shares(manifest: Manifest, jobs: int) -> list[list[Recipe]]:
    """Deal out all pages; those of a group stay together."""
    ordered = sorted(manifest, key=lambda one: (one.group, one.url))
    size = max(STEP, math.ceil(len(ordered) / jobs))
    return [ordered[at : at + size] for at in range(0, len(ordered), size)]

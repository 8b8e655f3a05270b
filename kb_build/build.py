"""Conducts the whole pipeline."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb_build import checks
from kb_build import linkcheck as finish
from kb_build.checks.diagnostics import Diagnostic, Level, count
from kb_build.config import Settings
from kb_build.content import project
from kb_build.content.library import Library
from kb_build.content.project import Project
from kb_build.content.reading import Progress, Reader
from kb_build.errors import KbError
from kb_build.render.mkdocs import Job, render
from kb_build.render.shells import Staged, stage
from kb_build.search import pagefind as search
from kb_build.site import frame as assemble
from kb_build.site.manifest import Page, Site, generate
from kb_build.system import swap as publish
from kb_build.system.workers import Tell, run

SHARE = 1500
"""Most cases in one MkDocs project: it holds all its pages in memory, about 200 KB each."""
SMALL_SHARE = 200
"""Below this size, starting one more process costs more than it gains."""


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
        say: told about each step.

    Raises:
        KbError: the site cannot be made for a reason outside the content.
    """
    publish.check_target(site_dir, settings.root)
    with publish.exclusive(settings.work_dir):
        publish.recover(site_dir)
        read = project.load(settings, Reader(checks.inspect, say, jobs=jobs))
        problems = checks.run(read)
        if _keeps_from_publishing(problems, strict=strict):
            return Result(problems)
        library = read.published
        staged, alternates = _stage(read, library, jobs, say)
        with _run_dir(settings.work_dir) as folder, publish.replacing(site_dir) as new:
            parts, warnings = _render(staged, folder, jobs, say)
            if strict and warnings:
                raise KbError(f"MkDocs complains: {warnings[0]}", "or build without --strict")
            scripts = finish.known_scripts(parts)
            for lang in settings.languages:
                assemble.join([part for name, part in parts if name == lang], new / lang)
            _index(read, library, new, jobs, say)
            assemble.frame(new, settings, read.labels, library, alternates)
            urls = [url for one in staged.values() for url in one.urls]
            _finish(new, urls, finish.Frame(settings.base_path, scripts), jobs, say)
    return Result(problems, warnings, len(urls))


def _keeps_from_publishing(diagnostics: list[Diagnostic], *, strict: bool) -> bool:
    found = count(diagnostics)
    return bool(found[Level.ERROR] or (strict and found[Level.WARNING]))


def _stage(
    read: Project, library: Library, jobs: int, say: Progress
) -> tuple[dict[str, Staged], list[dict[str, str]]]:
    """Write the projects of each language; return them, and the languages of each page."""
    settings = read.settings
    staged: dict[str, Staged] = {}
    alternates: list[dict[str, str]] = []
    for number, lang in enumerate(settings.languages, 1):
        site = Site(
            lang,
            read.labels,
            library,
            settings.languages,
            settings.page_size,
            settings.sections,
            settings.site_url,
        )
        pages = _noting(generate(site, read.assets), alternates)
        folder = settings.work_dir / "stage" / lang
        staged[lang] = stage(settings, site, pages, folder, _shares(library, lang, settings, jobs))
        say("staging", number, len(settings.languages))
    return staged, alternates


def _noting(pages: Iterator[Page], alternates: list[dict[str, str]]) -> Iterator[Page]:
    for page in pages:
        alternates.append(dict(page.alternates))
        yield page


def _shares(library: Library, lang: str, settings: Settings, jobs: int) -> int:
    """Return to how many projects the pages of a language are dealt out."""
    cases = sum(1 for case in library.cases.values() if lang in case.editions)
    for_cores = min(-(-2 * jobs // len(settings.languages)), cases // SMALL_SHARE)
    return max(1, -(-cases // SHARE), for_cores)


@contextmanager
def _run_dir(work_dir: Path) -> Iterator[Path]:
    """Give a folder for what is rendered; those of builds that were killed are cleared away."""
    for old in work_dir.glob("run-*"):
        shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=work_dir) as name:
        yield Path(name)


def _counting(step: str, total: int, say: Progress) -> Tell:
    """Return what the processes of a step are to tell how many more things they have done."""
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        say(step, done, total)

    return more


def _render(
    staged: dict[str, Staged], folder: Path, jobs: int, say: Progress
) -> tuple[list[tuple[str, Path]], tuple[str, ...]]:
    """Render all projects; return language and folder of each share, and MkDocs' warnings."""
    tasks = [
        (lang, Job(folder_of, folder / f"{lang}-{number}"))
        for lang, one in staged.items()
        for number, folder_of in enumerate(one.projects)
    ]
    total = sum(one.files for one in staged.values())
    more = _counting("rendering", total, say)

    found = run(render, [job for _, job in tasks], jobs, more)
    warnings = sorted({warning for some in found for warning in some})
    return [(lang, job.site_dir) for lang, job in tasks], tuple(warnings)


def _index(read: Project, library: Library, new: Path, jobs: int, say: Progress) -> None:
    """Make the index of each language, and all else that the search needs."""
    entries = {lang: search.entries(one, library) for lang, one in read.labels.items()}
    total = sum(map(len, entries.values())) + len(entries)
    more = _counting("indexing", total, say)

    words = {lang: Counter[str]() for lang in entries}
    with tempfile.TemporaryDirectory(prefix="run-", dir=read.settings.work_dir) as name:
        size = max(SMALL_SHARE, -(-total // (2 * jobs)))
        tasks = search.batches(new, Path(name), entries, size)
        for lang, found in run(search.prepare, tasks, jobs, more):
            words[lang].update(found)
        indexes = [
            search.Index(lang, Path(name, lang), new / lang, search.data(lang, read.labels, one))
            for lang, one in words.items()
        ]
        ids = dict(run(search.index, indexes, jobs, more))
    for lang, shelf in search.shelves(library, read.labels, ids).items():
        search.write_shelf(new / lang, shelf)


def _finish(new: Path, urls: list[str], frame: finish.Frame, jobs: int, say: Progress) -> None:
    """Finish all pages; raise for whatever should not be published."""
    tasks = finish.shares(new, jobs, frame)
    total = sum(len(one.paths) for one in tasks)
    more = _counting("checking", total, say)

    wrong = [one for some in run(finish.finish, tasks, jobs, more) for one in some]
    wrong += finish.missing_pages(new, urls)
    if wrong:
        shown = "; ".join(sorted(wrong)[:5])
        raise KbError(f"{len(wrong)} faults in the finished pages: {shown}", "nothing is published")

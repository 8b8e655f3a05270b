"""Conducts the whole pipeline."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb_build import assemble, project
from kb_build.config import Settings
from kb_build.diagnostics import Diagnostic, Level, count
from kb_build.pages import Page, Site, generate
from kb_build.project import Progress, Project
from kb_build.render import render
from kb_build.stage import stage


@dataclass(frozen=True)
class Result:
    """What a build has come to."""

    diagnostics: list[Diagnostic]
    """All problems of the content."""
    warnings: tuple[str, ...]
    """What MkDocs complained about."""
    pages: int
    """How many pages were made; 0 when nothing was published."""

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
        jobs: how many languages to render at a time.
        say: told about each step.

    Raises:
        KbError: the site cannot be made for a reason outside the content.
    """
    assemble.check_target(site_dir, settings.root)
    read = project.load(settings, say)
    diagnostics = read.diagnostics
    if _keeps_from_publishing(diagnostics, strict=strict):
        return Result(diagnostics, (), 0)
    folders, pages = _stage(read, say)
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        say("rendering", done, pages)

    warnings = render(list(folders.values()), jobs, more)
    if strict and warnings:
        return Result(diagnostics, warnings, 0)
    new = settings.work_dir / "new"
    shutil.rmtree(new, ignore_errors=True)
    parts = {lang: folder / "site" for lang, folder in folders.items()}
    assemble.assemble(parts, [read.labels[lang] for lang in settings.languages], new)
    assemble.publish(new, site_dir)
    return Result(diagnostics, warnings, pages)


def _keeps_from_publishing(diagnostics: list[Diagnostic], *, strict: bool) -> bool:
    found = count(diagnostics)
    return bool(found[Level.ERROR] or (strict and found[Level.WARNING]))


def _stage(read: Project, say: Progress) -> tuple[dict[str, Path], int]:
    """Write the project of each language; return the folders and the number of pages."""
    settings, library = read.settings, read.library()
    folders: dict[str, Path] = {}
    pages = 0
    for number, lang in enumerate(settings.languages, 1):
        site = Site(
            lang,
            read.labels,
            library,
            settings.languages,
            settings.page_size,
            settings.sections,
        )
        folders[lang] = settings.work_dir / "stage" / lang
        pages += stage(settings, site, _pages(site, read), folders[lang])
        say("staging", number, len(settings.languages))
    return folders, pages


def _pages(site: Site, read: Project) -> Iterator[Page]:
    return generate(site, read.context.assets)

"""`kb build`."""

import os
import sys
from pathlib import Path

import click

from kb_build import config
from kb_build.build import Result
from kb_build.build import build as build_site
from kb_build.checks.diagnostics import Level, count, printable
from kb_build.commands import boundary
from kb_build.commands.progress import progress


@click.command()
@boundary.CONFIG_FILE
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="The folder that the site replaces.  [default: site beside the configuration]",
)
@click.option(
    "--site-url", help="The address under which it is published.  [default: that of mkdocs.yml]"
)
@click.option("--strict", is_flag=True, help="Let warnings keep the site from being published.")
@boundary.JOBS
@boundary.boundary
def build(
    config_file: Path, site_dir: Path | None, site_url: str | None, jobs: int, *, strict: bool
) -> None:
    """Build the whole site; the old one stays until the new one is complete."""
    settings = config.load(config_file, site_url)
    target = site_dir or settings.root / "site"
    with progress(boundary.echo) as say:
        result = build_site(settings, target, strict=strict, jobs=jobs, say=say)
    boundary.report(result.diagnostics, least=Level.WARNING)
    for warning in result.warnings:
        boundary.echo(f"warning: {printable(warning)}")
    if not result.published:
        boundary.echo(f"{boundary.summary(result.diagnostics)}; nothing was published")
        sys.exit(boundary.CONTENT_PROBLEMS)
    _celebrate(result, target, len(settings.languages))


def _celebrate(result: Result, target: Path, languages: int) -> None:
    notes = count(result.diagnostics)[Level.INFO]
    click.echo(f"{result.pages} pages in {languages} languages are in {target}{os.sep}")
    if notes:
        number = boundary.numbered(notes, "note")
        click.echo(f"{number} about translations: see kb check, or the status page")

"""`kb check`."""

import sys
from pathlib import Path

import click

from kb_build import checks, config
from kb_build.build import read
from kb_build.checks.diagnostics import Format, Level, count, render
from kb_build.commands import boundary
from kb_build.commands.progress import progress
from kb_build.errors import KbError


@click.command()
@boundary.CONFIG_FILE
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "output_format",
    type=click.Choice([one.value for one in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="For people, for programs, or as annotations of a pull request.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@boundary.JOBS
@boundary.boundary
def check(
    config_file: Path, paths: tuple[Path, ...], output_format: str, jobs: int, *, strict: bool
) -> None:
    """Find all problems of all files, or only those below PATHS."""
    settings = config.load(config_file)
    with progress(boundary.echo) as say:
        found = checks.run(read(settings, jobs, say))
    if paths:
        wanted = [_below(path, settings.root) for path in paths]
        found = [one for one in found if any(_is_in(one.path, path) for path in wanted)]
    if output_format == Format.JSON:
        boundary.echo_json(render(found, Format.JSON))
    elif found:
        click.echo(render(found, Format(output_format)))
    boundary.echo(boundary.summary(found))
    numbers = count(found)
    if numbers[Level.ERROR] or (strict and numbers[Level.WARNING]):
        sys.exit(boundary.CONTENT_PROBLEMS)


def _below(path: Path, root: Path) -> str:
    if not path.exists():
        raise KbError(f"there is no {path}", "name files or folders of the project")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise KbError(f"{path} is not in the project {root}") from None


def _is_in(path: str, wanted: str) -> bool:
    return wanted in {".", path} or path.startswith(f"{wanted}/")

"""The command `kb`. The only place that prints, and the boundary at which failures end."""

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import click

from kb_build import __version__, checks, config
from kb_build.build import Result
from kb_build.build import build as build_site
from kb_build.checks.diagnostics import Diagnostic, Format, Level, count, printable, render
from kb_build.commands.progress import progress
from kb_build.content import authoring as translating
from kb_build.content import project
from kb_build.content.fields import OriginalFields
from kb_build.content.files import decode
from kb_build.content.reading import Reader
from kb_build.errors import KbError, from_os_error
from kb_build.text import language, outline
from kb_build.text.frontmatter import split

P = ParamSpec("P")
R = TypeVar("R")

CONTENT_PROBLEMS = 1
CANNOT_RUN = 2


def _boundary(command: Callable[P, R]) -> Callable[P, R]:
    """Let a failure end in one clear sentence and exit code 2."""

    @wraps(command)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        for one in (signal.SIGINT, signal.SIGTERM):  # both clear up, then end
            signal.signal(one, signal.default_int_handler)
        try:
            return command(*args, **kwargs)
        except KbError as error:
            _fail(error.message, error.hint)
        except KeyboardInterrupt:
            _fail("interrupted; nothing was changed", "")
        except BrokenPipeError:  # the reader, such as `head`, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(CANNOT_RUN)
        except OSError as error:
            known = from_os_error(error)
            _fail(known.message, known.hint)

    return inside


def _fail(message: str, hint: str) -> NoReturn:
    click.echo(f"error: {printable(message)}", err=True)
    if hint:
        click.echo(f"  try: {printable(hint)}", err=True)
    sys.exit(CANNOT_RUN)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Build and check a multilingual knowledge base of customer-service cases."""


_CONFIG_FILE = click.option(
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration; its folder is the project's root.",
)


@main.command()
@_CONFIG_FILE
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="The folder that the site replaces.  [default: site beside the configuration]",
)
@click.option(
    "--site-url", help="The address under which it is published.  [default: that of mkdocs.yml]"
)
@click.option("--strict", is_flag=True, help="Let warnings keep the site from being published.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="the number of cores",
    help="How many processes may work at a time.",
)
@_boundary
def build(
    config_file: Path, site_dir: Path | None, site_url: str | None, jobs: int, *, strict: bool
) -> None:
    """Build the whole site; the old one stays until the new one is complete."""
    settings = config.load(config_file, site_url)
    target = site_dir or settings.root / "site"
    with progress(_tell) as say:
        result = build_site(settings, target, strict=strict, jobs=jobs, say=say)
    _report(result.diagnostics, least=Level.WARNING)
    for warning in result.warnings:
        click.echo(f"warning: {printable(warning)}", err=True)
    if not result.published:
        click.echo(f"{_summary(result.diagnostics)}; nothing was published", err=True)
        sys.exit(CONTENT_PROBLEMS)
    _celebrate(result, target, len(settings.languages))


def _celebrate(result: Result, target: Path, languages: int) -> None:
    notes = count(result.diagnostics)[Level.INFO]
    click.echo(f"{result.pages} pages in {languages} languages are in {target}{os.sep}")
    if notes:
        click.echo(f"{_number(notes, 'note')} about translations: see kb check, or the status page")


@main.command()
@_CONFIG_FILE
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
@_boundary
def check(config_file: Path, paths: tuple[Path, ...], output_format: str, *, strict: bool) -> None:
    """Find all problems of all files, or only those below PATHS."""
    settings = config.load(config_file)
    with progress(_tell) as say:
        found = checks.run(
            project.load(settings, Reader(checks.inspect, say, jobs=os.cpu_count() or 1))
        )
    if paths:
        wanted = [_below(path, settings.root) for path in paths]
        found = [one for one in found if any(_is_in(one.path, path) for path in wanted)]
    if found or output_format == Format.JSON:
        click.echo(render(found, Format(output_format)))
    click.echo(_summary(found), err=True)
    numbers = count(found)
    if numbers[Level.ERROR] or (strict and numbers[Level.WARNING]):
        sys.exit(CONTENT_PROBLEMS)


def _below(path: Path, root: Path) -> str:
    if not path.exists():
        raise KbError(f"there is no {path}", "name files or folders of the project")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise KbError(f"{path} is not in the project {root}") from None


def _is_in(path: str, wanted: str) -> bool:
    return wanted in {".", path} or path.startswith(f"{wanted}/")


@main.command()
@click.argument("code")
@_boundary
def explain(code: str) -> None:
    """Print the manual page of a problem, such as KB110; `all` lists them."""
    if code.lower() == "all":
        for one in checks.ALL.values():
            click.echo(f"{one.code}  {one.level:<7}  {one.summary}")
        return
    found = checks.ALL.get(f"KB{code.upper().removeprefix('KB')}")
    if found is None:
        raise KbError(f"there is no problem {code}", "kb explain all")
    click.echo(f"{found.code} ({found.level})\n\n{found.manual}")


@main.command()
@_CONFIG_FILE
@click.argument("case_id", metavar="CASE")
@click.argument("lang")
@click.option(
    "--mark-current", is_flag=True, help="Say that the translation matches the original again."
)
@_boundary
def translate(config_file: Path, case_id: str, lang: str, *, mark_current: bool) -> None:
    """Prepare the translation of CASE into LANG, or stamp the one that is there."""
    read = project.load(config.load(config_file), Reader(checks.inspect))
    case_id = Path(case_id).stem  # people complete file names
    original = read.originals.get(case_id)
    if original is None or not original.fields:
        raise KbError(f"there is no case {case_id} that could be translated", "see kb check")
    if lang not in read.labels:
        known = ", ".join(read.settings.languages)
        hint = "a new language has to be added to mkdocs.yml first"
        raise KbError(f"'{lang}' is not among the languages {known}", hint)
    if lang == original.lang:
        raise KbError(f"{original.source.path} is itself in '{lang}'")
    path = read.settings.root / "translations" / lang / f"{case_id}.md"
    if mark_current:
        written = translating.stamped(_existing(path), original.digests)
    elif path.exists():
        raise KbError(f"{path} is there already", "to stamp it, add --mark-current")
    else:
        written = translating.prepared(original, read.labels[lang]).encode()
    _replace(path, written)
    click.echo(str(path))


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that the old one stays whole until the new one is complete."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _existing(path: Path) -> bytes:
    if not path.exists():
        raise KbError(f"there is no {path}", "leave out --mark-current to prepare it")
    return path.read_bytes()


@main.command()
@_boundary
def schema() -> None:
    """Print the front matter of a case as JSON Schema, for editors."""
    click.echo(json.dumps(OriginalFields.model_json_schema(), indent=2, ensure_ascii=False))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_boundary
def detect(files: tuple[Path, ...]) -> None:
    """Tell the language of each file, and which paragraphs are in another one."""
    for path in files:
        text, faults = decode(path.read_bytes())
        if not text:
            click.echo(f"{path}: cannot be read ({faults[0].kind})")
            continue
        front = split(text)
        verdict = language.detect(outline.read(front.body, front.body_line).passages)
        sure = "sure" if verdict.sure else "not sure"
        click.echo(
            f"{path}: {verdict.language or 'undecided'}"
            f" ({verdict.share:.0%} of the letters, {_number(verdict.words, 'word')}, {sure})"
        )
        for vote in verdict.foreign(verdict.language):
            click.echo(f"  line {vote.passage.line}: {vote.language}")


def _report(found: list[Diagnostic], least: Level) -> None:
    levels = list(Level)
    shown = [one for one in found if levels.index(one.level) <= levels.index(least)]
    if shown:
        click.echo(render(shown, Format.TEXT), err=True)


def _summary(found: list[Diagnostic]) -> str:
    numbers = count(found)
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
    return ", ".join(_number(numbers[level], name) for level, name in names.items())


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _number(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"

"""`kb translate`."""

from pathlib import Path

import click

from kb_build import checks, config
from kb_build.commands import boundary
from kb_build.content import authoring, project
from kb_build.content.reading import Reader
from kb_build.errors import KbError
from kb_build.system.places import check_no_link, write_new


@click.command()
@boundary.CONFIG_FILE
@click.argument("case_id", metavar="CASE")
@click.argument("lang")
@click.option(
    "--mark-current", is_flag=True, help="Say that the translation matches the original again."
)
@boundary.boundary
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
    for one in (path.parent.parent, path.parent, path):
        check_no_link(one)
    if mark_current:
        written = authoring.stamped(_existing(path), original.digests)
    elif path.exists():
        raise KbError(f"{path} is there already", "to stamp it, add --mark-current")
    else:
        written = authoring.prepared(original, read.labels[lang]).encode()
    _replace(path, written)
    click.echo(str(path))


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that the old one stays whole until the new one is complete."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)  # that of a run that was killed, or a link
    try:
        write_new(new, data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _existing(path: Path) -> bytes:
    if not path.exists():
        raise KbError(f"there is no {path}", "leave out --mark-current to prepare it")
    return path.read_bytes()

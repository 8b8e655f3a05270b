"""`kb detect`."""

from pathlib import Path

import click

from kb_build.commands import boundary
from kb_build.content.files import decode
from kb_build.text import language, outline
from kb_build.text.frontmatter import split


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@boundary.boundary
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
        words = boundary.numbered(verdict.words, "word")
        name = verdict.language or "undecided"
        click.echo(f"{path}: {name} ({verdict.share:.0%} of the letters, {words}, {sure})")
        for vote in verdict.foreign(verdict.language):
            click.echo(f"  line {vote.passage.line}: {vote.language}")

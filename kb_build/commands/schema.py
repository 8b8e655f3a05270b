"""`kb schema`."""

import json

import click

from kb_build.commands import boundary
from kb_build.content.fields import OriginalFields


@click.command()
@boundary.boundary
def schema() -> None:
    """Print the front matter of a case as JSON Schema, for editors."""
    click.echo(json.dumps(OriginalFields.model_json_schema(), indent=2, ensure_ascii=False))

"""`kb schema`."""

import json

import click

from kb_build.commands import boundary
from kb_build.content.fields import OriginalFields


@click.command()
@boundary.boundary
def schema() -> None:
    """Print the front matter of a case as JSON Schema, for editors."""
    found = OriginalFields.model_json_schema()
    boundary.echo_json(json.dumps(found, indent=2, ensure_ascii=False))

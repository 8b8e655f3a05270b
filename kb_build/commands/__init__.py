"""The command `kb`: one verb a module. The only place that prints."""

import click

from kb_build import __version__
from kb_build.commands.build import build
from kb_build.commands.check import check
from kb_build.commands.detect import detect
from kb_build.commands.explain import explain
from kb_build.commands.schema import schema
from kb_build.commands.translate import translate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where in the program a failure comes from.")
@click.version_option(__version__)
def main(*, debug: bool) -> None:
    """Build and check a multilingual knowledge base of customer-service cases."""


for _command in (build, check, detect, explain, schema, translate):
    main.add_command(_command)

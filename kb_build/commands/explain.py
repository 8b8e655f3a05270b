"""`kb explain`."""

import click

from kb_build import checks
from kb_build.commands import boundary
from kb_build.errors import KbError


@click.command()
@click.argument("code")
@boundary.boundary
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

"""What GitHub is told to do, read as values in which each scalar is the text in the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.building import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.y*ml"))


class Step(NamedTuple):
    """A step of a job, and where it stands."""

    workflow: str
    job: str
    told: dict[str, Any]

    @property
    def command(self) -> str:
        return self.told.get("run", "")


def read(path: Path) -> dict[str, Any]:
    """Return a file in which `on` is a word, and not a way to write `true`."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def steps() -> Iterator[Step]:
    """Yield each step of each job."""
    for path in FILES:
        for job, told in read(path)["jobs"].items():
            yield from (Step(path.name, job, one) for one in told["steps"])

"""Runs MkDocs on a project."""

import logging
import os
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kb_build.errors import KbError
from kb_build.system.workers import Tell

STEP = 20
"""After how many pages the progress is told."""


class Job(NamedTuple):
    """A MkDocs project, and where its pages go."""

    project: Path
    """The folder with its `mkdocs.yml`."""
    site_dir: Path


def render(job: Job, tell: Tell) -> tuple[str, ...]:
    """Build a MkDocs project; return what MkDocs complains about.

    It is meant for a process of its own: it turns the messages of MkDocs to itself.
    """
    os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    listener = _Listener(tell)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        path = str(job.project / "mkdocs.yml")
        config = load_config(config_file=path, site_dir=str(job.site_dir))
    except Abort:
        said = "; ".join(listener.warnings)
        raise KbError(
            f"mkdocs.yml: {said}", "correct it; kb check looks at the texts only"
        ) from None
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    tell(listener.pages % STEP)
    return tuple(listener.warnings)


class _Listener(logging.Handler):
    """Counts the pages that MkDocs tells it has built, and keeps its warnings."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self.tell = tell
        self.pages = 0
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.warnings.append(record.getMessage())
        elif str(record.msg).startswith("Building page"):
            self.pages += 1
            if self.pages % STEP == 0:
                self.tell(STEP)

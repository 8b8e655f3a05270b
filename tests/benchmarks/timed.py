"""Builds a project in this process; prints the seconds of each step as JSON.

Usage: python -m tests.benchmarks.timed CONFIG SITE JOBS
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kb_build import build, checks, config
from kb_build.render import batch
from kb_build.search import batch as search

STEPS = {
    "reading": (build, "_read"),
    "checks": (checks, "run"),
    "manifest": (build, "generate"),
    "frames": (batch, "frames"),
    "pages": (batch, "make"),
    "links": (build, "_check"),
    "search": (search, "index"),
}
"""The function of each step, and the module in which it is looked up."""


def main() -> None:
    """Build once."""
    spent: dict[str, float] = {}
    for name, (module, function) in STEPS.items():
        setattr(module, function, _timed(getattr(module, function), name, spent))
    settings = config.load(Path(sys.argv[1]))
    build.build(settings, Path(sys.argv[2]), strict=False, jobs=int(sys.argv[3]), say=_silent)
    print(json.dumps(spent))


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] = time.perf_counter() - start

    return timed


def _silent(_step: str, _done: int, _total: int) -> None:
    pass


main()

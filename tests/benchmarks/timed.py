"""Builds one project and prints, as JSON, how many seconds each step took.

Usage: python -m tests.benchmarks.timed CONFIGURATION SITE_FOLDER
"""

import json
import os
import sys
import time
from pathlib import Path

from kb_build import build, config


def main() -> None:
    """Time a build with as many processes as there are cores."""
    ends: dict[str, float] = {}
    start = time.perf_counter()

    def say(step: str, _done: int, _total: int) -> None:
        ends[step] = time.perf_counter()

    settings = config.load(Path(sys.argv[1]), "https://cases.example.org/")
    jobs = os.cpu_count() or 1
    result = build.build(settings, Path(sys.argv[2]), strict=False, jobs=jobs, say=say)
    assert result.published, result.diagnostics[:3]
    ends["publishing"] = time.perf_counter()
    seconds = {}
    for step, end in ends.items():
        seconds[step] = end - start
        start = end
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()

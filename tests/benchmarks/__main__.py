"""Times `kb build` on the shipped content and on generated collections of growing size.

Usage: python -m tests.benchmarks [CASES …]      (default: 100 and 1000 cases)
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.generate import ROOT, generate


class Measured(NamedTuple):
    """What one build took."""

    seconds: float
    peak: float
    """MiB, all processes of the build together."""
    pages: int
    steps: dict[str, float]
    """Seconds of each step; what a step prepares counts to it."""


def measure(configuration: Path, site: Path) -> Measured:
    """Build a site in a process of its own, and watch it."""
    command = [sys.executable, "-m", "tests.benchmarks.timed", str(configuration), str(site)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE) as process:
        peak = _watch(process)
        assert process.wait() == 0, "the build failed"
        steps = json.loads(process.stdout.read()) if process.stdout else {}
    seconds = time.perf_counter() - start
    pages = sum(1 for _ in site.rglob("index.html"))
    return Measured(seconds, peak / 2**20, pages, steps)


def _watch(process: subprocess.Popen[bytes]) -> int:
    """Return the most memory (proportional set size, bytes) that a process and its children had."""
    peak = 0
    done = threading.Event()
    threading.Thread(target=lambda: (process.wait(), done.set()), daemon=True).start()
    while not done.wait(0.05):
        peak = max(peak, sum(map(_memory, _family(process.pid))))
    return peak


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue
        found.extend(map(int, children.split()))
    return found


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def report(name: str, configuration: Path, folder: Path) -> Measured:
    """Measure twice, without and with what the first build left behind, and print both."""
    site = folder / "site"
    cold, warm = measure(configuration, site), measure(configuration, site)
    for how, one in (("first build", cold), ("again", warm)):
        print(
            f"{name:<22} {how:<12} {one.seconds:7.1f} s  {one.pages:6} pages"
            f"  {one.pages / one.seconds:6.1f} pages/s  peak {one.peak:6.0f} MiB"
        )
        shares = (f"{step} {spent / one.seconds:.0%}" for step, spent in one.steps.items())
        print(f"{'':<22} {', '.join(shares)}", flush=True)
    return cold


def main() -> None:
    """Measure the shipped content and each size that was asked for."""
    sizes = [int(one) for one in sys.argv[1:]] or [100, 1000]
    results: list[tuple[int, Measured]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report("shipped content", _shipped(folder / "shipped"), folder / "shipped")
        for size in sizes:
            root = folder / str(size)
            configuration = generate(root, size)
            results.append((size, report(f"{size} cases × 3", configuration, root)))
            page = next((root / "site" / "it" / "cases").glob("case-*/index.html"))
            print(f"{'':<22} a case page has {page.stat().st_size:,} bytes")
    for (small, before), (large, after) in pairwise(results):
        ratio = after.seconds / before.seconds
        print(f"{large} cases take {ratio:.1f} times as long as {small}")


def _shipped(root: Path) -> Path:
    """Return the configuration of a copy of the shipped content, without anything built."""
    root.mkdir()
    for part in ("cases", "translations", "docs"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root / "mkdocs.yml"


if __name__ == "__main__":
    main()

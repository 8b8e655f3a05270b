"""Times `kb build` on the shipped content and on generated collections of growing size.

Usage: python -m tests.benchmarks [CASES …]      (default: 100 and 334 cases)

Each is built four times: from nothing, again, with one sentence changed, with one case added. Where
Hugo and Pagefind can be installed, the times are also given as ratios to theirs on the same texts.
Run it while nothing else runs.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from kb_build import config
from tests.benchmarks.generate import ROOT, generate
from tests.benchmarks.rival import Rival, prepare

ADDED = "cases/added-by-the-benchmark.md"


class Measured(NamedTuple):
    """What one build took."""

    seconds: float
    peak: float
    """MiB, all processes of the build together."""
    steps: dict[str, float]
    """Seconds of each step."""


def measure(configuration: Path, site: Path, jobs: int = os.cpu_count() or 1) -> Measured:
    """Build a site in a process of its own, and watch it."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.timed",
        *map(str, (configuration, site, jobs)),
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE) as process:
        peak = _watch(process)
        assert process.wait() == 0, "the build failed"
        steps = json.loads(process.stdout.read()) if process.stdout else {}
    return Measured(time.perf_counter() - start, peak / 2**20, steps)


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


def report(name: str, configuration: Path, rival: float | None = None) -> None:
    """Build a project four times, and print what each build took."""
    root = configuration.parent
    edited = min((root / "cases").glob("*.md"))
    text = edited.read_text("utf-8")
    for how in ("cold", "again", "one edit", "new case"):
        if how == "one edit":
            edited.write_text(f"{text.rstrip()} 1.\n", "utf-8")
        elif how == "new case":
            (root / ADDED).write_text(
                re.sub(r"^retells:.*\n", "", text, flags=re.MULTILINE), "utf-8"
            )
        one = measure(configuration, root / "site")
        ratio = f"{one.seconds / rival:6.2f} × Hugo + Pagefind" if rival else ""
        print(f"{name:<18} {how:<9} {one.seconds:7.2f} s  peak {one.peak:5.0f} MiB{ratio}")
        shares = (f"{step} {spent / one.seconds:.0%}" for step, spent in one.steps.items())
        print(f"{'':<18} {', '.join(shares)}", flush=True)
    edited.write_text(text, "utf-8")
    (root / ADDED).unlink()
    page = max((root / "site").glob("*/cases/*/index.html"), key=lambda path: path.stat().st_size)
    print(f"{'':<18} the largest case page has {page.stat().st_size:,} bytes")


def main() -> None:
    """Measure the shipped content and each size that was asked for."""
    sizes = [int(one) for one in sys.argv[1:]] or [100, 334]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report("shipped content", _shipped(folder / "shipped"))
        rival = Rival.installed(folder / "rival")
        for size in sizes:
            configuration = generate(folder / str(size), size)
            languages = config.load(configuration).languages
            site = prepare(configuration.parent, languages, folder / f"hugo-{size}")
            seconds = rival.build(site) if rival else None
            if seconds:
                print(f"{size} cases × 3       Hugo + Pagefind {seconds:.2f} s")
            report(f"{size} cases × 3", configuration, seconds)


def _shipped(root: Path) -> Path:
    """Return the configuration of a copy of the shipped content, without anything built."""
    root.mkdir()
    for part in ("cases", "translations", "docs"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root / "mkdocs.yml"


if __name__ == "__main__":
    main()

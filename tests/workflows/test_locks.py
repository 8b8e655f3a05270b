"""The locked installation works with the oldest pip that a supported Python brings."""

import re
import shlex
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from tests.building import ROOT

OLDEST = "22.3"
"""Python 3.11.0 brings this version of pip."""
LOCKS = sorted(ROOT.glob("requirements*.lock"))
INSTALLS = [
    line.strip()
    for path in (ROOT / "Makefile", ROOT / "README.md")
    for line in path.read_text("utf-8").splitlines()
    if "--require-hashes" in line
]
"""Each command by which a lock is installed."""


def wheel(folder: Path, name: str, version: str, *requires: str) -> str:
    """Put a wheel without modules into a folder; return its line in a lock."""
    info = f"{name}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: more\n"]
    metadata += [f"Requires-Dist: {one}\n" for one in requires]
    files = {
        f"{info}/METADATA": "".join(metadata),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip('=')},\n"
        for path, text in files.items()
    )
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for where, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(where, text)
    return f"{name}=={version} --hash=sha256:{sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """Return a Python with the oldest pip that can be had here."""
    folder = tmp_path_factory.mktemp("oldest")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    found = folder / "bin" / "python"
    # Without network the pip that this Python brought has to do.
    command = [found, "-m", "pip", "install", "--quiet", f"pip=={OLDEST}"]
    subprocess.run(command, check=False, capture_output=True)
    return found


def flags() -> list[str]:
    """Return the options with which `make` installs a lock."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return shlex.split(re.search(r"^LOCKED := \$\(PIP\) (.*)$", text, re.MULTILINE)[1])


def install(python: Path, index: Path, lock: Path, *options: str):
    command = [python, "-m", "pip", "install", "--no-index", "--find-links", index]
    return subprocess.run(
        [*command, *options, "-r", lock], capture_output=True, text=True, check=False
    )


def test_a_newer_version_in_the_index_does_not_stop_the_oldest_pip(python, tmp_path):
    lock = wheel(tmp_path, "kbtest_user", "1.0", "kbtest_used[more]>=1.0")
    lock += wheel(tmp_path, "kbtest_used", "1.0")
    wheel(tmp_path, "kbtest_used", "1.1")
    path = tmp_path / "requirements.lock"
    path.write_text(lock)
    done = install(python, tmp_path, path, *flags())
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    ).stdout
    assert re.findall(r"kbtest.used==(.*)", listed) == ["1.0"]


@pytest.mark.parametrize("command", INSTALLS)
def test_every_locked_installation_looks_for_nothing_beyond_the_lock(command):
    assert "--no-deps" in command
    assert "--no-build-isolation" in command


def test_what_builds_packages_is_locked():
    names = re.findall(r"^([\w-]+)==", (ROOT / "requirements-build.lock").read_text(), re.MULTILINE)
    assert {"flit-core", "setuptools", "wheel"} <= set(names)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_index(lock):
    assert not re.search(r"://|--index|--find-links", lock.read_text())

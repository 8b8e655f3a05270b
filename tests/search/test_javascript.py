"""The JavaScript of the search has tests of its own, which Node runs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
OLDEST = 20


@pytest.fixture(scope="module")
def node() -> str:
    """The command; without it the tests are skipped, but fail in CI."""
    path = shutil.which("node")
    version = (
        path
        and subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    )
    if version and int(re.search(r"\d+", version)[0]) >= OLDEST:
        return path
    message = f"no Node {OLDEST} or newer on this machine, which the tests of the search need"
    if os.environ.get("KB_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_the_modules_of_the_search_do_what_their_tests_say(node, path):
    command = [node, "--test", "--test-reporter=tap", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.MULTILINE)[1]) > 0

"""One example is one file: a test that asks for `example` runs for each file of its folder.

A module with such a test names the folder in `EXAMPLES`, and the `conftest.py` beside it imports
`pytest_generate_tests` from here. A file holds what is `given` and what is to `expect`; only what
it expects is compared, so that an example shows its one point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Example:
    """Input and expected output, read from one file."""

    given: Any
    expect: Mapping[str, Any]

    def check(self, actual: Mapping[str, Any]) -> None:
        """Compare all that the file expects."""
        assert self.expect, "the example expects nothing"
        assert {name: actual[name] for name in self.expect} == self.expect


def pytest_generate_tests(metafunc):
    if "example" in metafunc.fixturenames:
        files = sorted(
            Path(metafunc.module.__file__).with_name(metafunc.module.EXAMPLES).glob("*.yml")
        )
        assert files, f"there are no examples in {metafunc.module.EXAMPLES}/"
        examples = [Example(**yaml.safe_load(file.read_text("utf-8"))) for file in files]
        metafunc.parametrize("example", examples, ids=[file.stem for file in files])

"""One example is one file, see `tests.golden`."""

from tests.examples import pytest_generate_tests

__all__ = ["pytest_generate_tests"]

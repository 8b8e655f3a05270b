"""A way to be somebody without special rights."""

import multiprocessing
import os
from collections.abc import Callable

import pytest

NOBODY = 65534


@pytest.fixture
def as_nobody(tmp_path) -> Callable[..., None]:
    """Return a function that calls another one without the rights of an administrator."""

    def run(function: Callable[..., None], *args: object) -> None:
        if os.geteuid():
            function(*args)
            return
        for path in (*tmp_path.rglob("*"), tmp_path):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        closed = [path for path in tmp_path.parents if not path.stat().st_mode & 0o001]
        modes = [path.stat().st_mode for path in closed]
        for path, mode in zip(closed, modes, strict=True):
            path.chmod(mode | 0o001)
        process = multiprocessing.get_context("fork").Process(
            target=_as_nobody, args=(function, args)
        )
        process.start()
        process.join()
        for path, mode in zip(closed, modes, strict=True):
            path.chmod(mode)
        assert process.exitcode == 0

    return run


def _as_nobody(function: Callable[..., None], args: tuple[object, ...]) -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    function(*args)

"""Expected results that are kept in files; `KB_UPDATE_GOLDEN=1 make quick` writes them anew."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HINT = "if this is as it should be: KB_UPDATE_GOLDEN=1 make quick, and look at the difference"
UPDATING = bool(os.environ.get("KB_UPDATE_GOLDEN"))


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such, and nothing by reference."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def same_bytes(path: Path, actual: bytes) -> None:
    """Compare with the content of a file, or make it the content."""
    if UPDATING:
        path.write_bytes(actual)
    assert actual.decode() == path.read_text("utf-8"), HINT


def same_value(path: Path, given: Mapping[str, Any], actual: Any) -> None:
    """Compare with what an example expects, or make it that."""
    if UPDATING:
        path.write_text(_dump({"given": dict(given), "expect": actual}), "utf-8")
    wanted = yaml.safe_load(path.read_text("utf-8")).get("expect")
    assert _dump(actual) == _dump(wanted), HINT  # as texts, whose difference can be read


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96)

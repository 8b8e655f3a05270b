"""The words of the fixture project keep step with the models; if not, this says what to write."""

from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from kb_build.content.fields import OriginalFields, PageFields
from kb_build.content.labels import Interface, Plural
from tests.building import ROOT
from tests.conftest import PROJECT

LANGUAGES = sorted(path.name for path in (PROJECT / "translations").iterdir())
FIELDS = {**PageFields.model_fields, **OriginalFields.model_fields, "source_revision": None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_fixture_project_has_every_word_of_the_interface_and_no_others(lang):
    path = PROJECT / "translations" / lang / "site.yml"
    words = yaml.safe_load(path.read_text("utf-8"))
    advice = [*_advice(Interface, words), *_compare([*FIELDS], words["fields"], "  ", "fields")]
    where = path.relative_to(ROOT)
    assert not advice, "\n".join([f"in {where}", *advice])


def test_the_advice_names_the_line_and_its_neighbour():
    words = {name: "x" for name in Interface.model_fields if name != "related"}
    words |= {"sections": {"situation": "x"}, "motto": "x"}
    advice = list(_advice(Interface, words))
    assert "after «retellings» add the line:  related: …  # Heading: similar cases" in advice
    assert "delete the line motto" in advice
    assert any(one.startswith("after «sections.situation» add") for one in advice)


def _advice(model: type[BaseModel], words: dict[str, Any], above: str = "") -> list[str]:
    found = _compare([*model.model_fields], words, "  " if above else "", above, model)
    for name, info in model.model_fields.items():
        inner = info.annotation
        is_group = isinstance(inner, type) and issubclass(inner, BaseModel) and inner is not Plural
        if is_group and isinstance(words.get(name), dict):
            found += _advice(inner, words[name], name)
    return found


def _compare(
    names: list[str],
    words: dict[str, Any],
    indent: str,
    above: str,
    model: type[BaseModel] | None = None,
) -> list[str]:
    prefix = f"{above}." if above else ""
    found = [f"delete the line {prefix}{name}" for name in words if name not in names]
    for number, name in enumerate(names):
        if name not in words:
            info = model.model_fields[name] if model else FIELDS[name]
            place = f"after «{prefix}{names[number - 1]}»" if number else f"at the top {above}"
            note = f"  # {info.description}" if info and info.description else ""
            found.append(f"{place} add the line:  {indent}{name}: …{note}")
    return found

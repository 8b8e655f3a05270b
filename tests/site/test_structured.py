"""JSON-LD speaks the language of schema.org."""

import json

import pytest

from tests.conftest import FIXTURES

SCHEMA_ORG = json.loads((FIXTURES / "schema.org" / "types.json").read_text("utf-8"))
TEXTS = {"Text", "URL", "Date", "DateTime", "PronounceableText"}
ABOVE = {"Article": ("CreativeWork",), "BreadcrumbList": ("ItemList",)}
"""The types of which a type is a part, between itself and `Thing`."""
NUMBERS = {"Integer", "Number"}


def test_it_has_only_terms_of_schema_org_with_the_types_they_may_have(manifest):
    found = [one for recipe in manifest for one in recipe.page().head.structured]
    assert {one["@type"] for one in found} == {"Article", "BreadcrumbList"}
    for one in found:
        assert one["@context"] == "https://schema.org"
        check_thing({name: value for name, value in one.items() if name != "@context"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Article", "colour": "red"},
        {"@type": "Article", "headline": 3},
        {"@type": "Article", "isAccessibleForFree": "yes"},
        {"@type": "Article", "headline": {"@id": "https://example.org/"}},
        {"@type": "Article", "publisher": {"@type": "CreativeWork", "name": "A book"}},
        {"@type": "Article", "citation": {"@type": "Organization", "name": "A publisher"}},
        {"@type": "Article", "citation": [{"@type": "CreativeWork", "size": 1}]},
        {"@type": "Artikel"},
        {"headline": "A title"},
    ],
)
def test_what_schema_org_does_not_know_is_noticed(wrong):
    with pytest.raises((AssertionError, KeyError)):
        check_thing(wrong)


def check_thing(thing: dict) -> None:
    if set(thing) == {"@id"}:
        return
    known = SCHEMA_ORG[thing["@type"]]
    for name, value in thing.items():
        if not name.startswith("@"):
            assert name in known, (thing["@type"], name)
            for one in value if isinstance(value, list) else [value]:
                check_value(one, set(known[name]), name)


def check_value(value: object, allowed: set[str], name: str) -> None:
    if isinstance(value, dict):
        check_thing(value)
        # What is only named by its id may be anything but a text or a number.
        kinds = {kind := value.get("@type"), "Thing", *ABOVE.get(kind, ())}
        assert (kinds & allowed) if kind else (allowed - TEXTS - NUMBERS - {"Boolean"}), name
    elif isinstance(value, bool):
        assert "Boolean" in allowed, name
    elif isinstance(value, int):
        assert NUMBERS & allowed, name
    else:
        assert TEXTS & allowed, (name, allowed)

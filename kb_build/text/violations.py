"""What a pydantic model has against some data, as values and as sentences."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from kb_build.text.positions import YamlPath

M = TypeVar("M", bound=BaseModel)

MISSING = "missing"
UNKNOWN = "extra_forbidden"
TOO_SHORT = frozenset({"string_too_short", "too_short"})
TOO_LONG = frozenset({"string_too_long", "too_long"})
OWN_RULE = "value_error"
"""The type of a violation of one of our own validators; its words are fit for readers."""


class Violation(NamedTuple):
    """One thing that the data of a file do not have as the model demands it."""

    type: str
    """Pydantic's name for it, such as `missing` or `string_type`."""
    path: YamlPath
    """Where it is."""
    words: str
    """Pydantic's sentence, or our own validator's."""

    def sentence(self, words: Mapping[str, str]) -> str:
        """Return what is wrong: our words for its type, where there are any, or else its own."""
        return words.get(self.type, self.words)


def validate(model: type[M], data: object) -> tuple[M | None, tuple[Violation, ...]]:
    """Return the model made of `data`, or `None` and everything that is wrong with them."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, violations(error)


def violations(error: ValidationError) -> tuple[Violation, ...]:
    """Return all that a validation found, in the order of the model's fields."""
    return tuple(
        Violation(one["type"], tuple(one["loc"]), one["msg"].removeprefix("Value error, "))
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    )

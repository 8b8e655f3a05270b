"""The facts of all cases, by which readers filter and browse them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kb_build.content.fields import OriginalFields
from kb_build.content.labels import Labels
from kb_build.content.library import Case
from kb_build.site import addresses


class Facet(NamedTuple):
    """Something by which cases can be filtered."""

    id: str
    """Its name in addresses and in the browser's data."""
    kind: str
    """The list of the vocabulary that has its terms; empty for countries, which come from CLDR."""
    heading: str
    """The text of the interface over its choices."""


FACETS = (
    Facet("tag", "tags", "tags"),
    Facet("sector", "sectors", "sector"),
    Facet("channel", "channels", "channel"),
    Facet("outcome", "outcomes", "outcome"),
    Facet("country", "", "country"),
)
"""In the order in which readers see them."""

Ids = Mapping[str, str]
"""The ids of the pages of a language, by address within its folder."""


def catalogue(cases: Sequence[Case], labels: Labels, ids: Mapping[str, Ids]) -> dict[str, Any]:
    """Return the content of `catalogue.json` in one language.

    A case has the same row in all languages. Where it does not exist in this one, its row names
    the language in which readers are led to it, and its id there.

    Args:
        cases: all that are published, in the order in which readers browse them.
        labels: the words of the language.
        ids: for each language, `Index.ids`.
    """
    facts = [_facts(case.fields) for case in cases]
    countries = sorted({fact["country"] for fact in facts} - {""})
    return {
        "pages": [_place(case, labels.lang, ids) for case in cases],
        "facts": {facet.id: [fact[facet.id] for fact in facts] for facet in FACETS},
        "countries": {code: labels.country(code) for code in countries},
    }


def _facts(fields: OriginalFields) -> dict[str, str]:
    """Return for each facet the ids that a case bears, with blanks between them."""
    facts = {
        facet.id: " ".join(one for kind, one in fields.terms if kind == facet.kind)
        for facet in FACETS
    }
    return facts | {"country": fields.country or ""}


def _place(case: Case, lang: str, ids: Mapping[str, Ids]) -> str:
    there = case.best(lang).text.lang
    address = addresses.case(there, case.id)
    known = ids[there][address.removeprefix(addresses.home(there))]
    return known if there == lang else f"{there}/{known}"

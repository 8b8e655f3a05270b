"""What browsers load besides the index: the words of the interface, of the terms and of the texts.

The shapes are in `tests/contract/browser.json`; the scripts that read them, in
`kb_build/render/theme/assets/search/`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from kb_build.content.labels import Labels
from kb_build.search.catalogue import FACETS
from kb_build.text.placeholders import fill

SEARCH = "search.json"
"""What the worker loads before it searches."""
INTERFACE = "interface.json"
"""The words of the search's interface, loaded when a reader opens it."""
CATALOGUE = "catalogue.json"
"""The facts of all cases, loaded for filters and for browsing."""
CHUNK = "index/{id}.json"
"""A part of the inverted index."""
FRAGMENT = "fragment/{id}.json"
"""What a result shows of a page."""
_WORDS = {
    "search": "search",
    "placeholder": "search_placeholder",
    "keys": "search_keys",
    "start": "search_start",
    "busy": "search_busy",
    "count": "search_count",
    "rewritten": "search_rewritten",
    "exactly": "search_exactly",
    "partly": "search_partly",
    "nothing": "search_nothing",
    "near": "search_near",
    "more": "search_more",
    "all": "search_all",
    "failed": "search_failed",
    "browse": "browse_all",
    "close": "search_close",
    "filters": "filters",
    "clear": "filters_clear",
    "project": "project",
}
"""The texts of the interface that the search shows, by their names in its scripts."""


def interface(labels: Labels) -> dict[str, Any]:
    """Return the content of `interface.json`: words, and the facets in order with their names."""
    ui = labels.ui.model_dump(exclude_none=True)
    return {
        "words": {name: ui[field] for name, field in _WORDS.items()},
        "facets": [{"id": one.id, "name": ui[one.heading]} for one in FACETS],
    }


def vocabulary(lang: str, labels: Mapping[str, Labels]) -> dict[str, Any]:
    """Return the part of `search.json` that does not depend on the texts.

    Args:
        lang: the language.
        labels: the words of all languages of the site.
    """
    own = labels[lang]
    return {
        "facets": [facet.id for facet in FACETS],
        "terms": {
            facet.id: {
                one: [term.label, *term.synonyms]
                for one, term in own.vocabulary.kind(facet.kind).items()
            }
            for facet in FACETS
            if facet.kind
        },
        "languages": {
            one.lang: {
                "name": one.ui.language_name,
                "note": fill(own.ui.available_in, language=own.language(one.lang)),
            }
            for one in labels.values()
        },
    }


def to_json(content: Any) -> bytes:
    """Return some data in the one form in which it is written, whatever the order of its keys."""
    return msgspec.json.encode(content, order="sorted")

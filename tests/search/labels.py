"""The words of a small site, as the examples of the contract show them to browsers."""

import json
from pathlib import Path

from kb_build.content.labels import Interface, Labels, Plural, Term, Vocabulary

CONTRACT = json.loads((Path(__file__).parents[1] / "contract" / "browser.json").read_bytes())
_SHOWN = CONTRACT["interface"]["example"]
_WORDS = _SHOWN["words"]
_FACETS = {one["id"]: one["name"] for one in _SHOWN["facets"]}


def _term(label, *synonyms):
    return Term(label=label, description="Quando si usa.", synonyms=synonyms)


VOCABULARY = Vocabulary(
    tags={"refund": _term("Rimborso", "soldi indietro"), "empathy": _term("Empatia")},
    sectors={"toys": _term("Giocattoli"), "travel": _term("Viaggi")},
    channels={"email": _term("E-mail"), "phone": _term("Telefono")},
    outcomes={"excellent": _term("Eccellente"), "poor": _term("Insufficiente")},
)
ITALIAN = Labels(
    "it",
    Interface.model_construct(
        language_name="Italiano",
        available_in="Questo caso si può leggere solo in {language}",
        tags=_FACETS["tag"],
        sector=_FACETS["sector"],
        channel=_FACETS["channel"],
        outcome=_FACETS["outcome"],
        country=_FACETS["country"],
        search=_WORDS["search"],
        search_count=Plural(**_WORDS["count"]),
        browse_all=_WORDS["browse"],
        filters=_WORDS["filters"],
        filters_clear=_WORDS["clear"],
        project=_WORDS["project"],
        **{
            f"search_{name}": _WORDS[name]
            for name in (
                *("placeholder", "keys", "start", "busy", "rewritten", "exactly", "partly"),
                *("nothing", "near", "more", "all", "failed", "close"),
            )
        },
    ),
    VOCABULARY,
)
SPANISH = Labels("es", Interface.model_construct(language_name="Español"), VOCABULARY)
LABELS = {"it": ITALIAN, "es": SPANISH}

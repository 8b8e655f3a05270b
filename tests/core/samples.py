"""Small collections of cases, made in memory."""

import yaml
from hypothesis import strategies as st

from kb_build.content.conventions import Conventions, headings
from kb_build.content.files import Location, SourceFile
from kb_build.content.kinds import Kind
from kb_build.content.labels import Sections
from kb_build.content.library import link
from kb_build.content.texts import parse

HEADINGS = {
    "it": (
        "Che cosa è successo",
        "Che cosa ha fatto l’azienda",
        "Com’è finita",
        "Lezione",
        "Risposta possibile",
        "Domande",
    ),
    "es": (
        "Qué pasó",
        "Qué hizo la empresa",
        "Cómo terminó",
        "Lección",
        "Respuesta posible",
        "Preguntas",
    ),
}
NAMES = ("situation", "response", "outcome", "lesson", "reply", "questions")
FIELDS = {
    "title": "Titolo",
    "summary": "Sommario",
    "company": "LEGO",
    "sector": "toys",
    "channel": "email",
    "outcome": "excellent",
    "tags": ["refund"],
    "sources": [{"title": "Articolo", "publisher": "Giornale"}],
    "added": "2026-11-22",
    "lang": "it",
}


CONVENTIONS = Conventions(
    tuple(HEADINGS),
    NAMES[:4],
    {
        lang: headings(Sections(**dict(zip(NAMES, words, strict=True))))
        for lang, words in HEADINGS.items()
    },
    {},
)
"""Those of a site that knows nothing but the headings of the sections."""


def source(stem, fields, body="", kind=Kind.ORIGINAL, lang=""):
    """Return a file with front matter."""
    folder = f"translations/{lang}" if lang else "cases"
    content = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n{body}"
    return SourceFile(Location(f"{folder}/{stem}.md", kind, lang, stem), content.encode())


def text(*args):
    """Return a text as it is parsed from a file; the arguments are those of `source`."""
    return parse(source(*args), CONVENTIONS).text


def original(stem="ninja", body="", **fields):
    """Return an original; a field that is given as `None` is left out."""
    merged = FIELDS | fields
    return text(stem, {k: v for k, v in merged.items() if v is not None}, body)


def translation(stem="ninja", lang="es", **fields):
    """Return a translation."""
    return text(
        stem, {"title": "Título", "summary": "Resumen"} | fields, "", Kind.TRANSLATION, lang
    )


def body(lang, **sections):
    """Return a body with the named sections."""
    headings = dict(zip(NAMES, HEADINGS[lang], strict=True))
    return "\n".join(f"## {headings[name]}\n\n{words}\n" for name, words in sections.items())


def library(*texts, drafts=False):
    """Link texts on a site in Italian and Spanish."""
    linked = link(texts, ("it", "es"))
    return linked if drafts else linked.published()


IDS = [f"case-{n}" for n in range(9)]
some_fields = st.fixed_dictionaries(
    {
        "tags": st.lists(st.sampled_from("abcde"), min_size=1, max_size=4),
        "sector": st.sampled_from(["toys", "travel"]),
        "company": st.sampled_from(["LEGO", "Lego", "Renfe", "Trenitalia"]),
        "retells": st.none() | st.sampled_from([*IDS, "no-such-case"]),
        "draft": st.sampled_from(["false", "false", "true"]),
    }
)
collections = st.dictionaries(st.sampled_from(IDS), some_fields, min_size=1).map(
    lambda chosen: [original(stem, **fields) for stem, fields in chosen.items()]
)
"""Lists of originals, with drafts, retellings of each other and of nothing, and circles."""

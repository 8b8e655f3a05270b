"""KB3: problems with the language of a text."""

from collections.abc import Iterator

from kb_build.checks.base import Finding, local
from kb_build.checks.diagnostics import Level
from kb_build.config import is_language_tag
from kb_build.content.conventions import Conventions
from kb_build.content.fields import OriginalFields
from kb_build.content.texts import Reading
from kb_build.text.positions import START, Position


@local("KB301")
def wrong_language(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """The text is not in the language that it is said to be in.

    The language of a translation or page is that of its folder; that of an original is declared
    in the field lang.

    Bad:
        translations/es/lost-ninja.md, written in Italian

    Good:
        translations/it/lost-ninja.md, written in Italian
    """
    verdict = reading.verdict
    if reading.text.lang not in conventions.languages:
        return
    if verdict.sure and verdict.language != reading.text.lang:
        where = "its folder" if reading.text.source.lang else "the field lang"
        yield Finding(
            reading.key_position(("lang",)) if not reading.text.source.lang else _start(reading),
            f"the text is in '{verdict.language}', but {where} says '{reading.text.lang}'",
            "correct the one or the other",
        )


@local("KB302", Level.WARNING)
def foreign_passage(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """A paragraph is in another language than the rest.

    Perhaps it was forgotten in the translation. A quotation in another language is marked with >
    at the beginning of its lines, and is left alone.

    Bad:
        We are sorry to hear that your parcel never arrived.

    Good:
        > We are sorry to hear that your parcel never arrived.
    """
    if reading.text.lang == reading.verdict.language and reading.text.certain:
        for vote in reading.verdict.foreign(reading.text.lang):
            yield Finding(
                Position(vote.passage.line, 1),
                f"this paragraph seems to be in '{vote.language}'",
                "translate it, or mark it as a quotation with >",
            )


@local("KB303")
def not_our_language(reading: Reading, conventions: Conventions) -> Iterator[Finding]:
    """The original is in a language that the site does not have.

    Bad:
        a case in Portuguese, on a site in Italian, Spanish and Greek

    Good:
        the same case in Spanish
    """
    languages = conventions.languages
    if reading.kind.names_language or not reading.text.lang or reading.text.lang in languages:
        return
    declared = "lang" in reading.front.data
    if not declared and not reading.verdict.sure:
        return
    yield Finding(
        reading.key_position(("lang",)) if declared else _start(reading),
        f"'{reading.text.lang}' is not one of this site's languages",
        f"they are {', '.join(languages)}",
    )


@local("KB304")
def undecided_language(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The text is too short, or too mixed, to tell its language.

    Bad:
        an original of eight words, without the field lang

    Good:
        lang: it
    """
    if reading.kind.names_language or not reading.readable or "lang" in reading.front.data:
        return
    if not reading.verdict.sure:
        yield Finding(START, "the language cannot be told for sure", "add the field lang")


@local("KB305")
def source_language(reading: Reading, _: Conventions) -> Iterator[Finding]:
    """The language of a source is not a language tag.

    Bad:
        lang: english

    Good:
        lang: en
    """
    if isinstance(reading.text.fields, OriginalFields):
        for number, source in enumerate(reading.text.fields.sources):
            if source.lang and not is_language_tag(source.lang):
                at = reading.key_position(("sources", number, "lang"))
                yield Finding(at, f"{source.lang!r} is not a language tag", "for instance: en")


def _start(reading: Reading) -> Position:
    return Position(reading.front.body_line, 1)

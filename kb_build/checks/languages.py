"""KB3: problems with the language of a text."""

from collections.abc import Iterator

from kb_build.checks.base import Context, Finding, check, has_certain_language
from kb_build.checks.diagnostics import Level
from kb_build.config import is_language_tag
from kb_build.content.files import Kind
from kb_build.content.texts import OriginalFields, Text, field_position
from kb_build.text.positions import Position


@check("KB301")
def wrong_language(text: Text, context: Context) -> Iterator[Finding]:
    """The text is not in the language that it is said to be in.

    The language of a translation or page is that of its folder; that of an original is declared
    in the field lang.

    Bad:
        translations/es/lost-ninja.md, written in Italian

    Good:
        translations/it/lost-ninja.md, written in Italian
    """
    verdict = text.verdict
    if text.lang not in context.settings.languages:
        return
    if verdict.sure and verdict.language != text.lang:
        where = "its folder" if text.source.lang else "the field lang"
        yield Finding(
            field_position(text, ("lang",)) if not text.source.lang else _start(text),
            f"the text is in '{verdict.language}', but {where} says '{text.lang}'",
            "correct the one or the other",
        )


@check("KB302", Level.WARNING)
def foreign_passage(text: Text, _: Context) -> Iterator[Finding]:
    """A paragraph is in another language than the rest.

    Perhaps it was forgotten in the translation. A quotation in another language is marked with >
    at the beginning of its lines, and is left alone.

    Bad:
        We are sorry to hear that your parcel never arrived.

    Good:
        > We are sorry to hear that your parcel never arrived.
    """
    if text.lang == text.verdict.language and has_certain_language(text):
        for vote in text.verdict.foreign(text.lang):
            yield Finding(
                Position(vote.passage.line, 1),
                f"this paragraph seems to be in '{vote.language}'",
                "translate it, or mark it as a quotation with >",
            )


@check("KB303")
def not_our_language(text: Text, context: Context) -> Iterator[Finding]:
    """The original is in a language that the site does not have.

    Bad:
        a case in Portuguese, on a site in Italian, Spanish and Greek

    Good:
        the same case in Spanish
    """
    languages = context.settings.languages
    if text.source.kind is not Kind.ORIGINAL or not text.lang or text.lang in languages:
        return
    declared = "lang" in text.front.data
    if not declared and not text.verdict.sure:
        return
    yield Finding(
        field_position(text, ("lang",)) if declared else _start(text),
        f"'{text.lang}' is not one of this site's languages",
        f"they are {', '.join(languages)}",
    )


@check("KB304")
def undecided_language(text: Text, _: Context) -> Iterator[Finding]:
    """The text is too short, or too mixed, to tell its language.

    Bad:
        an original of eight words, without the field lang

    Good:
        lang: it
    """
    if text.source.kind is not Kind.ORIGINAL or not text.readable or "lang" in text.front.data:
        return
    if not text.verdict.sure:
        yield Finding(Position(1, 1), "the language cannot be told for sure", "add the field lang")


@check("KB305")
def source_language(text: Text, _: Context) -> Iterator[Finding]:
    """The language of a source is not a language tag.

    Bad:
        lang: english

    Good:
        lang: en
    """
    if isinstance(text.fields, OriginalFields):
        for number, source in enumerate(text.fields.sources):
            if source.lang and not is_language_tag(source.lang):
                at = field_position(text, ("sources", number, "lang"))
                yield Finding(at, f"{source.lang!r} is not a language tag", "for instance: en")


def _start(text: Text) -> Position:
    return Position(text.front.body_line, 1)


TEXTS = (wrong_language, foreign_passage, not_our_language, undecided_language, source_language)

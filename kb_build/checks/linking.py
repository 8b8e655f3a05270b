"""KB4: problems between texts that belong together."""

from collections.abc import Iterator

from kb_build.checks.base import Finding, linked
from kb_build.checks.diagnostics import Level
from kb_build.content.fields import is_case_id
from kb_build.content.kinds import Kind
from kb_build.content.library import Edition, Status
from kb_build.content.project import Project
from kb_build.content.texts import Text
from kb_build.text.positions import START

CIRCLE_SHOWN = 8
"""Cases of a circle that are all named; of a longer one its beginning is enough."""


@linked("KB401")
def orphan(text: Text, project: Project) -> Iterator[Finding]:
    """A translation has no original.

    The name of the file makes the link: translations/es/lost-ninja.md translates
    cases/lost-ninja.md.

    Bad:
        translations/es/lost-nijna.md

    Good:
        translations/es/lost-ninja.md
    """
    if not is_case_id(text.source.stem):
        return  # the name of the file comes first
    if text.source.kind is Kind.TRANSLATION and text.source.stem not in project.originals:
        near = project.guesses.nearest(text.source.stem, project.originals)
        hint = f"rename it to {near}.md" if near else "the file must be named like the original"
        yield Finding(START, f"there is no case {text.source.stem}", hint)


@linked("KB402")
def translated_into_itself(text: Text, project: Project) -> Iterator[Finding]:
    """A translation is in the language of the original.

    Bad:
        translations/it/lost-ninja.md, where cases/lost-ninja.md is in Italian

    Good:
        translations/es/lost-ninja.md
    """
    original = project.originals.get(text.source.stem)
    if text.source.kind is not Kind.TRANSLATION or not original:
        return
    if original.lang == text.source.lang and original.certain:
        yield Finding(
            START, f"{original.source.path} is itself in '{original.lang}'", "delete one of the two"
        )


@linked("KB403")
def retells_nothing(text: Text, project: Project) -> Iterator[Finding]:
    """The field retells names a case that does not exist.

    Bad:
        retells: lost-nijna

    Good:
        retells: lost-ninja
    """
    first = text.retells
    if first and first not in project.originals:
        near = project.guesses.nearest(first, project.originals)
        hint = f"did you mean {near}?" if near else "write the id of a case"
        yield Finding(text.key("retells"), f"there is no case {first}", hint)


@linked("KB404")
def retells_itself(text: Text, _: Project) -> Iterator[Finding]:
    """A case retells itself.

    Bad:
        retells: lost-ninja     (in cases/lost-ninja.md)

    Good:
        retells: lost-ninja     (in cases/lost-ninja-seen-from-the-desk.md)
    """
    if text.retells == text.source.stem:
        at = text.key("retells")
        yield Finding(at, "a case cannot retell itself", "name the other case, or delete the line")


@linked("KB405")
def retells_in_a_circle(text: Text, project: Project) -> Iterator[Finding]:
    """Cases retell each other, so that none of them is the first.

    Bad:
        retells: b     (in cases/a.md)
        retells: a     (in cases/b.md)

    Good:
        retells: b     (in cases/a.md only)
    """
    circle = project.circles.get(text.source.stem, ())
    if text.retells and len(circle) > 1:
        chain = " → ".join(_round(circle, text))
        message = f"these cases retell each other: {chain}"
        yield Finding(text.key("retells"), message, "delete one of the lines")


def _round(circle: tuple[str, ...], text: Text) -> tuple[str, ...]:
    """Return a circle from one text to itself; the middle of a long one is left out."""
    own = text.source.stem
    if len(circle) > CIRCLE_SHOWN:
        return own, text.retells, "…", own
    here = circle.index(own)
    return *circle[here:], *circle[:here], own


@linked("KB410", Level.INFO)
def outdated(text: Text, project: Project) -> Iterator[Finding]:
    """The original has changed since it was translated.

    Readers see a note. Bring the named sections up to date, then stamp the translation.

    Bad:
        a section of cases/lost-ninja.md was changed, its translation was not

    Good:
        both were changed, and kb translate lost-ninja es --mark-current was run
    """
    edition = _edition(text, project)
    if edition and project.library.cases[text.source.stem].lang not in project.labels:
        return  # without the names of the sections nobody can tell
    if edition and edition.status is Status.OUTDATED:
        yield Finding(
            text.key("source_revision"),
            f"the original has changed since: {', '.join(edition.changed)}",
            f"mend it, then run: kb translate {text.source.stem} {text.lang} --mark-current",
        )


@linked("KB411", Level.INFO)
def missing_translation(text: Text, project: Project) -> Iterator[Finding]:
    """A case does not exist in all languages of the site.

    That is no fault; readers of the other languages see it with a badge.

    Bad:
        cases/lost-ninja.md in Italian, and nothing else

    Good:
        also translations/es/lost-ninja.md and translations/el/lost-ninja.md
    """
    case = project.library.cases.get(text.source.stem)
    if case is None or text.source.kind is not Kind.ORIGINAL:
        return
    for lang in project.settings.languages:
        # A translation with problems is no edition, but it is there.
        there = (Kind.TRANSLATION, lang, case.id) in project.claims
        if lang not in case.editions and not there:
            yield Finding(
                START, f"there is no translation into '{lang}'", f"kb translate {case.id} {lang}"
            )


@linked("KB412", Level.INFO)
def unverified(text: Text, project: Project) -> Iterator[Finding]:
    """Nobody knows which version of the original was translated.

    Without the field source_revision, a change of the original cannot be noticed.

    Bad:
        a translation without source_revision

    Good:
        the same after kb translate lost-ninja es --mark-current
    """
    edition = _edition(text, project)
    if edition and edition.status is Status.UNVERIFIED:
        yield Finding(
            START,
            "the translation does not say which version of the original it translates",
            f"compare it, then run: kb translate {text.source.stem} {text.lang} --mark-current",
        )


def _edition(text: Text, project: Project) -> Edition | None:
    case = project.library.cases.get(text.source.stem)
    edition = case.editions.get(text.lang) if case else None
    return edition if edition and edition.text is text else None

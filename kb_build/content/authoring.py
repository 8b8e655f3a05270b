"""Prepares translations, and stamps them with the version of the original they translate."""

from collections.abc import Mapping

from kb_build.content.files import decode
from kb_build.content.labels import Labels
from kb_build.content.texts import Text
from kb_build.errors import KbError
from kb_build.text.frontmatter import replace_key

STAMP = "source_revision"


def prepared(original: Text, labels: Labels) -> str:
    """Return a new translation: fields to fill in, and the original's text to be replaced.

    Args:
        original: the text to translate.
        labels: the words of the new language, among them its headings.
    """
    parts = [f'---\ntitle: ""\nsummary: ""\n{_stamp(original.digests)}---\n']
    for section in original.sections:
        heading = getattr(labels.ui.sections, section.id, section.heading)
        parts.append(f"\n## {heading}\n\n{original.body_of(section).strip()}\n")
    if not original.sections:
        parts.append(f"\n{original.body.strip()}\n")
    return "".join(parts)


def stamped(data: bytes, digests: Mapping[str, str]) -> bytes:
    """Return the file of a translation with a new stamp; no other byte of it changes.

    Args:
        data: the file as it is.
        digests: those of the original, see `texts.Text.digests`.

    Raises:
        KbError: it cannot be read, or its front matter has faults.
    """
    text, faults = decode(data)
    try:
        if not text:
            raise ValueError(faults[0].kind)  # noqa: TRY301, the same end as for other faults
        return replace_key(data.decode("utf-8"), STAMP, _stamp(digests)).encode("utf-8")
    except ValueError as error:
        raise KbError(f"the translation cannot be stamped: {error}", "see kb check") from None


def _stamp(digests: Mapping[str, str]) -> str:
    lines = "".join(f'  {name}: "{digest}"\n' for name, digest in digests.items())
    return f"{STAMP}:\n{lines}"

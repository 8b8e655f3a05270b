"""Prepares translations, and stamps them with the version of the original they translate."""

import re
from collections.abc import Mapping

from frontmatter.default_handlers import YAMLHandler

from kb_build.content.labels import Labels
from kb_build.content.texts import Text

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
        parts.append(f"\n## {heading}\n\n{section.body.strip()}\n")
    if not original.sections:
        parts.append(f"\n{original.front.body.strip()}\n")
    return "".join(parts)


def stamped(text: str, digests: Mapping[str, str]) -> str:
    """Return a translation with a new stamp; nothing else of it changes.

    Args:
        text: the file, with front matter.
        digests: those of the original, see `cases.Text.digests`.
    """
    _, front, body = YAMLHandler.FM_BOUNDARY.split(text, 2)
    kept = re.sub(rf"^{STAMP}:.*\n(?:[ \t#].*\n|\n)*", "", front.lstrip("\n"), flags=re.MULTILINE)
    return f"---\n{kept}{_stamp(digests)}---{body}"


def _stamp(digests: Mapping[str, str]) -> str:
    lines = "".join(f'  {name}: "{digest}"\n' for name, digest in digests.items())
    return f"{STAMP}:\n{lines}"

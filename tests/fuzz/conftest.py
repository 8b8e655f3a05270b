"""One project, read once, among whose pages each fuzzed text is put."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from kb_build import checks
from kb_build.checks.base import Scope
from kb_build.content.conventions import conventions, section_names
from kb_build.content.files import Location, SourceFile
from kb_build.content.kinds import Kind
from kb_build.content.texts import Text, parse
from kb_build.render.markdown import Prose, converter
from kb_build.site.language_site import LanguageSite
from kb_build.site.texts import links_of

HEAD = "---\ntitle: Una prova\nsummary: Una prova di lettura.\n---\n"
PLACE = Location("docs/it/fuzzed.md", Kind.PAGE, "it", "fuzzed")


class Seen(NamedTuple):
    """A text as the checks and the renderer see it."""

    text: Text
    errors: tuple[str, ...]
    """Codes of what the checks have against it, except its language."""
    prose: Callable[[], Prose]
    """Renders it."""


@pytest.fixture(scope="session")
def see(assemble) -> Callable[[str], Seen]:
    """Return a function that checks a body, and can render it."""
    project = assemble({})
    known = conventions(project.settings, project.labels)
    site = LanguageSite("it", project, project.published)
    names = section_names(project.labels["it"].ui.sections)
    convert = converter(project.settings.markdown_extensions, names)
    linked = [one for one in checks.ALL.values() if one.scope is Scope.LINKED]

    def run(body: str) -> Seen:
        reading = parse(SourceFile(PLACE, f"{HEAD}{body}".encode()), known)
        text = reading.text
        found = [one.code for one in checks.inspect(reading, known)]
        project.claims["page", "it", "fuzzed"] = [PLACE.path]
        found += [one.code for one in linked for _ in one(text, project)]
        errors = tuple(code for code in found if not code.startswith("KB3"))
        return Seen(text, errors, lambda: convert(text.body, links_of(text, "it/fuzzed/", site)))

    return run

"""Every problem that can be found in the content, one generator each."""

from collections.abc import Iterator, Mapping

from kb_build.checks import fields, files, labels, languages, linking, markup, sections, yaml
from kb_build.checks.base import Check, Context, LabelFile, Subject
from kb_build.checks.diagnostics import Diagnostic

__all__ = ["ALL", "Context", "LabelFile", "run"]

_MODULES = (files, yaml, fields, sections, markup, languages, linking)
_EVERY_FILE = (*files.EVERY_FILE, *yaml.EVERY_FILE)
_TEXTS = tuple(one for module in _MODULES for one in module.TEXTS)

ALL: Mapping[str, Check] = {
    one.code: one
    for one in sorted((*_EVERY_FILE, *_TEXTS, *labels.LABELS), key=lambda check: check.code)
}
"""Every check by code."""


def run(context: Context) -> list[Diagnostic]:
    """Return all problems of all files, sorted."""
    return sorted(_run(context))


def _run(context: Context) -> Iterator[Diagnostic]:
    for text in context.library.texts:
        for check in (*_EVERY_FILE, *_TEXTS):
            yield from _diagnose(check, text, context)
    for file in context.label_files:
        for check in (*_EVERY_FILE, *labels.LABELS):
            yield from _diagnose(check, file, context)


def _diagnose(check: Check, subject: Subject, context: Context) -> Iterator[Diagnostic]:
    for at, message, hint in check(subject, context):
        path = subject.source.path
        yield Diagnostic(path, at.line, at.column, check.code, check.level, message, hint)

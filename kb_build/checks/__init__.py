"""Every problem that can be found in the content, one generator each."""

from collections.abc import Iterator, Mapping

from kb_build.checks import fields, files, labels, languages, linking, markup, pages, sections, yaml
from kb_build.checks.base import Check, Scope
from kb_build.checks.diagnostics import Diagnostic
from kb_build.content.conventions import Conventions
from kb_build.content.findings import Finding, Found
from kb_build.content.project import Project
from kb_build.content.texts import Reading

__all__ = ["ALL", "inspect", "run"]

_MODULES = (files, yaml, fields, sections, markup, languages, linking, labels, pages)

ALL: Mapping[str, Check] = {
    one.code: one
    for one in sorted(
        (one for module in _MODULES for one in vars(module).values() if isinstance(one, Check)),
        key=lambda check: check.code,
    )
}
"""Every check by code."""

_OF_SCOPE = {scope: [one for one in ALL.values() if one.scope is scope] for scope in Scope}


def inspect(reading: Reading, conventions: Conventions) -> tuple[Found, ...]:
    """Return all problems that a text has by itself, see `project.load`."""
    found = [
        Found(check.code, finding)
        for check in _OF_SCOPE[Scope.LOCAL]
        for finding in check(reading, conventions)
    ]
    if reading.faults:
        found += _found_in_faults(reading)
    return tuple(found)


def run(project: Project) -> list[Diagnostic]:
    """Return all problems of all files, sorted."""
    return sorted(_run(project))


def _run(project: Project) -> Iterator[Diagnostic]:
    for path, found in project.findings.items():
        for code, finding in found:
            yield _diagnostic(path, ALL[code], finding)
    for text in project.texts:
        yield from _diagnose(text.source.path, Scope.LINKED, text, project)
    for file in project.label_files:
        yield from _diagnose(file.source.path, Scope.FAULTS, file)
        yield from _diagnose(file.source.path, Scope.LABELS, file, project)
    for stray in project.strays:
        yield from _diagnose(stray.path, Scope.FAULTS, stray)


def _found_in_faults(reading: Reading) -> Iterator[Found]:
    for check in _OF_SCOPE[Scope.FAULTS]:
        for finding in check(reading):
            yield Found(check.code, finding)


def _diagnose(path: str, scope: Scope, *subject: object) -> Iterator[Diagnostic]:
    for check in _OF_SCOPE[scope]:
        for finding in check(*subject):
            yield _diagnostic(path, check, finding)


def _diagnostic(path: str, check: Check, finding: Finding) -> Diagnostic:
    at, message, hint = finding
    return Diagnostic(path, at.line, at.column, check.code, check.level, message, hint)

"""The page of a case."""

import re
from collections.abc import Collection, Iterator

from kb_build.content import targets
from kb_build.content.fields import Source
from kb_build.content.labels import Labels
from kb_build.content.library import Case, Edition, Library, Status
from kb_build.content.targets import case_url, page_url
from kb_build.content.texts import Text
from kb_build.site.head import structured
from kb_build.site.page import Page, Site, View, card, relative, term_url
from kb_build.text import links


def case_page(case: Case, edition: Edition, site: Site, assets: Collection[str]) -> Page:
    """Return the page of a case in the language of `site`, in which it must exist."""
    text, ui = edition.text, site.own.ui
    here = case_url(site.lang, case.id)
    view = {
        "breadcrumb": [{"label": ui.cases, "url": relative(f"{site.lang}/cases/", here)}],
        "facts": list(_facts(case, site, here)),
        "tags": [_term("tags", tag, site, here) for tag in dict.fromkeys(case.fields.tags)],
        "others": list(_others(case, site, here)),
        "outdated": _outdated(edition, site.own),
        "retellings": [card(one, site, here) for one in site.library.retellings(case)],
        "related": [card(one, site, here) for one in site.library.related(case)],
        "sources": [_source(source, site.own) for source in case.fields.sources],
        "structured": structured(case, edition, site) if site.site_url else [],
    }
    return Page(
        site.lang,
        here,
        "case.html",
        text.title,
        text.summary,
        view,
        body(text, here, site.library, assets),
        {lang: case_url(lang, case.id) for lang in site.languages if lang in case.editions},
    )


def body(text: Text, here: str, library: Library, assets: Collection[str]) -> str:
    """Return the Markdown of a text with its links to files made links to pages."""
    wanted: dict[str, str] = {}
    for link in text.links:
        parts = links.internal(link.target)
        if parts is None or not parts.path:
            continue
        found = targets.resolve(parts, text, library, assets)
        if isinstance(found, targets.Place):
            anchor = f"#{found.anchor}" if found.anchor else ""
            there = found.text.source.stem
            to_case = found.text.kind.has_sections
            url = (case_url if to_case else page_url)(found.text.lang, there)
            wanted[link.target] = relative(url, here) + anchor
        elif isinstance(found, targets.Asset):
            wanted[link.target] = relative(f"{text.lang}/{found.path}", here).rstrip("/")
    return _retarget(text.body, wanted)


def _retarget(markdown: str, wanted: dict[str, str]) -> str:
    """Replace the targets of inline links, and of reference definitions."""
    if not wanted:
        return markdown
    names = "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))
    before = r"\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?"
    pattern = re.compile(rf"({before})({names})(?=[\s>)]|$)", re.MULTILINE)
    return pattern.sub(lambda match: match[1] + wanted[match[2]], markdown)


def _facts(case: Case, site: Site, here: str) -> Iterator[View]:
    ui, fields = site.own.ui, case.fields
    # Most are names; where one is a description, it is in the language of the original.
    foreign = {"lang": case.lang} if case.lang != site.lang else {}
    yield {"name": ui.company, "value": fields.company, **foreign}
    if fields.year:
        yield {"name": ui.year, "value": fields.year.replace("-", "–")}
    if fields.country:
        yield {"name": ui.country, "value": site.own.country(fields.country)}
    for name, kind, term in (
        (ui.sector, "sectors", fields.sector),
        (ui.channel, "channels", fields.channel),
        (ui.outcome, "outcomes", fields.outcome),
    ):
        found = _term(kind, term, site, here)
        yield {"name": name, "value": found["label"], "url": found["url"]}
    if case.lang != site.lang:
        yield {
            "name": ui.original_language,
            "value": site.labels[case.lang].ui.language_name,
            "lang": case.lang,
            "url": relative(case_url(case.lang, case.id), here),
        }


def _term(kind: str, term: str, site: Site, here: str) -> View:
    return {
        "label": site.own.vocabulary.kind(kind)[term].label,
        "url": relative(term_url(site.lang, kind, term), here),
    }


def _others(case: Case, site: Site, here: str) -> Iterator[View]:
    for lang in site.languages:
        edition = case.editions.get(lang)
        if edition and lang != site.lang:
            late = edition.status is Status.OUTDATED
            yield {
                "lang": lang,
                "name": site.labels[lang].ui.language_name,
                "url": relative(case_url(lang, case.id), here),
                "mark": site.own.ui.outdated_mark if late else "",
            }


def _outdated(edition: Edition, labels: Labels) -> str:
    if edition.status is not Status.OUTDATED:
        return ""
    return labels.ui.outdated_note.format(sections=part_names(edition.changed, labels))


def part_names(names: tuple[str, ...], labels: Labels) -> str:
    """Return the parts of a text by the names that readers know."""
    ui = labels.ui
    own = {**ui.sections.model_dump(), "title": ui.part_title, "summary": ui.part_summary}
    shown = [own.get(name, name) for name in names]
    return ", ".join(f"«{name}»" for name in shown)


def _source(source: Source, labels: Labels) -> View:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url or "",
        "date": labels.date(source.date) if source.date else "",
        "lang": source.lang or "",
    }

"""The pages about the collection itself: state of the translations, fields and vocabulary."""

from collections.abc import Iterator
from dataclasses import replace

from kb_build.config import SECTIONS
from kb_build.content.fields import OriginalFields, PageFields
from kb_build.content.labels import KINDS
from kb_build.content.library import Case
from kb_build.content.targets import case_url
from kb_build.site.case import part_names
from kb_build.site.lists import paginated
from kb_build.site.page import Page, Site, View, newest, relative


def status_pages(site: Site) -> Iterator[Page]:
    """Yield the table of cases and languages, on as many pages as it needs."""
    ui = site.own.ui
    columns = [
        {"lang": lang, "name": site.labels[lang].ui.language_name} for lang in site.languages
    ]
    base = Page(site.lang, "status/", "status.html", ui.status, ui.status_summary)
    for page, cases in paginated(base, newest(site.library.cases.values()), site):
        rows = [_row(case, site, page.url) for case in cases]
        yield replace(page, view={**page.view, "columns": columns, "rows": rows})


def _row(case: Case, site: Site, here: str) -> View:
    text = case.best(site.lang).text
    return {
        "title": text.title,
        "lang": text.lang,
        "url": relative(case_url(text.lang, case.id), here),
        "cells": [_cell(case, lang, site, here) for lang in site.languages],
    }


def _cell(case: Case, lang: str, site: Site, here: str) -> View:
    status = case.status(lang)
    edition = case.editions.get(lang)
    return {
        "status": status.value,
        "label": getattr(site.own.ui, f"status_{status}"),
        "url": relative(case_url(lang, case.id), here) if edition else "",
        "changed": part_names(edition.changed, site.own) if edition else "",
    }


def reference_page(site: Site) -> Page:
    """Return the writers' reference: every field, section and term."""
    ui, vocabulary = site.own.ui, site.own.vocabulary
    view = {
        "fields": list(_fields(site)),
        "sections": [
            {
                "id": name,
                "label": getattr(ui.sections, name),
                "required": name in site.required_sections,
            }
            for name in SECTIONS
        ],
        "vocabulary": [
            {
                "kind": kind,
                "label": getattr(ui, kind),
                "terms": [
                    {
                        "id": term_id,
                        "label": term.label,
                        "description": term.description,
                        "synonyms": ", ".join(term.synonyms),
                    }
                    for term_id, term in vocabulary.kind(kind).items()
                ],
            }
            for kind in KINDS
        ],
    }
    page = Page(site.lang, "reference", "reference.html", ui.reference, ui.reference_summary, view)
    return _everywhere(page, site)


def _fields(site: Site) -> Iterator[View]:
    """Yield the fields of the front matter as the model declares them."""
    names = list(PageFields.model_fields) + list(OriginalFields.model_fields)
    for name in dict.fromkeys([*names, "source_revision"]):
        field = OriginalFields.model_fields.get(name)
        yield {
            "name": name,
            "required": field is not None and field.is_required(),
            "meaning": site.own.ui.fields[name],
        }


def _everywhere(page: Page, site: Site) -> Page:
    """Return a page that exists in every language under the same name."""
    return Page(
        page.lang,
        f"{page.lang}/{page.url}/",
        page.template,
        page.title,
        page.summary,
        page.view,
        alternates={lang: f"{lang}/{page.url}/" for lang in site.languages},
    )

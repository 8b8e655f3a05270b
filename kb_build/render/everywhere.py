"""The pages that speak all languages: the choice of a language, and the 404 page."""

from collections.abc import Mapping, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb_build.config import Settings
from kb_build.content.labels import Labels
from kb_build.render.assets import THEME, folder
from kb_build.render.policy import protect

CHOOSER = "index.html"
NOT_FOUND = "404.html"


def pages(settings: Settings, labels: Mapping[str, Labels]) -> dict[str, bytes]:
    """Return both pages by address.

    The 404 page is shown at any address, so its links begin at the root of the host.
    """
    ordered = [labels[lang] for lang in settings.languages]
    return {
        CHOOSER: _page("chooser.html", settings, ordered, base=""),
        NOT_FOUND: _page("not-found.html", settings, ordered, base=settings.base_path),
    }


def _page(template: str, settings: Settings, labels: Sequence[Labels], base: str) -> bytes:
    templates = Environment(
        loader=FileSystemLoader(THEME / "everywhere"), autoescape=True, undefined=StrictUndefined
    )
    languages = [{"lang": one.lang, "ui": one.ui, "direction": _direction(one)} for one in labels]
    page = templates.get_template(template).render(
        languages=languages, base=base, assets=folder(), site_url=settings.site_url
    )
    return protect(page.encode())


def _direction(labels: Labels) -> str:
    return "rtl" if labels.locale.text_direction == "rtl" else "ltr"

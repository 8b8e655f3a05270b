"""The project's settings: `extra.kb` in `mkdocs.yml`, and what else of that file we need."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from babel import Locale, UnknownLocaleError
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kb_build.errors import KbError
from kb_build.text.near import nearest
from kb_build.text.violations import UNKNOWN, violations

SECTIONS = ("situation", "response", "outcome", "lesson", "reply", "questions")
"""Every section that a case can have, in order."""

KNOWN = ("languages", "sections", "page_size")
"""The settings that writers of `mkdocs.yml` may give under `extra.kb`."""
SCHEMES = ("default", "slate")
"""Material's colour schemes: the light one and the dark one."""
_NOT_IN_ADDRESS_RE = re.compile(r"""[\s"'<>\\^`{|}?#]""")
_TAG_RE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_PLAIN_WORDS = {
    "missing": "is missing",
    "tuple_type": "must be a list, such as [it, es, el]",
    "too_short": "must name at least one",
    "string_type": "must be a text; put it in quotes",
    "int_parsing": "must be a whole number",
}


class Settings(BaseModel):
    """What `extra.kb` of `mkdocs.yml` may hold, and the places derived from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    root: Path
    """The project's folder: the one that holds `mkdocs.yml`."""
    config_file: Path
    """The configuration that every language's project inherits."""
    site_url: str = ""
    """The address under which the site is published, with a final slash; may be empty."""
    palette: tuple[Any, ...] = ()
    """Material's colour schemes, whose buttons get their names from each language."""
    markdown_extensions: tuple[Any, ...] = ()
    """Extensions of Python-Markdown, as MkDocs takes them."""
    extra_css: tuple[str, ...] = ()
    """Addresses of the site's own style sheets, from its root."""
    fingerprint: str = ""
    """Changes whenever anything in the configuration does."""
    favicon: str = ""
    """Address of the site's own icon, from its root; empty for that of the theme."""
    languages: tuple[str, ...] = Field(min_length=1)
    """Language tags (BCP 47); the first is the default (`x-default` of translated pages)."""
    sections: tuple[str, ...] = SECTIONS[:4]
    """The sections that every case must have; when empty, any headings are allowed."""
    page_size: int = Field(default=50, ge=1, le=1000)
    """How many cases a listing shows on one page."""

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(tags)) < len(tags):
            raise ValueError("a language is listed twice")
        for tag in tags:
            if not is_language_tag(tag):
                raise ValueError(f"'{tag}' is not a language tag such as it or pt-BR")
        return tags

    @field_validator("sections")
    @classmethod
    def _known_sections(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in SECTIONS:
                raise ValueError(f"'{name}' is not a section; there are {', '.join(SECTIONS)}")
        return names

    @property
    def base_path(self) -> str:
        """The path under which the site is published, with a slash at both ends."""
        return urlsplit(self.site_url).path or "/"

    @property
    def work_dir(self) -> Path:
        """Where the build keeps what it makes on the way."""
        return self.root / ".kb"


def is_language_tag(tag: str) -> bool:
    """Return whether a text is a language tag (BCP 47) of which CLDR knows something."""
    if not _TAG_RE.fullmatch(tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def load(config_file: Path, site_url: str | None = None) -> Settings:
    """Read `mkdocs.yml`, following `INHERIT`.

    Args:
        config_file: the file; its folder is the project's root.
        site_url: the address of the site, where it is not the one that the file names.

    Raises:
        KbError: the file is missing, is not valid YAML, or `extra.kb` has a setting that is
            unknown or out of range.
    """
    data = _read_yaml(config_file)
    extra = data.get("extra") or {}
    kb = extra.get("kb") if isinstance(extra, dict) else None
    if not isinstance(kb, dict):
        raise KbError(
            f"{config_file} has no settings under extra.kb",
            "add at least the line `languages: [it, es, el]` there",
        )
    _check_shapes(config_file, data)
    theme = data.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    folder = config_file.resolve().parent
    places = {
        "root": folder,
        "config_file": config_file.resolve(),
        "site_url": _address(str(data.get("site_url") or "") if site_url is None else site_url),
        "palette": theme.get("palette") or (),
        "favicon": theme.get("favicon") or "",
        "fingerprint": _fingerprint(config_file, data),
        "extra_css": [_stamped(folder, one) for one in data.get("extra_css") or ()],
        "markdown_extensions": data.get("markdown_extensions") or (),
    }
    if clash := places.keys() & kb.keys():
        raise KbError(f"{config_file}: extra.kb.{min(clash)} is not a setting", "delete that line")
    try:
        return Settings.model_validate(places | kb)
    except ValidationError as error:
        raise _explain(config_file, error) from None


def _read_yaml(config_file: Path) -> dict[str, Any]:
    try:
        with config_file.open("rb") as stream:
            data = yaml_load(stream)
    except FileNotFoundError:
        raise KbError(
            f"there is no {config_file}",
            "run the command in the project's folder, or name the file with --config-file",
        ) from None
    except RecursionError:
        raise KbError(f"{config_file}: INHERIT leads back to a file that inherits it") from None
    except TypeError:
        data = None
    # PyYAML lets pass what Python says about a date or a number that is none.
    except (
        *(OSError, yaml.YAMLError, ConfigurationError),
        *(ValueError, LookupError, AttributeError),
    ) as error:
        raise KbError(f"{config_file} cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise KbError(f"{config_file} holds no settings", "write lines of the form «name: value»")
    return data


def _stamped(root: Path, address: str) -> str:
    """Return the address of a style sheet that changes with its content.

    So no reader ever has an old one beside a new page.
    """
    path = root / "docs" / address
    if not path.is_file():
        return address
    return f"{address}?{hashlib.blake2b(path.read_bytes(), digest_size=4).hexdigest()}"


def _fingerprint(config_file: Path, data: dict[str, Any]) -> str:
    """Return a text that differs when the configuration does; functions count by their names."""

    def named(value: Any) -> str:
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value)}"

    try:
        return json.dumps(data, default=named, sort_keys=True)
    except (TypeError, ValueError, RecursionError):  # names that are no texts, a list in itself
        raise KbError(
            f"{config_file} holds something that is neither text, number, list nor mapping",
            "name every setting by a text, and let no setting contain itself",
        ) from None


def _check_shapes(config_file: Path, data: dict[str, Any]) -> None:
    """Make sure that what we use of Material's and MkDocs' settings has the shape that we expect.

    Raises:
        KbError: a setting has another shape.
    """
    theme = data.get("theme")
    palette = theme.get("palette") if isinstance(theme, dict) else None
    favicon = theme.get("favicon") if isinstance(theme, dict) else None
    styles = data.get("extra_css") or []
    extensions = data.get("markdown_extensions") or []
    shapes = {
        "site_url: must be a text": isinstance(data.get("site_url") or "", str),
        "theme.palette: must be a list, each entry with a scheme, which is one of "
        f"{', '.join(SCHEMES)}, and a toggle, which has an icon": _is_palette(palette or []),
        "theme.favicon: must be a text": isinstance(favicon or "", str),
        "extra_css: must be a list of texts": isinstance(styles, list)
        and all(isinstance(one, str) for one in styles),
        "markdown_extensions: must be a list of names, each with or without its settings": (
            isinstance(extensions, list) and all(_is_extension(one) for one in extensions)
        ),
    }
    for sentence, holds in shapes.items():
        if not holds:
            raise KbError(f"{config_file}: {sentence}", "see the mkdocs.yml of this project")


def _is_palette(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and one.get("scheme") in SCHEMES
        and isinstance(one.get("toggle"), dict)
        and isinstance(one["toggle"].get("icon"), str)
        for one in value
    )


def _is_extension(value: Any) -> bool:
    """Return whether a value is `name` or `{name: settings}`."""
    if not isinstance(value, dict):
        return isinstance(value, str)
    return len(value) == 1 and all(
        isinstance(name, str) and (options is None or isinstance(options, dict))
        for name, options in value.items()
    )


def _address(text: str) -> str:
    """Return an address with a slash at its end, or nothing."""
    if text and not _is_address(text):
        raise KbError(f"{text!r} is not the address of a site", "write https://example.org/cases/")
    return text if not text or text.endswith("/") else f"{text}/"


def _is_address(text: str) -> bool:
    """Return whether a text is an address that can be written into pages as it is."""
    if _NOT_IN_ADDRESS_RE.search(text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is none
        return False


def _explain(config_file: Path, error: ValidationError) -> KbError:
    # A misspelt name explains why the right one is missing.
    first = min(violations(error), key=lambda one: one.type != UNKNOWN)
    name = ".".join(map(str, first.path))
    if first.type == UNKNOWN:
        near = nearest(name, KNOWN)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(KNOWN)}"
        return KbError(f"{config_file}: extra.kb.{name} is not a setting", hint)
    return KbError(f"{config_file}: extra.kb.{name}: {first.sentence(_PLAIN_WORDS)}")

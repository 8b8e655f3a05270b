"""What may be published as it is: pictures, and the site's own style sheet."""

from pathlib import PurePosixPath

from kb_build.text import active
from kb_build.text.positions import START, Fault

FOLDER = "docs/assets"
"""The folder of pictures and other files to which texts may link."""
STYLE = f"{FOLDER}/site.css"
"""The style sheet in which a site changes the look of the product."""
DRAWING = ".svg"
"""The ending of pictures that are programs to a browser, and so are looked into."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", DRAWING)
"""The endings of pictures, in any letter case."""


def has_known_kind(path: str) -> bool:
    """Return whether a file below `FOLDER` is of a kind that may be published."""
    return path == STYLE or path.lower().endswith(PICTURES)


def must_be_read(path: str) -> bool:
    """Return whether the content of a file decides whether it may be published."""
    return path == STYLE or PurePosixPath(path).suffix.lower() == DRAWING


def faults(path: str, data: bytes) -> tuple[Fault, ...]:
    """Return what keeps a file from being published that `must_be_read`."""
    if path != STYLE:
        found = active.in_svg(data)
        return (Fault("active", *found),) if found else ()
    try:
        words = active.in_css(data.decode("utf-8"))
    except UnicodeDecodeError:
        return (Fault("active", START, "is not in UTF-8"),)
    return (Fault("active", START, f"has {words!r}"),) if words else ()

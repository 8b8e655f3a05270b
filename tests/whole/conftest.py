"""The pages of the built site, as trees."""

from collections.abc import Callable
from functools import cache

import pytest
from lxml import html


@pytest.fixture(scope="session")
def page(built) -> Callable[[str], html.HtmlElement]:
    """Return a function that reads the page at an address, from the site's root."""

    @cache
    def read(url: str) -> html.HtmlElement:
        return html.fromstring((built.folder / url / "index.html").read_text("utf-8"))

    return read

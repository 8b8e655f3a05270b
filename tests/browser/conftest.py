"""Chromium, and the site of the extended project behind a server that knows only this machine."""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.building import SITE_URL

BASE_PATH = urlsplit(SITE_URL).path.strip("/")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TIMEOUT = 10_000
"""Milliseconds for whatever a test waits for."""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests are skipped, but fail in CI."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        message = f"no Chromium on this machine (looked for {', '.join(NAMES)})"
        if os.environ.get("KB_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


class _Handler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: with the site's own page where there is none."""

    def log_message(self, *args) -> None:
        """Say nothing."""

    def send_error(self, code, message=None, explain=None) -> None:
        page = Path(self.directory, BASE_PATH, "404.html")
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        """Take no notice of a browser that leaves before the answer is complete."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def address(fixture_site, tmp_path_factory) -> Iterator[str]:
    """The address of the site, under a base path as on GitHub Pages."""
    root = tmp_path_factory.mktemp("served")
    (root / BASE_PATH).parent.mkdir(parents=True)
    (root / BASE_PATH).symlink_to(fixture_site.folder, target_is_directory=True)
    handler = partial(_Handler, directory=str(root))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{BASE_PATH}/"
        server.shutdown()


@pytest.fixture(params=[(390, "light"), (1280, "dark")], ids=["phone-light", "laptop-dark"])
def reader(request, browser, address) -> Iterator[Page]:
    """A tab on a phone or a laptop, in which nothing may go wrong on the quiet."""
    yield from _tab(browser, address, *request.param)


@pytest.fixture
def laptop(browser, address) -> Iterator[Page]:
    """The same on a laptop only, for what does not depend on the screen."""
    yield from _tab(browser, address, 1280, "dark")


def _tab(browser: Browser, address: str, width: int, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address
    )
    context.set_default_timeout(TIMEOUT)
    tab = context.new_page()
    complaints = watch(tab, address)
    yield tab
    context.close()
    assert complaints == []


def watch(tab: Page, address: str) -> list[str]:
    """Return a list that fills with what goes wrong in a tab."""
    complaints: list[str] = []
    host = address.removesuffix(f"{BASE_PATH}/")
    tab.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    tab.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    tab.on(
        "response",
        lambda answer: (
            complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    tab.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((host, "data:"))
            else complaints.append(f"another host: {asked.url}")
        ),
    )
    return complaints

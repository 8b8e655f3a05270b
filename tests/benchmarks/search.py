"""Asks the search of a built site many questions in Chromium, and reports what it finds and costs.

Usage: python -m tests.benchmarks.search [CASES …]      (default: the shipped cases only)

success@10: the share of queries of whose first ten results one is relevant; success@1: the share of
those whose first result is; precision@10: the share of relevant ones among the first ten. A page is
relevant when it has a word with the same lemma; simplemma, which decides that, has no part in the
search.
"""

import gzip
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.benchmarks.__main__ import _shipped, measure
from tests.benchmarks.generate import generate
from tests.benchmarks.queries import Query, Texts, queries
from tests.browser.conftest import NAMES, QUIET

LANGUAGES = ("it", "es", "el")
FIRST = {"it": "cliente", "es": "cliente", "el": "πελάτης"}
NEXT = {"it": ["regola", "rispsta"], "es": ["norma", "respuest"], "el": ["κανόνας", "apantisi"]}
ASK = """async (texts) => {
  const { src } = document.querySelector('script[src$="/search/open.js"]');
  const { startSession } = await import(new URL("session.js", src));
  const { client } = await startSession(document.querySelector("a[data-kb-search]"));
  const found = [];
  for (const text of texts) {
    const { hits, plan } = await client.call("search", text);
    const shown = await Promise.all(hits.slice(0, 10).map((hit) => client.call("show", hit, plan)));
    found.push(shown.map(({ url }) => new URL(url).pathname.slice(1)));
  }
  return found;
}"""
WATCH = """() => {
  window.tasks = [];
  const note = (list) => window.tasks.push(...list.getEntries().map((one) => one.duration));
  new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    if (document.querySelector("dialog .kb-result")) window.shown ??= Date.now();
  }).observe(document, { childList: true, subtree: true });
}"""


class _Server(SimpleHTTPRequestHandler):
    """Packs what servers usually pack."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix in {".html", ".js", ".css", ".json", ".svg"}:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def relevance(tab: Page, address: str, texts: dict[str, Texts]) -> None:
    """Ask all queries of all languages, and print how well they were answered."""
    for lang in LANGUAGES:
        asked = queries(texts[lang], [one for name, one in texts.items() if name != lang])
        tab.goto(f"{address}{lang}/")
        found = tab.evaluate(ASK, [one.text for one in asked])
        by_kind: defaultdict[str, list[tuple[Query, list[str]]]] = defaultdict(list)
        for query, urls in zip(asked, found, strict=True):
            clean = [url.partition("#")[0] for url in urls]
            by_kind[query.kind].append((query, clean))
            by_kind["ALL"].append((query, clean))
        for kind, answers in by_kind.items():
            success = sum(any(url in query.relevant for url in urls) for query, urls in answers)
            first = sum(bool(query.relevant.intersection(urls[:1])) for query, urls in answers)
            shares = [
                sum(url in query.relevant for url in urls) / len(urls)
                for query, urls in answers
                if urls
            ]
            precision = sum(shares) / max(1, len(shares))
            print(
                f"  {lang}  {kind:<15} {len(answers):4} queries"
                f"  success@10 {success / len(answers):6.1%}  success@1"
                f" {first / len(answers):6.1%}  precision@10 {precision:6.1%}"
            )
            missed = [q.text for q, urls in answers if not any(url in q.relevant for url in urls)]
            if missed and kind != "ALL":
                print(f"        missed: {', '.join(missed)}")


def cost(browser: Browser, address: str) -> None:
    """Print what the first query costs and what the following ones cost, by language."""
    for lang in LANGUAGES:
        tab = browser.new_context().new_page()
        tab.add_init_script(f"({WATCH})()")
        tab.goto(f"{address}{lang}/", wait_until="networkidle")
        asked: list[Request] = []
        tab.context.on("request", partial(list.append, asked))
        tab.evaluate("window.tasks = []")
        start = time.time()
        tab.keyboard.press("Control+k")
        tab.locator("dialog input").fill(FIRST[lang])
        tab.locator("dialog .kb-result").first.wait_for()
        shown = tab.evaluate("window.shown")
        tab.wait_for_load_state("networkidle")
        tab.wait_for_timeout(500)
        before = [one for one in asked if one.timing["startTime"] < shown]
        print(
            f"  {lang}  first query: {len(before)} requests, {_bytes(before):.0f} KB,"
            f" {shown / 1000 - start:.2f} s until the first result;"
            f" {len(asked)} requests, {_bytes(asked):.0f} KB with all of the page and the filters"
        )
        for text in NEXT[lang]:
            asked.clear()
            tab.locator("dialog input").fill(text)
            tab.wait_for_timeout(1500)
            print(f"  {lang}  then {text}: {len(asked)} requests, {_bytes(asked):.0f} KB")
        tasks = tab.evaluate("window.tasks")
        print(f"  {lang}  longest task of the page meanwhile: {max(tasks, default=0):.0f} ms")
        tab.context.close()


def _bytes(requests: list[Request]) -> float:
    sizes = [one.sizes() for one in requests if one.response()]
    return sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes) / 1000


def report(name: str, configuration: Path, browser: Browser) -> None:
    """Build a site, and print everything about its search."""
    site = configuration.parent / "site"
    built = measure(configuration, site)
    pages = sum(1 for _ in site.glob("*/search/fragment/*"))
    size = sum(one.stat().st_size for one in site.glob("*/search/**/*") if one.is_file())
    print(
        f"{name}: {pages} pages in the index, {size / 1e6:.1f} MB; built in {built.seconds:.1f} s"
    )
    with served(site) as address:
        cost(browser, address)
        tab = browser.new_page()
        relevance(tab, address, {lang: Texts(site, lang) for lang in LANGUAGES})
        tab.close()


def main() -> None:
    """Measure the shipped content and each size that was asked for."""
    import shutil

    path = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        folder = Path(name)
        report("shipped content", _shipped(folder / "shipped"), browser)
        for size in map(int, sys.argv[1:]):
            report(f"{size} cases × 3", generate(folder / str(size), size), browser)
        browser.close()


if __name__ == "__main__":
    main()

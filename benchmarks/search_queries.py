"""The queries of tests/search put to a site's search, in a browser.

What comes back is the place of the first page that answers, the time from the last key to the list, and the bytes that were fetched.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean, median
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

QUERIES = Path(__file__).parents[1] / "tests" / "search"

_TYPE = """async queries => {
  const box = document.querySelector("[data-search=box]"), list = document.querySelector("[data-search=list]")
  const listed = () => [...document.querySelectorAll(".guide-search__page > :first-child")].map(link => new URL(link.href).pathname)
  const found = []
  for (const query of queries) {
    const shown = new Promise(done => new MutationObserver((_, watch) => {
      if (list.dataset.query !== query) return
      watch.disconnect()
      done(performance.now())
    }).observe(list, { attributes: true }))
    box.value = query
    const typed = performance.now()
    box.dispatchEvent(new InputEvent("input", { bubbles: true }))
    found.push({ milliseconds: await shown - typed, pages: listed() })
  }
  return found
}"""
"""Puts one query after the other into the box, as one paste each, and reads the list: one call, since 200 would measure the harness."""


@dataclass(frozen=True)
class Query:
    """What is typed, of which kind it is, and the pages that answer it: the last part of their address, or all of it."""

    text: str
    kind: str
    pages: tuple[str, ...]

    def answered_by(self, path: str) -> bool:
        """Whether an address of the site is that of an answer."""
        return any(f"/{path.strip('/')}".endswith(f"/{page}") for page in self.pages)


@dataclass(frozen=True)
class Answer:
    """The place of the first right page, 1 for the first and 0 where it is not listed; milliseconds from the last key to the list."""

    query: Query
    place: int
    milliseconds: float
    listed: tuple[str, ...] = ()


def read_queries(path: Path) -> list[Query]:
    """The queries of a file: ``## kind``, then lines of ``query > page page``."""
    queries, kind = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("# "):
            text, _, pages = line.rpartition(" > ")
            queries.append(Query(text, kind, tuple(pages.split())))
    return queries


class _Handler(SimpleHTTPRequestHandler):
    """Serves compressed, as hosts of static sites do."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a built site is served meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def put(page: Page, address: str, queries: Sequence[Query]) -> list[Answer]:
    """Enters one query after the other into the search of one open page."""
    page.goto(address)
    page.keyboard.press("/")
    found = page.evaluate(_TYPE, [query.text for query in queries])
    return [_answer(query, one["pages"], one["milliseconds"]) for query, one in zip(queries, found, strict=True)]


def _answer(query: Query, pages: Sequence[str], milliseconds: float) -> Answer:
    places = [n for n, path in enumerate(pages, 1) if query.answered_by(path)]
    return Answer(query, places[0] if places else 0, milliseconds, tuple(pages[:4]))


def fetched(page: Page, address: str, query: Query) -> tuple[int, float]:
    """Bytes over the wire, and milliseconds from the entering to the list, of the first query of a new reader."""
    sizes: list[int] = []

    def note(response: Response) -> None:
        if "/search/" in urlsplit(response.url).path and "/assets/" not in response.url:
            sizes.append(int(response.headers.get("content-length", 0)))

    page.on("response", note)
    answer = put(page, address, [query])[0]
    page.wait_for_timeout(200)
    return sum(sizes), answer.milliseconds


def summary(name: str, answers: Sequence[Answer]) -> str:
    """A line of the table."""
    first, third = (mean(0 < answer.place <= most for answer in answers) for most in (1, 3))
    reciprocal = mean(1 / answer.place if answer.place else 0 for answer in answers)
    times = sorted(answer.milliseconds for answer in answers)
    return f"{name:24}{len(answers):8}{first:9.1%}{third:9.1%}{reciprocal:9.3f}{median(times):10.0f}{times[int(0.95 * (len(times) - 1))]:10.0f}"


HEAD = f"{'':24}{'queries':>8}{'first':>9}{'of three':>9}{'1/place':>9}{'ms':>10}{'ms, 95 %':>10}"

"""A server of a built site as its readers meet it: under ``/guide/``, with its page for what is not there, and with caching."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BASE = "/guide/"


class SiteServer(ThreadingHTTPServer):
    """``served``: the path of each answer with its size, gzipped as a host would."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.served: list[tuple[str, int]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        """Of the home page, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}{BASE.rstrip('/')}"


class _Handler(SimpleHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        asked = urlsplit(self.path).path
        path = self.server.site / asked.removeprefix(BASE) if asked.startswith(BASE) else self.server.site / "nothing"
        path = path / "index.html" if path.is_dir() else path
        status, path = (200, path) if path.is_file() else (404, self.server.site / "404.html")
        body = gzip.compress(path.read_bytes(), 9)
        self.server.served.append((asked, len(body)))
        self.send_response(status)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", str(self.guess_type(str(path))))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(site: Path) -> Iterator[SiteServer]:
    """The site, served."""
    server = SiteServer(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()

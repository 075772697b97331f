"""Pages at old addresses: they send a reader on, with the fragment where scripts run, and search engines to the new address."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import ROOT
from fieldguide.load import load_guide
from fieldguide.render.redirect import SCRIPT, redirect_pages
from playwright.sync_api import Browser
from sample import copy_sample

NOW = "inference-fundamentals/latency"


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    root = copy_sample(tmp_path)
    (root / "concepts" / "redirects.yml").write_text(f"hardware-foundations/delay: {NOW}\n", encoding="utf-8")
    return dict(redirect_pages(load_guide(root), "https://guide.example/"))


def test_a_page_stands_at_the_old_address_and_tells_search_engines_the_new_one(pages: dict[str, str]) -> None:
    assert list(pages) == ["hardware-foundations/delay/index.html"]
    text = pages["hardware-foundations/delay/index.html"]
    assert f'<link rel="canonical" href="https://guide.example/{NOW}/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<a href="../../{NOW}/">Latency</a>' in text
    assert re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL) == [""], "an inline script"


@pytest.mark.parametrize(("scripts", "fragment"), [(True, "?x=1#floor"), (False, "")])
def test_a_reader_arrives(pages: dict[str, str], tmp_path: Path, browser: Browser, scripts: bool, fragment: str) -> None:
    site = tmp_path / "site"
    there = f"<!doctype html><title>Latency</title><link rel=icon href=data:,><p id=floor>{NOW}"
    for name, text in {**pages, f"{NOW}/index.html": there, SCRIPT: (ROOT / "docs" / SCRIPT).read_text(encoding="utf-8")}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/hardware-foundations/delay/?x=1#floor")
    page.wait_for_url(f"{address}/{NOW}/{fragment}")
    assert said == []
    context.close()
    server.shutdown()

"""The browser of the tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=30_000)

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that asks nobody for anything of its own accord."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    assert program, f"the browser tests want one of {', '.join(_PROGRAMS)} on the PATH; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


_LEFT = "net::ERR_ABORTED"  # the reader went on before the answer came
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def watched_page(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page that fails its test when anything but the site's own host was asked, a request failed, or the console said anything."""
    context = browser.new_context(color_scheme="light", **options)
    page = context.new_page()
    hosts: set[str] = set()
    said: list[str] = []
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc) if not asked.url.startswith(("data:", "blob:")) else None)
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda failed: said.append(f"{failed.url} failed") if failed.failure != _LEFT else None)
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    yield page
    context.close()
    assert hosts <= {urlsplit(address).netloc}, hosts
    assert not said, said


def is_phone(page: Page) -> bool:
    assert page.viewport_size
    return page.viewport_size["width"] < 600


def wait_until(page: Page, truth: str) -> None:
    """Waits for an expression to be true, within the page: its policy lets Playwright evaluate no text again and again."""
    page.evaluate(f"new Promise(resolve => {{ const look = () => {truth} ? resolve() : setTimeout(look, 20); look() }})")


def wait_for_letters(page: Page) -> None:
    """Waits until a first visit has loaded the guide's letters, which the next page is drawn in."""
    wait_until(page, "localStorage.getItem('llm-field-guide:letters')")

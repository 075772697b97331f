"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chromium import DESKTOP, PHONE, chromium, watched_page
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page
from sample import copy_sample
from serving import SiteServer, serving

ROOT = Path(__file__).parents[1]
CLOSING_PAGE = "how-it-all-connects.md"
settings.register_profile("quick", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
settings.load_profile("quick")
os.environ["FIELDGUIDE_STORE"] = "off"  # nothing is kept from test to test


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="rewrite what the case files expect; review the diff")


_LONG = ("test_warm.py", "test_attacks.py", "test_mutants.py", "test_move.py", "test_accessible.py", "test_site.py")
"""The files whose tests take minutes: they come first, so that no process is left with one of them when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _LONG.index(item.path.name) if item.path.name in _LONG else len(_LONG))


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


def build_site(root: Path, to: Path, *, strict: bool = True) -> subprocess.CompletedProcess[str]:
    """Builds the site of the repository at ``root`` as a contributor does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(to), *(["--strict"] if strict else [])]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def copy_machinery(to: Path) -> None:
    """Puts what builds the site beside another guide: hooks, templates, configuration, the pages around the concepts."""
    shutil.copytree(ROOT / "hooks", to / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(ROOT / "overrides", to / "overrides")
    shutil.copytree(ROOT / "docs", to / "docs", dirs_exist_ok=True, ignore=shutil.ignore_patterns("index.md", "paths", CLOSING_PAGE))
    (to / "docs" / CLOSING_PAGE).write_text("---\ndescription: How it all connects.\n---\n# How it all connects\n", encoding="utf-8")
    (to / "docs" / "planner.md").write_text("---\ndescription: What fits.\n---\n# Planner\n\n<!-- planner -->\n", encoding="utf-8")
    for index in ("facts/index.md", "contributing/index.md", "contributing/checks/index.md"):
        shutil.copy(ROOT / "docs" / index, to / "docs" / index)
    shutil.copy(ROOT / "mkdocs.yml", to / "mkdocs.yml")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strict; once, however many processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    to = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    with FileLock(to.with_name("site.lock")):
        if not to.exists():
            result = build_site(ROOT, to)
            assert result.returncode == 0, result.stderr
    return to


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page of one of two sizes, which says nothing and asks no other host."""
    with watched_page(browser, address, viewport=DESKTOP if request.param == "desktop" else PHONE) as page:
        yield page


@pytest.fixture(scope="session")
def sample_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """The site of the sample guide, served under the path that it is published at."""
    root = copy_sample(tmp_path_factory.mktemp("sample"))
    copy_machinery(root)
    result = build_site(root, root / "site")
    assert result.returncode == 0, result.stderr
    with serving(root / "site") as server:
        yield server

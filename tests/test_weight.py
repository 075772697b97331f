"""What a page weighs on the wire, gzipped: a reader's first visit, and the next; and what the bundles are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import PHONE
from fieldguide.render.bundle import BundleMeta, make_bundles, pages_bundles
from playwright.sync_api import Browser
from serving import SiteServer, serving

FIRST_VISIT, NEXT_VISIT = 150_000, 25_000
FEWEST_CONCEPTS = 3
HEAVIEST = 3
MOST_REQUESTS, MOST_BLOCKING = 8, 1


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[SiteServer]:
    with serving(site) as server:
        yield server


@pytest.fixture(scope="module")
def heaviest(site: Path) -> list[str]:
    """The addresses of the concept pages with the most HTML."""
    pages = [path for path in site.glob("*/*/index.html") if 'class="read"' in path.read_text(encoding="utf-8")]
    assert len(pages) >= FEWEST_CONCEPTS
    pages.sort(key=lambda path: path.stat().st_size, reverse=True)
    return [path.parent.relative_to(site).as_posix() for path in pages[: HEAVIEST + 1]]


def test_a_concept_page_is_light_on_the_first_visit_and_lighter_on_the_next(
    browser: Browser, server: SiteServer, heaviest: list[str]
) -> None:
    """The first address of each visit fills an empty cache; the next is another page of the kind."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    visits = []
    for address in heaviest:
        server.served.clear()
        page.goto(f"{server.address}/{address}/")
        page.wait_for_load_state("networkidle")
        visits.append(list(server.served))
    context.close()
    first, *later = visits
    assert sum(size for _, size in first) <= FIRST_VISIT, first
    assert len(first) <= MOST_REQUESTS, first
    for visit in later:
        assert sum(size for _, size in visit) <= NEXT_VISIT, visit


def test_nothing_but_one_style_sheet_keeps_a_concept_page_from_being_drawn(site: Path, heaviest: list[str]) -> None:
    html = (site / heaviest[0] / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<link rel="stylesheet"', html)) == MOST_BLOCKING
    assert not re.findall(r"<script src=(?![^>]* defer)[^>]*>", html)


def test_no_class_whose_rules_are_left_out_is_on_a_page(site: Path) -> None:
    dropped = re.compile(r"(?:md-(?:annotation|clipboard|search|source|status|tooltip|top|version|pagination|post|select)|tabbed-)[\w-]*")
    for path in site.rglob("*.html"):
        classes = {name for names in re.findall(r' class="([^"]*)"', path.read_text(encoding="utf-8")) for name in names.split()}
        assert not [name for name in classes if dropped.fullmatch(name)], path


SOURCES = {
    "assets/one.js": "// One.\nconst one = `a  b`\n",
    "assets/two.js": "const two = 2\n",
    "assets/stylesheets/theme.css": ".kept { color: red } .left-out .x { color: blue }",
    "assets/own.css": ".left-out { top: 0 }",
}


def test_bundles_are_joined_minified_named_by_content_and_loaded_where_they_are_wanted() -> None:
    metas = {
        "site.css": BundleMeta(sources=("assets/stylesheets/theme.css", "assets/own.css"), unused=("left-",)),
        "site.js": BundleMeta(sources=("assets/one.js",)),
        "plan.js": BundleMeta(sources=("assets/two.js",), where=('class="plan"',)),
        "late.js": BundleMeta(sources=("assets/two.js",), asked=True),
    }
    made = make_bundles(metas, SOURCES.__getitem__)
    style, site, plan, late = made
    assert style.text == ".kept{color:red}.left-out{top:0}"
    assert "`a  b`" in site.text
    assert "// One" not in site.text
    assert late.path.removeprefix("assets/") in site.text
    assert all(re.fullmatch(r"assets/\w+\.[0-9a-f]{8}\.(?:js|css)", bundle.path) for bundle in made)
    assert made == make_bundles(metas, SOURCES.__getitem__)
    assert pages_bundles(made, "<p>", ".js") == [site.path]
    assert pages_bundles(made, '<div class="plan">', ".js") == [site.path, plan.path]
    other = make_bundles(metas, lambda path: SOURCES[path].replace("2", "3"))
    assert (other[1].path, other[2].path) != (site.path, plan.path)

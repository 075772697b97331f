"""The site for every reader: WCAG 2.2 AA by axe on each template, light and dark, on two sizes of screen; by keyboard alone; narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import DESKTOP, PHONE, wait_until, watched_page
from playwright.sync_api import Browser, Page, expect
from serving import SiteServer

KV_CACHE = "/inference-fundamentals/kv-cache/"
TEMPLATES = {
    "home": "/",
    "part": "/inference-fundamentals/",
    "concept": KV_CACHE,
    "calculator": f"{KV_CACHE}?calculate=kv-per-token#kv-per-token",
    "facts": "/facts/accelerators/",
    "numbers": "/numbers/",
    "planner": "/planner/",
    "map": "/map/",
    "paths": "/paths/",
    "path": "/paths/first-steps/",
    "glossary": "/glossary/",
    "references": "/references/",
    "tags": "/tags/",
    "check": "/contributing/checks/active-diagram/",
    "404": "/kept/cache/",
    "search": "/data/?q=cache",
}
LATER = {"calculator": ".calculator:visible", "404": "[role=option]", "search": "[role=option]"}
"""What a script brings to a page when it is asked for."""

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = {"width": 320, "height": 640}
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


TALL = 5000
"""So high that nothing is half hidden at the edge of what scrolls, which axe would take for a small target."""


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_no_template_has_a_fault_that_axe_finds(browser: Browser, sample_server: SiteServer, width: int, scheme: str) -> None:
    """Every rule where sizes and schemes meet once; of the rest those that colours decide."""
    view = {"width": width, "height": TALL}
    context = browser.new_context(viewport=view, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    rules = {"runOnly": STANDARDS if (width > 1000) == (scheme == "light") else ["color-contrast", "link-in-text-block"]}
    found = []
    for name, path in TEMPLATES.items():
        page.goto(sample_server.address + path)
        if name in LATER:
            page.locator(LATER[name]).first.wait_for()
        for fault in Axe().run(page, options=rules).response["violations"]:
            found += [f"{name}: {fault['id']}: {node['target']} {node['html'][:120]}" for node in fault["nodes"][:3]]
    context.close()
    assert not found, "\n".join(found)


@pytest.fixture
def page(browser: Browser, sample_server: SiteServer) -> Iterator[Page]:
    with watched_page(browser, sample_server.address, viewport=PHONE) as page:
        yield page


def test_no_page_is_wider_than_a_narrow_screen(page: Page, sample_server: SiteServer) -> None:
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    wide = []
    for name, path in TEMPLATES.items():
        if name != "404":
            page.goto(sample_server.address + path)
            wide += [name] if page.evaluate(WIDER) else []
    assert not wide


def test_the_menu_opens_and_closes_by_keyboard(page: Page, sample_server: SiteServer) -> None:
    page.goto(sample_server.address + KV_CACHE)
    menu = page.get_by_role("button", name="Menu")
    inside = page.locator("#guide-navigation").get_by_role("link", name="Latency", exact=True)
    expect(inside).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    expect(page.locator("[data-menu]")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(inside).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_first_stop_of_the_keyboard_skips_to_the_text(page: Page, sample_server: SiteServer) -> None:
    page.goto(sample_server.address + KV_CACHE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#kv-cache")


def test_every_stop_of_the_keyboard_is_seen(page: Page, sample_server: SiteServer) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(sample_server.address + KV_CACHE)
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => { const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();"
            " return [node.outerHTML.slice(0, 80), style.outlineStyle !== 'none' || node.matches('.node'), box.width * box.height,"
            " node === document.body] }"
        )
        if stop[3]:
            break
        unseen += [] if stop[1] and stop[2] else [stop[0]]
    assert not unseen


def test_a_table_that_scrolls_can_be_reached_by_keyboard(page: Page, sample_server: SiteServer) -> None:
    page.goto(sample_server.address + "/contributing/formulas-and-units/")
    wide = page.locator(".table-scroll").first
    expect(wide).not_to_have_attribute("tabindex", "0")
    wide.locator("table").evaluate("table => { table.style.minWidth = '900px' }")
    expect(wide).to_have_attribute("role", "region")
    wide.focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.activeElement.scrollLeft > 0")


def test_the_address_of_a_missing_page_is_put_to_the_search(browser: Browser, sample_server: SiteServer) -> None:
    context = browser.new_context()
    page = context.new_page()
    for path in ("/caches/kv-cache", "/one/kv-cache/404.html", "/old/KV_cache.html"):
        page.goto(sample_server.address + path)
        expect(page.get_by_role("heading", level=1)).to_have_text("No such page")
        expect(page.get_by_role("combobox", name="Search")).to_have_value(re.compile("^kv cache$", re.IGNORECASE))
        expect(page.get_by_role("option").first).to_contain_text("KV cache")
        page.keyboard.press("Escape")
        page.get_by_role("article").get_by_role("link", name="The map").click()
        page.wait_for_url("**/guide/map/")
    context.close()

"""The real site in a browser, used as a reader does: no other host is asked for anything, the console stays clean."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    assert program, f"the browser tests want one of {', '.join(_BROWSERS)} on the PATH; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test when anything but the site's own host was asked, or the console said anything."""
    context = browser.new_context(viewport=DESKTOP if request.param == "desktop" else PHONE, color_scheme="light")  # type: ignore[arg-type]
    page = context.new_page()
    hosts: set[str] = set()
    said: list[str] = []
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc) if not asked.url.startswith(("data:", "blob:")) else None)
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    yield page
    context.close()
    assert hosts == {urlsplit(address).netloc}
    assert not said


def is_phone(page: Page) -> bool:
    assert page.viewport_size
    return page.viewport_size["width"] < 600


def test_from_home_to_a_concept_through_the_navigation(page: Page, address: str) -> None:
    page.goto(address)
    expect(page).to_have_title("The LLM Engineering Field Guide")
    if is_phone(page):
        page.locator("label.md-header__button[for=__drawer]").click()
        page.locator(".md-sidebar--primary").get_by_text("Guide", exact=True).last.click()
    page.locator(".md-sidebar--primary").get_by_text("II. Inference fundamentals").first.click()
    if is_phone(page):
        page.wait_for_timeout(400)
    if not page.url.endswith("/inference-fundamentals/"):
        page.locator(".md-sidebar--primary").get_by_role("link", name="II. Inference fundamentals").first.click()
    page.wait_for_url("**/inference-fundamentals/")
    page.get_by_role("article").get_by_role("link", name="KV cache", exact=True).first.click()
    page.wait_for_url("**/inference-fundamentals/kv-cache/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("KV cache")


def test_a_related_link_leads_to_its_concept(page: Page, address: str) -> None:
    page.goto(f"{address}/inference-fundamentals/kv-cache/")
    page.locator("h2#how-it-connects ~ ul").first.get_by_role("link").first.click()
    page.wait_for_url(lambda url: "kv-cache" not in url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_dark_mode_is_a_click_and_is_remembered(page: Page, address: str) -> None:
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[title='Switch to dark mode']").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}/inference-fundamentals/kv-cache/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_a_linked_number_leads_to_its_row(page: Page, address: str) -> None:
    page.goto(f"{address}/hardware-foundations/roofline-model/")
    link = page.locator("a.number[href*='/roofline-model/#'], a.number[href^='#']").first
    row_id = (link.get_attribute("href") or "").partition("#")[2]
    value = link.inner_text()
    link.click()
    row = page.locator(f".key-numbers tr:has([id='{row_id}'])")
    expect(row).to_be_in_viewport()
    expect(row.locator("td").nth(1)).to_have_text(value)


def test_a_table_of_facts_sorts_by_a_column(page: Page, address: str) -> None:
    page.goto(f"{address}/facts/accelerators/")
    heading = page.locator(".fact-table th").filter(has_text=re.compile(r"^Memory \(GB\)"))

    def memories() -> list[float]:
        cells = page.locator(".fact-table tbody td:nth-child(2)").all_inner_texts()
        return [float(cell.replace(",", "")) for cell in cells if cell]

    before = memories()
    for order in ("ascending", "descending"):
        heading.focus()
        page.keyboard.press("Enter")
        if heading.get_attribute("aria-sort") == order:
            assert memories() == sorted(before, reverse=order == "descending")
    heading.click()
    assert memories() in (sorted(before), sorted(before, reverse=True))
    assert before != memories()


def test_a_folded_answer_opens(page: Page, address: str) -> None:
    page.goto(f"{address}/inference-fundamentals/kv-cache/")
    details = page.locator("article details").first
    answer = details.locator("p").first
    expect(answer).to_be_hidden()
    details.locator("summary").click()
    expect(answer).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/", "/inference-fundamentals/quantization/", "/hardware-foundations/roofline-model/", "/facts/accelerators/", "/references/"]
)
def test_no_page_is_wider_than_the_screen(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_formulas_and_diagrams_are_drawn_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/hardware-foundations/roofline-model/")
    formula = page.locator("math").first.bounding_box()
    assert formula
    assert formula["width"] > 10
    page.goto(f"{address}/hardware-foundations/gpu-memory-hierarchy/")
    drawing = page.locator("figure.diagram svg").first.bounding_box()
    assert drawing
    assert drawing["height"] > 40
    context.close()


def test_a_diagram_follows_light_and_dark(browser: Browser, address: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}/hardware-foundations/gpu-memory-hierarchy/")
        text = page.locator("figure.diagram svg text").first
        colours.add(text.evaluate("node => getComputedStyle(node).fill"))
        context.close()
    assert len(colours) == 2

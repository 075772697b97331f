"""What helps a reader, used as a reader does: cards, the map, paths and progress; by mouse, keyboard and touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from chromium import DESKTOP, PHONE, is_phone, wait_for_letters, wait_until
from playwright.sync_api import Browser, Page, expect

KV_CACHE, ROOFLINE = "/inference-fundamentals/kv-cache/", "/hardware-foundations/roofline-model/"
KEY = "llm-field-guide:read"


@pytest.fixture
def touch(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def card(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".explain-card")


def visit(page: Page, address: str) -> None:
    """Opens a page and waits until nothing on it moves any more, so that what the pointer is over stays there."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")


def test_a_link_explains_itself_at_hover(page: Page, address: str) -> None:
    visit(page, address + KV_CACHE)
    link = page.locator("article p a[data-concept=throughput]").first
    link.hover()
    expect(card(page)).to_contain_text("Throughput and goodput")
    expect(card(page)).to_have_attribute("role", "tooltip")
    expect(link).to_have_attribute("aria-describedby", "explain-card")
    assert card(page).locator("dd").count() == 3
    box = card(page).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]  # noqa: PT018
    card(page).hover()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(card(page)).to_have_count(0)


def test_a_link_explains_itself_at_focus_and_escape_closes(page: Page, address: str) -> None:
    visit(page, address + KV_CACHE)
    link = page.locator("article p a[data-concept=throughput]").first
    link.focus()
    expect(card(page)).to_contain_text("Throughput and goodput")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/throughput/")
    expect(card(page)).to_have_count(0)


def test_a_linked_number_shows_its_name(page: Page, address: str) -> None:
    visit(page, address + KV_CACHE)
    page.locator("article p a.number[href$='#bytes-per-token']").first.hover()
    expect(card(page)).to_contain_text("KV cache per token, Llama 3.1 70B, BF16")
    assert card(page).locator("dd").all_inner_texts() == ["320 KiB/token"]


def test_an_abbreviation_says_what_it_stands_for(page: Page, address: str) -> None:
    visit(page, f"{address}/inference-optimizations/flash-attention/")
    name = page.locator("article p a.abbreviation[data-stands-for]").first
    wanted = f"{name.inner_text()}: {name.get_attribute('data-stands-for')}"
    name.hover()
    expect(card(page)).to_contain_text(wanted)
    page.mouse.move(2, 2)
    expect(card(page)).to_have_count(0)
    name.focus()
    expect(card(page)).to_contain_text(wanted)


def test_a_citation_shows_its_reference(page: Page, address: str) -> None:
    visit(page, f"{address}/inference-optimizations/flash-attention/")
    mark = page.locator("article p .footnote-ref").first
    mark.focus()
    expect(card(page)).to_contain_text("FlashAttention: fast and memory-efficient exact attention")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    mark.hover()
    expect(card(page)).to_contain_text("FlashAttention: fast and memory-efficient exact attention")


def test_a_tap_opens_a_citation_and_follows_a_link(touch: Page, address: str) -> None:
    visit(touch, address + KV_CACHE)
    mark = touch.locator("article p .footnote-ref").first
    mark.tap()
    expect(card(touch)).to_contain_text("In the list of references")
    assert "#fn:" not in touch.url
    mark.tap()
    expect(card(touch)).to_have_count(0)
    touch.locator("article p a[data-concept=throughput]").first.tap()
    touch.wait_for_url("**/throughput/")


def test_a_long_press_explains_a_link(touch: Page, address: str) -> None:
    visit(touch, address + KV_CACHE)
    link = touch.locator("article p a[data-concept=throughput]").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    point = {"x": box["x"] + 5, "y": box["y"] + box["height"] / 2}
    session = touch.context.new_cdp_session(touch)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    expect(card(touch)).to_contain_text("Throughput and goodput")
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(card(touch).get_by_role("link", name="Open the page")).to_be_visible()
    assert KV_CACHE in touch.url
    card(touch).get_by_role("link", name="Open the page").tap()
    touch.wait_for_url("**/throughput/")


def test_the_map_lights_a_concept_with_its_relations_and_leads_to_its_page(page: Page, address: str) -> None:
    visit(page, f"{address}/map/")
    node = page.locator(".map .node[data-concept=kv-cache]")
    node.focus()
    expect(node).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator(".map .node[data-concept=roofline-model]")).to_have_class(re.compile(r"\bnear\b"))
    expect(page.locator(".map .node[data-concept=throughput]")).to_have_class(re.compile(r"\brelated\b"))
    expect(page.locator(".map-panel")).to_contain_text("the cache decides how many sequences share one read of the weights")
    expect(node).to_have_attribute("aria-label", "KV cache. Requires The roofline model.")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{KV_CACHE}")
    page.go_back()
    page.locator(".map .part").first.click()
    page.wait_for_url("**/hardware-foundations/")


def test_the_first_tap_on_the_map_lights_and_the_second_opens(touch: Page, address: str) -> None:
    visit(touch, f"{address}/map/")
    node = touch.locator(".map .node[data-concept=latency]")
    node.tap()
    expect(touch.locator(".map-panel")).to_contain_text("How long a request takes")
    assert touch.url.endswith("/map/")
    node.tap()
    touch.wait_for_url("**/latency/")


def test_the_map_follows_light_and_dark(browser: Browser, address: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport=DESKTOP)  # type: ignore[arg-type]
        drawn = context.new_page()
        drawn.goto(f"{address}/map/")
        styles = "node => getComputedStyle(node.querySelector('rect')).fill + getComputedStyle(node.querySelector('text')).fill"
        colours.add(drawn.locator(".map .node").first.evaluate(styles))
        context.close()
    assert len(colours) == 2


def test_a_neighbour_is_a_click_away(page: Page, address: str) -> None:
    visit(page, address + KV_CACHE)
    drawing = page.locator("article .map")
    if is_phone(page):
        expect(drawing).to_be_hidden()
        return
    drawing.locator("[data-concept=roofline-model]").click()
    page.wait_for_url(f"**{ROOFLINE}")


def test_a_first_page_is_read_in_stand_ins_and_the_next_in_the_letters_of_the_guide(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    first_letters = "getComputedStyle(document.body).fontFamily.split(',')[0]"
    visit(page, f"{address}{KV_CACHE}")
    wait_for_letters(page)
    assert "Stand-in" in page.evaluate(first_letters), "what is being read does not change"
    assert "guide-sans.woff2" in asked
    visit(page, f"{address}{ROOFLINE}")
    assert "Guide Sans" in page.evaluate(first_letters)
    wait_until(page, "[...document.fonts].some(font => font.family.includes('Guide Sans') && font.status === 'loaded')")


def test_progress_is_kept_shown_everywhere_and_forgotten(page: Page, address: str) -> None:
    page.goto(f"{address}/paths/serve-a-model-this-week/")
    expect(page.locator("input[data-read]")).to_have_count(16)
    page.get_by_role("checkbox", name="Read: KV cache").check()
    expect(page.locator(".extent")).to_have_attribute("data-done", "1 of 16 read")
    page.get_by_role("article").get_by_role("link", name="KV cache", exact=True).first.click()
    page.wait_for_url(f"**{KV_CACHE}")
    box = page.get_by_role("checkbox", name="I have read this page")
    expect(box).to_be_checked()
    page.goto(f"{address}/paths/four-weeks/")
    expect(page.get_by_role("checkbox", name="Read: KV cache")).to_be_checked()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == '["kv-cache"]'
    page.get_by_role("button", name="Forget what I have read").click()
    expect(page.get_by_role("checkbox", name="Read: KV cache")).not_to_be_checked()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_a_mark_on_a_concept_shows_on_the_list_of_paths(page: Page, address: str) -> None:
    page.goto(address + ROOFLINE)
    page.get_by_role("checkbox", name="I have read this page").check()
    page.goto(f"{address}/paths/")
    expect(page.locator(".extent").first).to_have_attribute("data-done", "1 of 45 read")
    expect(page.get_by_text("kept in this browser alone")).to_be_visible()


@pytest.mark.parametrize("stored", ["not JSON", '{"a": 1}', "null"])
def test_storage_that_holds_something_else_does_no_harm(page: Page, address: str, stored: str) -> None:
    page.add_init_script(f"localStorage.setItem('{KEY}', {stored!r})")
    page.goto(address + ROOFLINE)
    expect(page.get_by_role("checkbox", name="I have read this page")).not_to_be_checked()


def test_blocked_storage_does_no_harm(page: Page, address: str) -> None:
    blocked = "Object.defineProperty(Storage.prototype, '{}', {{ value() {{ throw new DOMException('blocked') }} }})"
    page.add_init_script(";".join(blocked.format(name) for name in ("setItem", "removeItem")))
    page.goto(f"{address}/paths/four-weeks/")
    page.get_by_role("checkbox", name="Read: KV cache").check()
    expect(page.locator(".extent")).to_have_attribute("data-done", "1 of 24 read")


@pytest.mark.parametrize("path", ["/paths/", "/paths/eight-weeks/", "/map/", "/glossary/", KV_CACHE])
def test_no_page_is_wider_than_the_screen(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

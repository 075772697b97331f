"""The real site in a browser, used as a reader does: no other host is asked for anything, the console stays clean."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from chromium import is_phone, wait_for_letters, wait_until
from playwright.sync_api import Browser, Page, expect

KV_CACHE = "/inference-fundamentals/kv-cache/"


def test_from_home_to_a_concept_through_the_navigation(page: Page, address: str) -> None:
    page.goto(address)
    expect(page).to_have_title("The LLM Engineering Field Guide")
    if is_phone(page):
        page.get_by_role("button", name="Menu").click()
    menu = page.locator(".md-sidebar--primary") if is_phone(page) else page.locator(".parts")
    menu.get_by_role("link", name="II. Inference fundamentals").click()
    page.wait_for_url("**/inference-fundamentals/")
    page.get_by_role("article").get_by_role("link", name="KV cache", exact=True).first.click()
    page.wait_for_url("**/inference-fundamentals/kv-cache/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("KV cache")


def test_a_related_link_leads_to_its_concept(page: Page, address: str) -> None:
    page.goto(f"{address}{KV_CACHE}")
    page.locator("h2#how-it-connects ~ ul").first.get_by_role("link").first.click()
    page.wait_for_url(lambda url: "kv-cache" not in url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_dark_mode_is_a_click_and_is_remembered(page: Page, address: str) -> None:
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="Switch to dark mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}{KV_CACHE}")
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


def test_the_report_of_a_wrong_number_names_the_number_that_the_reader_came_for(page: Page, address: str) -> None:
    page.goto(f"{address}{KV_CACHE}#bytes-per-token")
    report = page.locator(".report a")
    report.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    report.click()
    query = parse_qs(urlsplit(report.get_attribute("href") or "").query)
    assert query["number"] == ["bytes-per-token"]
    assert query["page"][0].endswith("/inference-fundamentals/kv-cache/")


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


def test_the_table_of_all_numbers_is_filtered_and_its_address_keeps_the_choice(page: Page, address: str) -> None:
    page.goto(f"{address}/numbers/")
    rows = page.locator(".number-list tbody tr:visible")
    count = page.locator(".number-filters output")
    everything = rows.count()
    expect(count).to_have_text(f"{everything} of {everything} numbers")
    page.get_by_label("Kind", exact=True).select_option("measured")
    page.get_by_label("Part", exact=True).select_option("inference-optimizations")
    measured = rows.count()
    assert 0 < measured < everything
    assert set(rows.locator("td:nth-child(3)").all_inner_texts()) == {"measured"}
    page.get_by_label("Find", exact=True).fill(rows.locator("td").first.inner_text().upper())
    assert rows.count() == 1
    shown = rows.count()
    page.reload()
    expect(count).to_have_text(f"{shown} of {everything} numbers")
    page.get_by_label("Find", exact=True).fill("")
    expect(count).to_have_text(f"{measured} of {everything} numbers")
    page.get_by_label("Kind", exact=True).select_option("")
    page.get_by_label("Part", exact=True).select_option("")
    page.get_by_label("Age", exact=True).select_option("1")
    young = rows.count()
    page.get_by_label("Age", exact=True).select_option("-1")
    assert young + rows.count() == everything


def test_the_table_of_all_numbers_sorts_quantities_of_one_kind_by_size(page: Page, address: str) -> None:
    page.goto(f"{address}/numbers/?find=ridge")
    page.locator(".number-list th").filter(has_text="Value").click()
    values = page.locator(".number-list tbody tr:visible td:nth-child(2)").all_inner_texts()
    ridges = [float(value.split("\u202f")[0].replace(",", "")) for value in values if value.endswith("\u202fFLOP/B")]
    assert len(ridges) >= 3
    assert ridges == sorted(ridges) or ridges == sorted(ridges, reverse=True)


def test_a_number_is_copied_as_a_citation_with_its_permanent_address(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/numbers/?find=kv+cache+per+token")
    row = page.locator(".number-list tbody tr:visible").first
    row.get_by_role("button", name="Copy as citation").click()
    expect(row.locator(".copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    name, value = row.locator("td").nth(0).inner_text(), row.locator("td").nth(1).inner_text().replace("\u202f", " ")
    assert copied.startswith(f"{name.strip()}: {value}. In ")
    page.goto(address + "/" + copied.partition("/guide/")[2])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1


@pytest.mark.parametrize("where", ["", "#key-numbers"])
@pytest.mark.parametrize("path", [KV_CACHE, "/training-and-alignment/preference-optimization/", "/paths/four-weeks/"])
def test_nothing_moves_on_a_first_visit(page: Page, address: str, path: str, where: str) -> None:
    page.goto(address + path + where)
    wait_for_letters(page)
    shifts = page.evaluate("""new Promise(resolve => {
        const moved = list => list.getEntries().map(shift => [shift.value, shift.sources.map(source => source.node?.textContent.trim().slice(0, 40))])
        const all = []
        new PerformanceObserver(list => all.push(...moved(list))).observe({ type: "layout-shift", buffered: true })
        setTimeout(() => resolve(all), 500)
    })""")
    assert [shift for shift in shifts if shift[0] > 0.001] == []


def test_formulas_get_their_letters_on_a_first_visit_once_none_is_in_sight(page: Page, address: str) -> None:
    page.goto(f"{address}/training-and-alignment/preference-optimization/#key-numbers")
    wait_for_letters(page)
    formula = page.locator(".key-numbers math").first
    letters = "formula => getComputedStyle(formula).fontFamily"
    page.wait_for_timeout(300)
    assert "Latin Modern Math" not in formula.evaluate(letters)
    page.evaluate("scrollTo(0, 0)")
    wait_until(page, "document.documentElement.matches('.formulas')")
    assert formula.evaluate(letters).startswith('"Latin Modern Math"')


def test_nothing_moves_when_the_buttons_that_copy_come(page: Page, address: str) -> None:
    page.goto(address)
    wait_for_letters(page)
    page.goto(f"{address}{KV_CACHE}")
    wait_until(page, "document.fonts.status === 'loaded'")
    heights = "[...document.querySelectorAll('.key-numbers tbody tr')].map(row => row.getBoundingClientRect().height)"
    before, buttons = page.evaluate(heights), page.locator(".key-numbers .copy-citation")
    assert buttons.count() < len(before)
    for row in page.locator(".key-numbers tbody tr").all():
        row.scroll_into_view_if_needed()
    expect(buttons).to_have_count(len(before))
    assert page.evaluate(heights) == before


def test_a_folded_answer_opens(page: Page, address: str) -> None:
    page.goto(f"{address}{KV_CACHE}")
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

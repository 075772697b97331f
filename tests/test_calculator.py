"""The calculators of the real site, used as a reader does, on every page that has one; what they show is what Python computes."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from calculators import COMPUTED, GUIDE, KV_CACHE, expected, fitting_change, opened, thin
from chromium import DESKTOP, PHONE, watched_page
from evaluation import Change, entries_of, evaluate_changed
from fieldguide.guide import Guide
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def guide() -> Guide:
    return GUIDE


@pytest.fixture(scope="module")
def one_page(browser: Browser, address: str) -> Iterator[Page]:
    """One page for the walk over the whole guide."""
    with watched_page(browser, address, viewport=DESKTOP) as page:
        yield page


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address, viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield page


@pytest.fixture(params=["desktop", "phone"])
def either_page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page on a desk, with a mouse, or in a hand."""
    options = {"desktop": {"viewport": DESKTOP}, "phone": {"viewport": PHONE, "has_touch": True}}
    with watched_page(browser, address, **options[request.param]) as page:
        yield page


@pytest.mark.parametrize("slug", COMPUTED)
def test_a_changed_input_on_every_page(one_page: Page, address: str, guide: Guide, slug: str) -> None:
    numbers = [number for number in COMPUTED[slug] if fitting_change(guide, number)]
    number = random.Random(slug).choice(numbers)
    one_page.goto(f"{address}/{number.page.folder}/{slug}/", wait_until="domcontentloaded")
    calculator = opened(one_page, number.meta.id)
    output = calculator.locator("output")
    expect(output).to_have_text(f"= {thin(number.meta.value)}")
    change = fitting_change(guide, number)
    assert change
    name, text = change
    calculator.locator(f"input[name={name}]").fill(text)
    expect(output).to_have_text(expected(guide, number, Change(typed={name: text})))
    calculator.get_by_role("button", name="Reset").click()
    expect(output).to_have_text(f"= {thin(number.meta.value)}")
    others = {entry: [o for o in options if o != entry] for entry, options in entries_of(guide, number).items() if len(options) > 1}
    if others:
        entry = sorted(others)[0]
        calculator.locator(f'select[data-entry="{entry}"]').select_option(others[entry][0])
        expect(output).to_have_text(expected(guide, number, Change(uses={entry: others[entry][0]})))
    shown = one_page.evaluate(
        """() => {
            for (const button of document.querySelectorAll("button.calculate[aria-expanded=false]")) button.click()
            return [...document.querySelectorAll(".calculator:not([data-changed]) output")].map(output => [output.closest(".calculator").id, output.value])
        }"""
    )
    values = {f"calculator-{n.meta.id}": f"= {thin(n.meta.value)}" for n in COMPUTED[slug] if n is not number or not others}
    assert dict(shown).items() >= values.items()
    assert one_page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_another_model_changes_all_that_comes_from_it(either_page: Page, address: str, guide: Guide) -> None:
    page = either_page
    page.goto(address + KV_CACHE)
    calculator = opened(page, "cached-step")
    calculator.get_by_label("Language models").select_option("qwen3-8b")
    assert calculator.locator("input[name=params]").input_value() == guide.facts["qwen3-8b.total_params"].text
    number = guide.numbers["kv-cache", "bytes-per-token-8b"]
    assert number.stated
    per_token = number.stated.restate(evaluate_changed(guide, number, Change({"llama-3.1-8b": "qwen3-8b"})))
    assert calculator.locator("input[name=per_token]").input_value() == per_token
    wanted = expected(guide, guide.numbers["kv-cache", "cached-step"], Change({"llama-3.1-8b": "qwen3-8b"}))
    expect(calculator.locator("output")).to_have_text(wanted)
    expect(calculator.locator(".calc-standing")).to_contain_text("the published 5.1\u202fms")


def test_a_link_carries_the_inputs(page: Page, address: str) -> None:
    page.goto(address + KV_CACHE)
    calculator = opened(page, "request-128k")
    calculator.get_by_label("Language models").select_option("llama-3.1-8b")
    calculator.locator("input[name=context]").fill("1M tokens")
    calculator.get_by_label("Unit of the result").select_option("GB")
    wanted = calculator.locator("output").inner_text()
    calculator.get_by_role("button", name="Copy link").click()
    expect(calculator.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("#request-128k")
    page.goto("about:blank")
    page.goto(link)
    restored = page.locator("#calculator-request-128k")
    expect(restored.locator("output")).to_have_text(wanted)
    assert restored.locator("input[name=context]").input_value() == "1M tokens"
    expect(page.locator(".key-numbers tr:has(#request-128k)")).to_be_in_viewport()
    expect(page.locator(".calculator")).to_have_count(1)
    restored.get_by_role("button", name="Reset").click()
    expect(restored.locator("output")).to_have_text("= 40\u202fGiB")
    assert "calculate=" not in page.url


@pytest.mark.parametrize(
    "query",
    ["calculate=nothing", "calculate=__proto__", "calculate=request-128k&use=llama-3.1-70b:no-such&set=constructor:1&show=XB&use=a&set=:"],
)
def test_a_link_that_names_what_is_not_there_does_no_harm(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}{KV_CACHE}?{query}#request-128k")
    if "request-128k" in query:
        expect(page.locator("#calculator-request-128k output")).to_have_text("= 40\u202fGiB")
    else:
        expect(page.locator("button.calculate").first).to_be_visible()
        expect(page.locator(".calculator")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("8 GPUz", "'GPUz' is not a unit; did you mean GPU?"),
        ("131,072", "this input in tokens; write 131,072 tokens"),
        ("4 GB", "'4 GB' is in B, and this input in tokens"),
        ("1–2k tokens", "is a range"),
        ("12 flumpfs", "'flumpfs' is not a unit"),
    ],
)
def test_a_bad_input_is_explained_and_the_last_result_stays(page: Page, address: str, text: str, message: str) -> None:
    page.goto(address + KV_CACHE)
    calculator = opened(page, "request-128k")
    field = calculator.locator("input[name=context]")
    field.fill("65,536 tokens")
    field.fill(text)
    fault = calculator.locator(f"#{field.get_attribute('id')}-fault")
    expect(fault).to_contain_text(message)
    expect(fault).not_to_contain_text("hooks/")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(calculator).to_have_attribute("data-stale", "")
    expect(calculator.locator("output")).to_have_text("= 20\u202fGiB")
    expect(calculator.locator(".calc-standing")).to_have_text("Not updated: mend the input that is marked.")
    field.fill("131,072 tokens")
    expect(fault).to_be_hidden()
    expect(calculator.locator("output")).to_have_text("= 40\u202fGiB")
    expect(calculator.locator(".calc-standing")).to_have_text("The published value")


def test_no_answer_is_said_in_words(page: Page, address: str) -> None:
    page.goto(address + KV_CACHE)
    calculator = opened(page, "share-of-h100")
    calculator.locator("input[name=memory]").fill("0 GB")
    expect(calculator.locator(".calc-standing")).to_have_text("Not updated: this divides by zero; look at its inputs.")
    calculator.locator("input[name=memory]").fill("")
    calculator.locator("input[name=memory]").blur()
    assert calculator.locator("input[name=memory]").input_value() == "80 GB"


def test_a_limit_is_said_in_words_and_follows_the_accelerator(page: Page, address: str) -> None:
    page.goto(address + KV_CACHE)
    row = page.locator(".key-numbers tr:has(#request-128k)")
    expect(row.locator(".limit")).to_contain_text("within its limit: at most 80\u202fGB")
    calculator = opened(page, "request-128k")
    limit = calculator.locator(".calc-limit")
    expect(limit).to_have_text(re.compile("within its limit: at most 80\u202fGB"))
    calculator.locator("input[name=context]").fill("300k tokens")
    expect(limit).to_have_text(re.compile("does not fit: at most 80\u202fGB, NVIDIA H100"))
    calculator.get_by_label("Accelerators").select_option("h200")
    expect(limit).to_have_text(re.compile("within its limit: at most 141\u202fGB"))


def test_a_plot_follows_the_inputs_and_moves_them(page: Page, address: str, guide: Guide) -> None:
    page.goto(address + KV_CACHE)
    calculator = opened(page, "request-128k")
    curve, point = calculator.locator("svg .curve"), calculator.locator("svg .point")
    before = curve.get_attribute("d"), point.get_attribute("cx")
    calculator.locator("input[name=context]").fill("4,096 tokens")
    assert (curve.get_attribute("d"), point.get_attribute("cx")) != before
    slider = calculator.get_by_role("slider", name="context")
    slider.focus()
    page.keyboard.press("End")
    assert calculator.locator("input[name=context]").input_value() == "1,048,576 tokens"
    wanted = expected(guide, guide.numbers["kv-cache", "request-128k"], Change(typed={"context": "1,048,576 tokens"}))
    expect(calculator.locator("output")).to_have_text(wanted)
    expect(calculator.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile("over context: from 0.313 GiB at 1,024 tokens to 320 GiB")
    )
    calculator.get_by_text("The curve in numbers").click()
    assert calculator.locator(".calc-numbers tr").count() >= 6


def test_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + KV_CACHE)
    button = page.locator('button.calculate[data-number$="#cached-step"]')
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    field = page.locator("#calculator-cached-step input[name=length]")
    while not field.evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.calculator') !== null")
    page.keyboard.press("ArrowUp")
    assert field.input_value() == "16,384 tokens"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert field.input_value() == "4,096 tokens"
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#calculator-cached-step")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_nothing_moves_while_a_reader_types(either_page: Page, address: str) -> None:
    page = either_page
    page.goto(address + KV_CACHE)
    calculator = opened(page, "request-128k")
    after = page.locator("h2#when-it-fails")
    calculator.locator("input[name=context]").focus()
    before = calculator.bounding_box(), after.evaluate("node => node.offsetTop")
    for text in ("1", "1 toke", "1 tokens", "900M tokens", "12 flumpfs", "1–2 tokens", "0 tokens"):
        calculator.locator("input[name=context]").fill(text)
        assert (calculator.bounding_box(), after.evaluate("node => node.offsetTop")) == before, text


def test_targets_are_large_enough_for_a_finger(either_page: Page, address: str) -> None:
    page = either_page
    page.goto(address + KV_CACHE)
    calculator = opened(page, "max-sequences")
    for control in [
        *calculator.locator("button:visible, input:visible, select:visible, summary").all(),
        page.locator("button.calculate").first,
    ]:
        box = control.bounding_box()
        assert box
        assert box["height"] >= 40, control


def test_calculators_open_anew_on_each_page(page: Page, address: str) -> None:
    page.goto(address + KV_CACHE)
    opened(page, "request-128k")
    page.get_by_role("article").get_by_role("link", name="throughput", exact=True).first.click()
    page.wait_for_url("**/throughput/")
    there = opened(page, "equal-batch")
    expect(there.locator("output")).to_have_text("= 29.9\u202fsequences")
    page.go_back()
    page.wait_for_url("**/kv-cache/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("KV cache")
    expect(page.locator(".calculator:visible")).to_have_count(0)
    here = opened(page, "request-128k")
    here.locator("input[name=context]").fill("65,536 tokens")
    expect(here.locator("output")).to_have_text("= 20\u202fGiB")
    expect(page.locator(".calculator")).to_have_count(1)


def test_without_script_the_table_says_everything(browser: Browser, address: str, guide: Guide) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KV_CACHE)
    assert page.locator("button.calculate:visible").count() == 0
    text = page.locator(".key-numbers").inner_text()
    for number in COMPUTED["kv-cache"]:
        assert thin(number.meta.value) in text
        assert all(item.name.replace("_", " ") + " = " in text for item in number.inputs)
    assert page.locator(".key-numbers math").count() == len(COMPUTED["kv-cache"])
    context.close()


def test_a_site_in_a_folder_computes_too(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(
        f"{(site / 'inference-fundamentals' / 'kv-cache' / 'index.html').as_uri()}?calculate=request-128k&set=context:65,536+tokens#request-128k"
    )
    expect(page.locator("#calculator-request-128k output")).to_have_text("= 20\u202fGiB")
    page.close()


def test_the_scripts_are_small(site: Path) -> None:
    scripts = [path.read_bytes() for path in (site / "assets").glob("*.js")]
    assert len(gzip.compress(next((site / "assets").glob("calculator.*.js")).read_bytes(), 9)) < 22_000
    for script in scripts:
        assert not re.search(rb"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML", script)


def test_the_search_knows_nothing_of_the_calculators(site: Path) -> None:
    index = "".join(path.read_text(encoding="utf-8") for path in sorted((site / "search").rglob("*.js*")))
    assert "KV cache per token, Llama 3.1 70B" in index
    assert "Change the inputs" not in index

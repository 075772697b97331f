"""The planner: it reproduces the pages' worked cases, says what does not fit, and computes in the browser as in Python."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from chromium import DESKTOP, PHONE, watched_page
from conftest import ROOT
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.planner.compute import Choices, Planner
from fieldguide.unit import parse_unit
from playwright.sync_api import Browser, Page, expect

CASES = yaml.safe_load((Path(__file__).parent / "planner_cases.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


@pytest.fixture(scope="module")
def planner(guide: Guide) -> Planner:
    assert not guide.planner.problems
    assert guide.planner.planner
    return guide.planner.planner


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address, viewport=DESKTOP if request.param == "desktop" else PHONE) as page:
        yield page


def choices(planner: Planner, chosen: dict[str, str]) -> Choices:
    places: tuple[dict[str, str], dict[str, str], dict[str, str]] = ({}, {}, {})
    for place, known in zip(places, (planner.meta.entries, planner.meta.choices, planner.meta.quantities), strict=True):
        place.update({name: said for name, said in chosen.items() if name in known})
    assert sum(map(len, places)) == len(chosen)
    return Choices(*places)


def said(case: dict[str, Any]) -> str:
    return f"{case['number']}-by-{'-'.join(case['choose'].values())}"


@pytest.mark.parametrize("case", CASES, ids=said)
def test_a_worked_case_of_a_page_is_reproduced(case: dict[str, Any], planner: Planner, guide: Guide) -> None:
    result = planner.compute(choices(planner, case["choose"]))[case["line"]]
    slug, _, number_id = case["number"].partition("#")
    number = guide.numbers[slug, number_id]
    assert number.stated
    assert result.exact
    stated_size = number.stated.low * number.stated.unit.scale
    step = number.stated.step * number.stated.unit.scale
    assert abs(result.exact.magnitude - stated_size) <= step / 2, f"{result.text} against {number.meta.value}"
    assert result.beyond == ("beyond" in case)
    if result.beyond:
        assert result.line.meta.limit
        assert result.line.meta.limit.beyond == case["beyond"]


def test_at_least_twenty_cases_are_reproduced_and_one_does_not_fit() -> None:
    assert len({case["number"] for case in CASES}) >= 20
    assert any(case.get("beyond") == "Does not fit" for case in CASES)


def test_every_choice_gives_every_line_a_value_in_its_unit_or_a_reason(planner: Planner, guide: Guide) -> None:
    models, accelerators = (planner.offered(name, guide.fact_kinds) for name in ("model", "accelerator"))
    assert len(models) > 20
    assert len(accelerators) > 15
    pairs = [(model, accelerators[at % len(accelerators)]) for at, model in enumerate(models * 2)]
    for model, accelerator in pairs:
        for option in planner.meta.choices["precision"].options:
            for result in planner.compute(Choices({"model": model, "accelerator": accelerator}, {"precision": option})).values():
                assert bool(result.exact) != bool(result.reason)
                if result.exact:
                    assert result.exact.dimension == parse_unit(result.line.meta.unit or "").dimension


def test_a_missing_rate_is_named(planner: Planner) -> None:
    results = planner.compute(Choices({"accelerator": "a100-80gb-sxm"}, {"precision": "fp8"}))
    assert results["tpot"].reason == "NVIDIA A100 SXM4 80 GB (HBM2e) has no FP8 dense in the tables"
    assert results["step-reading"].exact


def test_a_window_bounds_the_cache(planner: Planner) -> None:
    """Half of gpt-oss-20b's 24 layers keep 128 tokens: far beyond the window the cache is about half of a full one."""
    chosen = {"model": "gpt-oss-20b", "prompt": "131,072 tokens", "answer": "0 tokens"}
    results = planner.compute(choices(planner, chosen))
    per_token, held, each = (results[line].exact for line in ("cache-per-token", "held", "cache-per-sequence"))
    assert per_token
    assert held
    assert each
    full = per_token.magnitude * held.magnitude
    assert each.magnitude == full / 2 + full / held.magnitude * 128 / 2
    short = planner.compute(choices(planner, {**chosen, "prompt": "100 tokens"}))
    assert short["cache-per-sequence"].exact
    assert short["cache-per-sequence"].exact.magnitude == per_token.magnitude * 100


# in the browser


def results_of(page: Page) -> dict[str, str]:
    found = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.planner tr[id]')].map(row => [row.id, row.querySelector('output').textContent]))"
    )
    return {line: text.replace("\u202f", " ").replace("\u00a0", " ") for line, text in found.items()}


def expected(planner: Planner, chosen: dict[str, str]) -> dict[str, str]:
    return {line: result.text or "–" for line, result in planner.compute(choices(planner, chosen)).items()}


def test_the_browser_computes_every_case_as_python_does(page: Page, address: str, planner: Planner) -> None:
    for case in CASES:
        page.goto(f"{address}/planner/?{urlencode(case['choose'])}")
        assert results_of(page) == expected(planner, case["choose"])
        verdict = page.locator(".plan-verdict strong").first
        if case["line"] == "need":
            expect(verdict).to_have_text(case.get("beyond", "Fits"))


def test_the_browser_agrees_for_choices_at_random(browser: Browser, address: str, planner: Planner, guide: Guide) -> None:
    rng = random.Random(7)
    drawn = []
    for _ in range(150):
        entries = {name: rng.choice(planner.offered(name, guide.fact_kinds)) for name in planner.meta.entries}
        options = {name: rng.choice(list(choice.options)) for name, choice in planner.meta.choices.items()}
        quantities = {
            "gpus": str(rng.choice([1, 2, 3, 8, 64])),
            "usable": f"{rng.randint(50, 100)} %",
            "sequences": str(rng.randint(1, 3000)),
            "prompt": f"{rng.randint(1, 200_000)} tokens",
            "answer": f"{rng.randint(2, 9000)} tokens",
            "price": f"{rng.randint(1, 900) / 100} USD/h",
        }
        drawn.append(Choices(entries, options, quantities))
    wanted = [{line: result.text for line, result in planner.compute(one).items()} for one in drawn]
    with watched_page(browser, address, viewport=DESKTOP) as page:
        page.goto(f"{address}/planner/")
        found = page.evaluate(
            """drawn => {
                const data = JSON.parse(document.querySelector('.planner').dataset.planner)
                return drawn.map(choices => Object.fromEntries([...fieldguide.planner.compute(data, choices)].map(([id, { text }]) => [id, text ?? ''])))
            }""",
            [{"entries": one.entries, "options": one.options, "quantities": one.quantities} for one in drawn],
        )
    assert found == wanted


def test_a_reader_changes_choices_and_takes_the_link_away(page: Page, address: str, planner: Planner) -> None:
    page.goto(f"{address}/planner/")
    assert results_of(page) == expected(planner, {})
    page.get_by_label("Model", exact=True).select_option("llama-3.1-70b")
    expect(page.locator(".plan-verdict strong").first).to_have_text("Does not fit")
    expect(page.locator("tr#need .plan-standing strong")).to_have_text("Does not fit")
    page.get_by_label("Accelerators: double").click()
    page.get_by_label("Accelerators: double").click()
    page.get_by_label("Sequences at once", exact=True).fill("64")
    chosen = {"model": "llama-3.1-70b", "gpus": "4", "sequences": "64"}
    expect(page.locator(".plan-verdict strong").first).to_have_text("Fits")
    assert results_of(page) == expected(planner, chosen)
    link = page.url
    page.goto(address)
    page.goto(link)
    assert results_of(page) == expected(planner, chosen)
    page.get_by_role("button", name="Reset").click()
    assert results_of(page) == expected(planner, {})
    assert "?" not in page.url


def test_what_cannot_be_read_is_said_at_its_field_and_the_last_results_stay(page: Page, address: str) -> None:
    page.goto(f"{address}/planner/")
    before = results_of(page)
    field = page.get_by_label("Prompt", exact=True)
    for wrong, told in (
        ("4,096 GB", "write it in tokens; 4,096 GB is B"),
        ("many", "'many' is not a quantity"),
        ("-5 tokens", "not negative"),
    ):
        field.fill(wrong)
        expect(page.locator("#plan-fault-prompt")).to_contain_text(told)
        assert results_of(page) == before
    field.fill("4,096 tokens")
    expect(page.locator("#plan-fault-prompt")).to_be_empty()


def test_the_formula_shows_the_numbers_put_in(page: Page, address: str) -> None:
    page.goto(f"{address}/planner/?model=deepseek-v3")
    row = page.locator("tr#cache-per-token")
    row.locator("summary").click()
    shown = row.locator("[data-case]:not([hidden]) math")
    expect(shown).to_have_count(1)
    expect(shown).to_be_visible()
    text = re.sub(r"\s+", " ", shown.text_content() or "")
    assert all(number in text for number in ("512", "64", "61"))


def test_every_line_leads_to_its_concept(page: Page, address: str, planner: Planner) -> None:
    page.goto(f"{address}/planner/")
    links = page.locator(".planner td:nth-child(3) a")
    addresses = {link.evaluate("a => a.href") for link in links.all()}
    assert links.count() == len(planner.lines)
    for target in addresses:
        answer = page.request.get(target)
        assert answer.ok, target


def test_without_script_the_first_choices_are_there(browser: Browser, address: str, planner: Planner) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/planner/")
    wanted = expected(planner, {})
    for line, text in wanted.items():
        assert page.locator(f"tr#{line} output").text_content() == text.replace(" ", "\u00a0")
    context.close()


def test_the_data_block_holds_no_more_than_the_form_offers(site: Path, planner: Planner, guide: Guide) -> None:
    html = (site / "planner" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'data-planner="([^"]*)"', html)
    assert found
    data = json.loads(unescape(found[1]))
    offered = {entry for name in planner.meta.entries for entry in planner.offered(name, guide.fact_kinds)}
    assert set(data["facts"]) == offered

"""Calculators as a test meets them: which there are, how one is opened, and what Python says of a changed input."""

from __future__ import annotations

from conftest import ROOT
from evaluation import Change, evaluate_changed
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.number import Number
from fieldguide.quantity import format_number, parse_quantity
from playwright.sync_api import Locator, Page, expect

GUIDE = load_guide(ROOT)
COMPUTED: dict[str, list[Number]] = {}
for found in GUIDE.numbers.values():
    if found.meta.formula:
        COMPUTED.setdefault(found.page.slug, []).append(found)
KV_CACHE = "/inference-fundamentals/kv-cache/"


def thin(text: str) -> str:
    return text.replace(" ", "\u202f")


def opened(page: Page, number: str) -> Locator:
    """The calculator of a number, opened by its button."""
    calculator = page.locator(f"#calculator-{number}")
    page.locator(f'button.calculate[data-number$="#{number}"]').click()
    expect(calculator).to_be_visible()
    return calculator


def expected(guide: Guide, number: Number, change: Change) -> str:
    assert number.stated
    return f"= {thin(number.stated.restate(evaluate_changed(guide, number, change)))}"


def halved(text: str) -> str:
    """Half of a quantity in the digits it is written with, or twice it where nothing would be left."""
    stated = parse_quantity(text)
    half = round(stated.low / 2 / stated.step) * stated.step or stated.low * 2
    return f"{format_number(half, stated.step)} {stated.unit.text}".strip()


def fitting_change(guide: Guide, number: Number) -> tuple[str, str] | None:
    """An input of a number that can be halved, with its new text; None where every one would leave the formula without an answer."""
    for item in number.inputs:
        text = item.fact.text if item.fact else guide.numbers[item.number].meta.value if item.number else item.text
        try:
            changed = halved(text)
            evaluate_changed(guide, number, Change(typed={item.name: changed}))
        except ValueError:
            continue
        return item.name, changed
    return None

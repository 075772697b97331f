"""Key numbers → a table: what each is, its value, how it is known; with what the calculators of the computed ones need."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fieldguide.export.numbers import citation
from fieldguide.formula import parse_formula
from fieldguide.guide import Guide
from fieldguide.number import Input, Number
from fieldguide.page import Page
from fieldguide.parse.cite import parse_cite
from fieldguide.render.aside import finished, with_finished_tags
from fieldguide.render.calculator import calculator_data
from fieldguide.render.citation import mark
from fieldguide.render.formula import formula_mathml
from fieldguide.render.site_path import site_link
from fieldguide.render.table import cell, code, unbroken


def key_number_table(guide: Guide, page: Page, site_url: str) -> str:
    """The page's key numbers as a Markdown table; empty where it has none. ``site_url`` is the site's address, for citations."""
    numbers = [guide.numbers[page.slug, meta.id] for meta in (page.concept.key_numbers if page.concept else ())]
    return number_table(guide, page, numbers, site_url) if numbers else ""


def number_table(guide: Guide, page: Page, numbers: Sequence[Number], site_url: str) -> str:
    """Key numbers of one concept as a Markdown table on a page, with what their calculators need."""
    rows = [
        with_finished_tags(f"| {_name(number, site_url)} | {unbroken(number.meta.value)} | {_basis(guide, page, number)} |")
        for number in numbers
    ]
    table = "\n".join(["| Number | Value | How it is known |", "|---|--:|---|", *rows])
    return f'<div class="key-numbers" markdown="1">\n\n{table}\n\n</div>\n\n{finished(calculator_data(guide, numbers))}'


def _name(number: Number, site_url: str) -> str:
    cite = escape(citation(number, site_url)).replace("|", "&#124;")
    note = f"<br><small>{cell(number.meta.note)}</small>" if number.meta.note else ""
    return f'<span id="{number.meta.id}" data-cite="{cite}"></span>{cell(number.meta.name)}{note}'


def _basis(guide: Guide, page: Page, number: Number) -> str:
    meta = number.meta
    citations = parse_cite(meta.cite) if meta.cite else ()
    marks = "".join(mark(citation) for citation in citations)
    if meta.formula:
        inputs = "".join(
            f'<span data-input="{item.name}">{item.name.replace("_", " ")} = {_input(guide, page, item)}</span>' for item in number.inputs
        )
        if number.exact is None:
            return f'computed{marks} {code(meta.formula)}<small class="inputs">{inputs}</small>'
        formula = f'<span class="formula" tabindex="0">{formula_mathml(parse_formula(meta.formula))}</span>'
        return f'computed{marks} {formula}<small class="inputs">{inputs}</small>{_limit(guide, page, number)}{_button(number)}'
    years = [guide.bibliography.references[c.key].year for c in citations if c.key in guide.bibliography.references]
    when = meta.as_of or ", ".join(dict.fromkeys(years))
    return f"{meta.kind}{marks}{f' ({when})' if when else ''}"


def _button(number: Number) -> str:
    """What opens the number's calculator; without a script it is not shown."""
    name = "#".join(number.id)
    return (
        f'<button type="button" class="calculate" data-number="{name}" aria-expanded="false" data-search-exclude>Change the inputs</button>'
    )


def _limit(guide: Guide, page: Page, number: Number) -> str:
    """The bound of a number, and whether it is passed, in words."""
    limit, item = number.meta.limit, number.limit
    if not (limit and item and item.quantity and number.exact):
        return ""
    side = limit.side.replace("_", " ")
    return f'<small class="limit" data-passed="{str(number.beyond).lower()}">{_verdict(number)}{side} {_input(guide, page, item)}</small>'


def _verdict(number: Number) -> str:
    return f"<strong>{cell(number.meta.limit.beyond)}</strong>: " if number.meta.limit and number.beyond else "within its limit: "


def _input(guide: Guide, page: Page, item: Input) -> str:
    if item.fact:
        link = site_link(page.path, item.fact.path, item.fact.id)
        return f"[{unbroken(item.fact.text)}]({link}) ({cell(item.fact.entry_name)}, {cell(item.fact.field_name)})"
    if item.number:
        other = guide.numbers[item.number]
        link = site_link(page.path, other.page.path, other.meta.id)
        return f"[{unbroken(other.meta.value)}]({link}) ({cell(other.meta.name)})"
    return unbroken(item.text)

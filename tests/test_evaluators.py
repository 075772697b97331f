"""The evaluator in the browser says what the build's says, to the last digit shown and to the word of a complaint."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from evaluation import Answer, Change, entries_of, say_formula, say_number, say_quantity
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.number import Number
from fieldguide.quantity import format_number, parse_quantity
from fieldguide.render.calculator import calculator_data, calculator_facts
from fieldguide.render.evaluator_tables import evaluator_tables
from fieldguide.unit import BINARY, COMPOUNDS, COUNTS, DECIMAL, SMALL, SYMBOLS
from playwright.sync_api import Browser, Page

CASES: dict[str, Any] = yaml.load((Path(__file__).parent / "evaluator_cases.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
SCRIPTS = ("rational", "nearest", "unit", "quantity", "formula", "evaluate", "number")
SAY = r"""
([pages, questions]) => {
  const { parseQuantity, restate, formatQuantity, QuantityError } = fieldguide.quantity
  const { describe } = fieldguide.unit
  const { toText } = fieldguide.rational
  const UNREAD = /^(this does not read as a formula|only numbers, names)/
  const result = (exact, stated) => ({ text: restate(stated, exact), twelve: formatQuantity(exact, stated.unit, 12), dimension: describe(exact.dimension) })
  const complaint = error => {
    if (error instanceof QuantityError) return { error: "QuantityError", message: error.message }
    if (!(error instanceof fieldguide.formula.FormulaError)) throw error
    const unread = error instanceof fieldguide.formula.FormulaSyntaxError && UNREAD.test(error.message)
    return { error: error.constructor.name, ...(unread ? { message: "this does not read as a formula" } : { message: error.message, offset: error.offset }) }
  }
  const say = {
    quantity({ quantity }) {
      const stated = parseQuantity(quantity)
      return { text: restate(stated, stated.quantity), dimension: describe(stated.unit.dimension), high: stated.high && toText(stated.high),
               step: toText(stated.step), scale: toText(stated.unit.scale) }
    },
    formula({ formula, inputs, stated }) {
      const given = new Map(Object.entries(inputs).map(([name, text]) => [name, parseQuantity(text).quantity]))
      return result(fieldguide.evaluate(fieldguide.formula.parseFormula(formula), given), parseQuantity(stated))
    },
    number({ page, number, uses, typed }) {
      const data = pages[page]
      const state = { uses: new Map(Object.entries(uses)), typed: new Map(Object.entries(typed)) }
      return result(fieldguide.number.evaluateNumber(data, number, state).exact, parseQuantity(data.numbers[number].value))
    },
    choices({ page, choices }) {
      return fieldguide.number.choicesOf(pages[page], choices).map(item => [item.entry, item.options.map(option => option.entry).sort()]).sort()
    },
  }
  return questions.map(([kind, question]) => {
    try {
      return say[kind](question)
    } catch (error) {
      return complaint(error)
    }
  })
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser, guide: Guide) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=evaluator_tables())
    page.add_script_tag(content=calculator_facts(guide))
    for name in SCRIPTS:
        page.add_script_tag(path=ROOT / "docs" / "assets" / "calculator" / f"{name}.js")
    yield page
    page.close()


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


Asked = list[tuple[str, dict[str, Any], Any]]
"""Kinds of question, questions, and what Python answers."""


def differences(page: Page, asked: Asked, pages: dict[str, Any] | None = None) -> list[tuple[dict[str, Any], Any, Any]]:
    """The questions that the two answer differently: question, Python's answer, JavaScript's."""
    answers = page.evaluate(SAY, [pages or {}, [[kind, question] for kind, question, _ in asked]])
    together = zip(asked, answers, strict=True)
    return [(question, expected, found) for (_, question, expected), found in together if found != expected]


def agree(page: Page, asked: Asked, pages: dict[str, Any] | None = None) -> None:
    assert asked
    different = differences(page, asked, pages)
    assert not different, f"{len(different)} of {len(asked)} differ: {different[:5]}"


def quantity_question(text: str) -> tuple[str, dict[str, Any], Answer]:
    return "quantity", {"quantity": text}, say_quantity(text)


def formula_question(case: dict[str, Any]) -> tuple[str, dict[str, Any], Answer]:
    return "formula", case, say_formula(**case)


def test_the_shared_cases(page: Page) -> None:
    agree(page, [quantity_question(text) for text in CASES["quantities"]])
    agree(page, [formula_question(case) for case in CASES["formulas"]])


def test_a_difference_is_found(page: Page) -> None:
    asked = [("quantity", {"quantity": "1 GB"}, say_quantity("1 GiB"))]
    assert len(differences(page, asked)) == 1


def test_every_quantity_of_the_guide(page: Page, guide: Guide) -> None:
    texts = {number.meta.value for number in guide.numbers.values()} | {fact.text for fact in guide.facts.values()}
    texts |= {item.text for number in guide.numbers.values() for item in number.inputs if not item.fact and not item.number}
    agree(page, [quantity_question(text) for text in sorted(texts)])


def test_misspelt_quantities(page: Page) -> None:
    chance = random.Random(20261128)
    prefixes = ["", *DECIMAL, *BINARY, *SMALL]
    names = [prefix + name for prefix in prefixes for name in (*SYMBOLS, *COMPOUNDS)] + sorted(COUNTS)
    letters = "abcdefghijklmnopqrstuvwxyzBGKMT /·^²-–.,0123456789%×é"
    asked = []
    for _ in range(1500):
        text = f"{chance.choice(['1', '2.5', '1,024', '70', '3e8', '≈ 900', '1–2'])}{chance.choice(['', 'k', 'M', 'B'])} "
        text += "/".join(chance.sample(names, chance.randint(1, 3)))
        for _ in range(chance.randint(0, 2)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(["", chance.choice(letters)]) + text[at + chance.randint(0, 1) :]
        asked.append(quantity_question(text))
    assert {"error" in answer for _, _, answer in asked} == {True, False}
    agree(page, asked)


SIGNED = ["{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "({0}) * ({1})", "({0}) / ({1})", "({0}) ** 2", "-{0}", "({0})"]
CALLED = ["sqrt({0})", "log2({0})", "exp({0})", "ceil({0})", "floor({0})", "round({0})", "min({0}, {1})", "max({0}, {1})", "({0}) ** ({1})"]
FORMS = SIGNED + CALLED


def random_formula(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.15:
        return chance.choice(["a", "b", "c", "d", "2", "0.5", "1e3", "7", "3"])
    one, two = random_formula(chance, depth - 1), random_formula(chance, depth - 1)
    return chance.choice(FORMS).format(one, two)


def test_random_formulas(page: Page) -> None:
    chance = random.Random(20261129)
    units = ["", " tokens", " GB", " ms", " %", " FLOP/B"]
    asked = []
    for _ in range(1500):
        unit = chance.choice(units)
        inputs = {
            name: f"{chance.choice([chance.randint(0, 9), chance.randint(1, 10**6), round(chance.random(), 4)])}{chance.choice(units) if chance.random() < 0.2 else unit}"
            for name in "abcd"
        }
        stated = f"{chance.choice(['1', '0.1', '0.001', '10'])}{unit}"
        formula = random_formula(chance, chance.randint(1, 4))
        if chance.random() < 0.1:
            formula = formula.replace(chance.choice("()+*a2"), chance.choice(["", "(", ")", "**", " "]), 1)
        asked.append(formula_question({"formula": formula, "inputs": inputs, "stated": stated}))
    kinds = {answer.get("error") for _, _, answer in asked}
    assert kinds >= {None, "FormulaSyntaxError", "FormulaUnitError", "FormulaDomainError"}
    agree(page, asked)


def perturbed(chance: random.Random, text: str) -> str:
    """A quantity near that of a text, in its unit."""
    stated = parse_quantity(text)
    step = max(stated.step, stated.low / 1000) if stated.low > 0 else stated.step
    low = round(stated.low * chance.randint(1, 400) / 100 / stated.step) * stated.step
    return f"{format_number(low or step, stated.step)} {stated.unit.text}".strip()


def changes(guide: Guide, number: Number, chance: random.Random) -> Iterator[Change]:
    """The number as it stands, with other inputs, with other entries, with both."""
    entries = {entry: options for entry, options in entries_of(guide, number).items() if len(options) > 1}
    given = {item.name: fact_or_text(guide, item.fact.id if item.fact else "", item.text) for item in number.inputs if not item.number}
    yield Change()
    for _ in range(6):
        names = chance.sample(sorted(given), chance.randint(0, len(given)))
        typed = {name: perturbed(chance, given[name]) for name in names}
        yield Change({entry: chance.choice(options) for entry, options in entries.items() if chance.random() < 0.6}, typed)


def fact_or_text(guide: Guide, fact_id: str, text: str) -> str:
    return guide.facts[fact_id].text if fact_id else text


def test_every_computed_number_with_changed_inputs(page: Page, guide: Guide) -> None:
    chance = random.Random(20261130)
    asked: Asked = []
    pages = {}
    for slug, concept in guide.concepts.items():
        block = re.search(
            r"='(\{.*\})'>", calculator_data(guide, [guide.numbers[concept.slug, meta.id] for meta in concept.concept.key_numbers])
        )
        if block:
            pages[slug] = json.loads(block[1])
    for (slug, number_id), number in guide.numbers.items():
        if not number.meta.formula:
            continue
        name = f"{slug}#{number_id}"
        asked.append(("choices", {"page": slug, "choices": name}, sorted([entry, o] for entry, o in entries_of(guide, number).items())))
        for change in changes(guide, number, chance):
            question = {"page": slug, "number": name, "uses": dict(change.uses), "typed": dict(change.typed)}
            asked.append(("number", question, say_number(guide, number, change)))
    assert len(asked) > 2000
    agree(page, asked, pages)


@pytest.mark.parametrize("formula", ["9**9**9**9", "(" * 39 + "9" + "**9)" * 39, "2**4000*2**4000", "exp(exp(exp(9)))", "1e300**9"])
def test_hostile_formulas_end(page: Page, formula: str) -> None:
    agree(page, [formula_question({"formula": formula, "inputs": {}, "stated": "1"})])

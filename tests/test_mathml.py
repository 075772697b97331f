"""Formulas of key numbers in mathematical form: read back from the MathML, they are the formulas again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from fieldguide.formula import parse_formula
from fieldguide.load import load_guide
from fieldguide.render.formula import formula_mathml


def linear(node: ElementTree.Element) -> str:
    """MathML as a reader of it would type the formula."""
    parts = [linear(child) for child in node]
    match node.tag:
        case "mtext":
            return node.attrib["data-name"]
        case "mfrac":
            return f"(({parts[0]})/({parts[1]}))"
        case "msup":
            return f"({parts[0]})**({parts[1]})"
        case "msqrt":
            return f"sqrt({''.join(parts)})"
        case "msub":
            return "log2"
        case "mn" | "mi" | "mo":
            signs = {"×": "*", "−": "-", "⌈": "ceil(", "⌉": ")", "⌊": "floor(", "⌋": ")"}
            return signs.get(node.text or "", node.text or "")
    return "".join(parts)


def read_back(formula: str) -> str:
    return linear(ElementTree.fromstring(formula_mathml(parse_formula(formula))))


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("a - (b - c)", "a-(b-c)"),
        ("a - (b + c) - d", "a-(b+c)-d"),
        ("a + (b + c)", "a+b+c"),
        ("a * (b + c)", "a*(b+c)"),
        ("a / (b + c)", "((a)/(b+c))"),
        ("(a + b) / c / d", "((((a+b)/(c)))/(d))"),
        ("-a ** 2", "-(a)**(2)"),
        ("(-a) ** 2", "((-a))**(2)"),
        ("a * -b", "a*(-b)"),
        ("a ** b ** c", "(a)**((b)**(c))"),
        ("(a ** b) ** c", "(((a)**(b)))**(c)"),
        ("(a / b) ** 2", "((((a)/(b))))**(2)"),
        ("ceil(a / b) * round(c)", "ceil(((a)/(b)))*round(c)"),
        ("min(a, b) + log2(c) + sqrt(a + b)", "min(a,b)+log2(c)+sqrt(a+b)"),
        ("1e3 * a + 2.5e-7", "1000*a+2.5e-7"),
    ],
)
def test_parentheses_stand_where_they_are_needed(formula: str, wanted: str) -> None:
    found = read_back(formula)
    assert found.replace("1*(10)**(3)", "1000").replace("2.5*(10)**(-7)", "2.5e-7") == wanted


def whole(compute: Callable[[Fraction], int]) -> Callable[[Fraction], Fraction]:
    return lambda value: Fraction(compute(value))


FUNCTIONS = {
    "min": min,
    "max": max,
    "ceil": whole(math.ceil),
    "floor": whole(math.floor),
    "round": whole(lambda value: math.floor(value + Fraction(1, 2))),
}
INEXACT = {"sqrt": math.sqrt, "log2": math.log2, "exp": math.exp}


def test_every_formula_of_the_guide_means_the_same_read_back() -> None:
    for number in load_guide(ROOT).numbers.values():
        if not number.meta.formula:
            continue
        inputs = {item.name: item.quantity.magnitude for item in number.inputs if item.quantity}
        exact = re.sub(r"(?<![\w.])[\d.]+(?:e[+-]?\d+)?", lambda digits: f"Fraction('{digits[0]}')", read_back(number.meta.formula))
        found = eval(exact, {"Fraction": Fraction, **FUNCTIONS, **INEXACT}, inputs)
        assert number.exact
        assert found == pytest.approx(float(number.exact.magnitude), rel=1e-9), number.id


def test_a_name_reads_as_words_and_says_which_input_it_is() -> None:
    assert '<mtext data-name="kv_heads">kv\u00a0heads</mtext>' in formula_mathml(parse_formula("2 * kv_heads"))

"""Formulas: trees of the grammar are evaluated as an independent oracle evaluates them, and nothing else can run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from fieldguide.formula import (
    FUNCTIONS,
    FormulaDomainError,
    FormulaError,
    FormulaNameError,
    FormulaSyntaxError,
    FormulaUnitError,
    parse_formula,
)
from fieldguide.quantity import Quantity, parse_quantity
from formula_oracle import INPUTS, MOST_BITS, MixedError, NoAnswerError, Tree, evaluate, fits, formulas, literals, operand, show
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

QUICK = timedelta(seconds=2)


@given(formulas)
@settings(max_examples=500)
def test_a_formula_gives_what_the_oracle_gives(tree: Tree) -> None:
    text = show(tree)
    assume(fits(text))
    try:
        expected = evaluate(tree)
    except MixedError:
        with pytest.raises((FormulaUnitError, FormulaDomainError)):
            parse_formula(text).evaluate(INPUTS)
    except NoAnswerError:
        with pytest.raises((FormulaDomainError, FormulaUnitError)):
            parse_formula(text).evaluate(INPUTS)
    else:
        assert parse_formula(text).evaluate(INPUTS) == Quantity(expected.number, expected.powers)


@given(formulas)
def test_a_formula_names_what_it_takes_and_where(tree: Tree) -> None:
    text = show(tree)
    assume(fits(text))
    formula = parse_formula(f"  {text} ")
    assert formula.text == text
    assert list(formula.names.values()) == sorted(formula.names.values())
    for name, offset in formula.names.items():
        assert text[offset : offset + len(name)] == name
        assert not text[offset - 1 : offset].isalnum()


positive = st.fractions(Fraction(1, 10**12), 10**12, max_denominator=10**12)


def by_decimal(compute: Callable[[Decimal], Decimal], value: Fraction) -> Fraction:
    with localcontext(prec=60):
        return Fraction(compute(Decimal(value.numerator) / Decimal(value.denominator)))


@given(positive)
def test_roots_logarithms_and_powers_are_right_to_double_precision(value: Fraction) -> None:
    inputs = {"x": Quantity(value), "b": Quantity(value, (("bit", Fraction(1)),))}

    def close(text: str, expected: Fraction) -> bool:
        return abs(parse_formula(text).evaluate(inputs).magnitude - expected) <= abs(expected) / 10**14 + Fraction(1, 10**15)

    root = by_decimal(Decimal.sqrt, value)
    assert close("sqrt(x)", root)
    assert close("sqrt(b)", root)
    assert close("x**0.5", root)
    assert close("b**(1/2)", root)
    assert close("log2(x)", by_decimal(lambda number: number.ln() / Decimal(2).ln(), value))
    assert close("exp(max(-x, -700))", by_decimal(Decimal.exp, max(-value, Fraction(-700))))
    assert parse_formula("sqrt(b)").evaluate(inputs).dimension == (("bit", Fraction(1, 2)),)
    assert parse_formula("sqrt(b)*sqrt(b)").evaluate(inputs).dimension == (("bit", Fraction(1)),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2**3**2", 512), ("(2**3)**2", 64), ("-2**2", -4), ("(-2)**2", 4), ("2**-1", "1/2"), ("2**-2**2", "1/16"), ("--2", 2), ("2--2", 4),
        ("-2*-3", 6), ("8/4/2", 1), ("8/(4/2)", 4), ("8-4-2", 2), ("8-(4-2)", 6), ("1/2*3", "3/2"), ("1+2*3", 7), ("(1+2)*3", 9),
        ("2*3**2", 18), ("-n**2", -144), ("+n", 12), ("0**0", 1), ("1/3+1/3+1/3", 1), ("0.1+0.2", "0.3"), ("1e3", 1000), ("1_000", 1000),
        ("min(3, 1, 2)", 1), ("max(3)", 3), ("ceil(7/2)", 4), ("floor(-7/2)", -4), ("round(5/2)", 3), ("round(-5/2)", -3),
        ("round(2.4)", 2), ("sqrt(16)", 4), ("log2(1024)", 10), ("exp(0)", 1), ("4**0.5", 2), (" 1 + 1 ", 2), ("1e300*1e-300", 1),
    ],
)  # fmt: skip
def test_precedence_and_association_are_those_of_mathematics(text: str, expected: str | int) -> None:
    assert parse_formula(text).evaluate(INPUTS) == Quantity(Fraction(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("peak / bandwidth", "295.343 FLOP/B"),
        ("size / bandwidth", "1.49254 ms"),
        ("size + word", "5.000000002 GB"),
        ("tokens * word", "256 kB·token"),
        ("gpus * wait / n", "0.0333333 GPU·s"),
        ("share * tokens", "76,800 tokens"),
        ("size ** 2 / size", "5 GB"),
        ("ceil(tokens / 3)", "42,667 tokens"),
        ("max(size, word)", "5 GB"),
        ("none * size", "0 B"),
    ],
)
def test_units_go_through_the_arithmetic(text: str, expected: str) -> None:
    assert parse_quantity(expected).matches(parse_formula(text).evaluate(INPUTS))


UNIT_ERRORS = [
    ("size + tokens", "tokens", "B and token do not add"),
    ("size - (tokens + batch)", "tokens +", "B and token do not subtract"),
    ("2 * size + 1", "1", "B and a plain number do not add"),
    ("n + (n + (size + tokens))", "tokens", "do not add"),
    ("n ** size", "size", "an exponent is a plain number, not B"),
    ("min(size, word, tokens)", "tokens", "min() compares B with token"),
    ("log2(size)", "size", "log2() wants a plain number, not B"),
    ("n * exp(2 * wait)", "2 * wait", "exp() wants a plain number, not s"),
    ("ceil(size / n)", "size / n", "divide by a unit first"),
    ("round(peak)", "peak", "FLOP/s"),
]
DOMAIN_ERRORS = [
    ("n / (half - 1/2)", "half - 1/2", "divides by zero"),
    ("1 / none", "none", "divides by zero"),
    ("none ** -1", "-1", "divides by zero"),
    ("sqrt(minus)", "minus", "no answer"),
    ("log2(none)", "none", "no answer"),
    ("minus ** 0.5", "0.5", "no answer"),
    ("exp(1e6)", "1e6", "no answer"),
    ("2 * 9**9**9", "9**9", "out of bounds"),
    ("1e301 + 1", "1e301", "out of bounds"),
    ("1e-301 + 1", "1e-301", "out of bounds"),
    ("(1e300)**3 * (1e300)**3", "(1e300)**3", "out of bounds"),
]


@pytest.mark.parametrize(("text", "operand", "message"), [*UNIT_ERRORS, *DOMAIN_ERRORS])
def test_an_error_points_at_the_operand(text: str, operand: str, message: str) -> None:
    with pytest.raises((FormulaUnitError, FormulaDomainError)) as caught:
        parse_formula(text).evaluate(INPUTS)
    assert message in str(caught.value)
    assert text[caught.value.offset :].startswith(operand)
    assert isinstance(caught.value, FormulaUnitError) is ((text, operand, message) in UNIT_ERRORS)


def sums(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Trees of one quantity with one more storey."""
    return (
        st.builds(lambda kind, a, b, p: Tree(kind, parts=(a, b), parentheses=p), st.sampled_from(["+", "−"]), trees, trees, st.booleans())
        | st.builds(lambda kind, a, b, p: Tree(kind, parts=(a, b), parentheses=p), st.just("*"), literals, trees, st.booleans())
        | st.builds(lambda kind, a, p: Tree(kind, parts=(a,), parentheses=p), st.sampled_from(["-", "max", "round"]), trees, st.booleans())
    )


@given(
    st.recursive(literals | st.just(Tree("name", "share")), sums, max_leaves=5),
    st.recursive(st.sampled_from([Tree("name", "tokens"), Tree("name", "batch")]), sums, max_leaves=5),
)
def test_a_sum_of_unlike_quantities_points_at_the_second(left: Tree, right: Tree) -> None:
    prefix = f"{show(left)} + "
    text = f"{prefix}{operand(right, 2)}"
    assume(fits(text))
    with pytest.raises(FormulaUnitError) as caught:
        parse_formula(text).evaluate(INPUTS)
    assert str(caught.value) == "a plain number and token do not add"
    assert text[len(prefix) : caught.value.offset].strip("(") == ""


def test_a_missing_name_is_found_as_a_whole_word() -> None:
    formula = parse_formula("max(n, half) * a + ax")
    assert formula.names == {"n": 4, "half": 7, "a": 15, "ax": 19}
    with pytest.raises(FormulaNameError) as caught:
        formula.evaluate(INPUTS)
    assert caught.value.offset == 15


ATTACKS = [
    "().__class__", "n.__class__", "n.real", "(1).bit_length()", "__import__(os)", "__import__('os').system('id')", "lambda", "lambda: 1",
    "(lambda n: n)(1)", "[n for n in n]", "(n for n in n)", "{n}", "{1: 2}", "[1]", "n[0]", "f'{n}'", "'a'", '"a"', "b'a'", "(n := 1)",
    "n = 1", "n == 1", "n < 1", "not n", "n and n", "n or n", "n in n", "n is n", "n if n else n", "await n", "yield n", "yield",
    "n // 2", "n % 2", "n @ n", "n << 2", "n >> 2", "n | n", "n & n", "n ^ n", "~n", "*n", "**n", "max(*n)", "max(**n)", "max(n, key=n)",
    "print(n)", "open(n)", "eval(n)", "exec(n)", "factorial(n)", "sqrt", "sqrt()", "sqrt(n, n)", "min()", "n()", "n(n)", "2(n)", "(n, n)",
    "n, n", "n;n", "n\nn", "n\tn", "n # n", "n \\ n", "`n`", "$n", "n!", "n?", "", " ", "()", "(", ")", "(n", "n)", "n n", "2n", "n 2",
    "n +", "* n", "n ** ", "...", "True", "None", "False", "1j", "0x10", "0o7", "0b1", "007", "1__0", "1e", "1e5_0", "1.2.3", "٣", "n²",
    "½", "ｎ", "π", "n×n", "n·n", "2–1", "n−n", "n\0", "\0", "\x0c", "a\u0301", "\ud800", "9**9**9**9", "10**-10**10", "9**-9**9",
    "2**2**2**2**2**2", "1e300**1e300", "0.5**99999", "9" * 401, "n+" * 200 + "n", "(" * 41 + "n" + ")" * 41, "-" * 399 + "n",
    "+" * 399 + "n", "2**" * 100 + "2", "(" * 200, ")" * 200, "max(" * 41 + "n" + ")" * 41, "1e" + "9" * 300, "1e-" + "9" * 300,
    "*".join(["1e300"] * 20), "(" * 30 + "9" + "**9)" * 30, "1/(1e300)**13/(1e300)**13",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS, ids=lambda text: ascii(text[:24]).strip("'") or "empty")
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text).evaluate(INPUTS)
    assert type(caught.value) in (FormulaSyntaxError, FormulaDomainError)
    assert str(caught.value)
    assert 0 <= caught.value.offset <= len(text)


SCRAPS = [*"0123456789.eE_+-*/(), ", "**", "//", "1e9", "if", "else", "for", "in", "lambda", "1if", *FUNCTIONS, *INPUTS]
scraps = st.lists(st.sampled_from([*SCRAPS, *(f"{name}(" for name in FUNCTIONS)]), max_size=40)
texts = st.text(max_size=450) | scraps.map("".join) | scraps.map(" ".join)


@given(texts)
@settings(max_examples=1000, deadline=QUICK)
@example("9" * 400)
@example("+" * 200_000)
@example("((((" * 100_000)
@example("1e300+" * 60 + "1")
@example("n**" * 80 + "n")
@example("sqrt(" * 40 + "n" + ")" * 40)
@example("exp(" * 40 + "n" + ")" * 40)
@example("*".join(["size**99"] * 44))
@example("/".join(["1e-300"] * 57))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    with suppress(FormulaError):
        result = parse_formula(text).evaluate(INPUTS)
        assert max(result.magnitude.numerator.bit_length(), result.magnitude.denominator.bit_length()) <= 2 * MOST_BITS


def test_a_long_formula_and_a_deep_one_are_read() -> None:
    assert parse_formula(" + ".join(["n"] * 80)).evaluate(INPUTS).magnitude == 80 * 12
    assert parse_formula("(" * 40 + "n" + ")" * 40).evaluate(INPUTS).magnitude == 12
    assert parse_formula("-" * 80 + "n").evaluate(INPUTS).magnitude == 12

"""Formulas of key numbers: ``+ - * / **``, parentheses and eight functions over named quantities; nothing else can run.

Arithmetic is exact (rational) but for ``sqrt``, ``log2``, ``exp`` and broken powers, which go through double precision.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from fieldguide.quantity import Quantity
from fieldguide.unit import COUNTS as COUNTING_UNITS
from fieldguide.unit import PLAIN, combine, describe, raise_to

FUNCTIONS = ("min", "max", "ceil", "floor", "round", "sqrt", "log2", "exp")
LONGEST = 400
_BLANKS = str.maketrans("\n\t", "  ")
INSTEAD = {
    "^": "** for a power",
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "\u00a0": "a plain space",
    "²": "** 2",
    "³": "** 3",
    "%": "/ 100",
}
DEEPEST = 40
MOST_BITS = 4096
LARGEST_EXPONENT = 300
_DECIMAL = re.compile(r"[0-9_.]+(?:[eE][+-]?[0-9]+)?")


class FormulaError(ValueError):
    """A formula that cannot be read or evaluated, with the character offset of the fault in its text."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class FormulaSyntaxError(FormulaError):
    """Not a formula of the grammar."""


class FormulaNameError(FormulaError):
    """A name that `where` does not give."""


class FormulaUnitError(FormulaError):
    """Quantities that do not go together."""


class FormulaDomainError(FormulaError):
    """Arithmetic with no answer: a division by zero, a root of a negative number, a number out of bounds."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: its text, its names, each with the offset of its first appearance, its tree."""

    text: str
    names: Mapping[str, int]
    tree: ast.expr

    def evaluate(self, inputs: Mapping[str, Quantity]) -> Quantity:
        """The exact result; raises a `FormulaError` that points into the text."""
        return _evaluate(self.tree, self.text, inputs)


@lru_cache(maxsize=8192)
def parse_formula(text: str) -> Formula:
    """Reads a formula; raises `FormulaSyntaxError`, and `FormulaDomainError` where a number of it is out of bounds."""
    text = text.strip().translate(_BLANKS)
    if len(text) > LONGEST:
        raise FormulaSyntaxError(f"a formula has at most {LONGEST} characters, this one {len(text)}")
    for offset, character in enumerate(text):
        if not (character.isascii() and (character.isalnum() or character in " _.,+-*/()")):
            shown = f"'{character}'" if character.isprintable() else f"the character U+{ord(character):04X}"
            remedy = f"; write {INSTEAD[character]}" if character in INSTEAD else ""
            raise FormulaSyntaxError(f"{shown} does not belong in a formula{remedy}", offset)
    if text.count("(") > DEEPEST:
        raise FormulaSyntaxError(f"a formula has at most {DEEPEST} pairs of parentheses")
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        reason = "" if error.msg == "invalid syntax" else f" ({error.msg})"
        message = f"this does not read as a formula{reason}; it is made of names, numbers, + - * / ** and parentheses, such as 2 * layers"
        raise FormulaSyntaxError(message, max(0, (error.offset or 1) - 1)) from None
    names: dict[str, int] = {}
    _validate(tree, text, names, 0)
    return Formula(text, names, tree)


def _validate(node: ast.expr, text: str, names: dict[str, int], depth: int) -> None:
    if depth > 2 * DEEPEST:
        raise FormulaSyntaxError("this formula is nested too deeply; make two key numbers of it", node.col_offset)
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            _literal(node, text)
        case ast.Name(id=name):
            if name in FUNCTIONS:
                raise FormulaSyntaxError(f"'{name}' is a function: write {name}(…)", node.col_offset)
            names.setdefault(name, node.col_offset)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow(), right=right):
            _validate(left, text, names, depth + 1)
            _validate(right, text, names, depth + 1)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _validate(operand, text, names, depth + 1)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            if not args or (len(args) != 1 and name not in ("min", "max")):
                wanted = "at least one value" if name in ("min", "max") else "one value"
                raise FormulaSyntaxError(f"{name}() takes {wanted}", node.col_offset)
            for argument in args:
                _validate(argument, text, names, depth + 1)
        case ast.Call(func=ast.Name(id=name)) if name not in FUNCTIONS:
            raise FormulaSyntaxError(f"'{name}' is not a function here; there are {', '.join(FUNCTIONS)}", node.col_offset)
        case _:
            raise FormulaSyntaxError("only numbers, names, + - * / **, parentheses and functions belong in a formula", node.col_offset)


def _evaluate(node: ast.expr, text: str, inputs: Mapping[str, Quantity]) -> Quantity:
    match node:
        case ast.Constant():
            return Quantity(_literal(node, text))
        case ast.Name(id=name):
            if name not in inputs:
                raise FormulaNameError(f"'{name}' is not given under where", node.col_offset)
            return inputs[name]
        case ast.UnaryOp(op=op, operand=operand):
            value = _evaluate(operand, text, inputs)
            return Quantity(-value.magnitude, value.dimension) if isinstance(op, ast.USub) else value
        case ast.BinOp(left=left, op=op, right=right):
            return _binary(op, _evaluate(left, text, inputs), _evaluate(right, text, inputs), node.right.col_offset)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call(name, [_evaluate(argument, text, inputs) for argument in args], [argument.col_offset for argument in args])
    raise AssertionError(f"{type(node).__name__} got past the grammar")


def _literal(node: ast.Constant, text: str) -> Fraction:
    digits = text[node.col_offset : node.end_col_offset]
    if not _DECIMAL.fullmatch(digits):
        raise FormulaSyntaxError(f"'{digits}' is not a decimal number", node.col_offset)
    if abs(int(digits.lower().partition("e")[2] or 0)) > LARGEST_EXPONENT:
        raise FormulaDomainError(f"{digits} is out of bounds; exponents go up to 300", node.col_offset)
    return Fraction(digits)


def _binary(op: ast.operator, left: Quantity, right: Quantity, offset: int) -> Quantity:
    match op:
        case ast.Add() | ast.Sub():
            if left.dimension != right.dimension:
                verb = "add" if isinstance(op, ast.Add) else "subtract"
                raise FormulaUnitError(f"{describe(left.dimension)} and {describe(right.dimension)} do not {verb}", offset)
            sign = 1 if isinstance(op, ast.Add) else -1
            return _bounded(left.magnitude + sign * right.magnitude, left.dimension, offset)
        case ast.Mult():
            return _bounded(left.magnitude * right.magnitude, combine(left.dimension, right.dimension), offset)
        case ast.Div():
            if not right.magnitude:
                raise FormulaDomainError("this divides by zero; look at its inputs", offset)
            return _bounded(left.magnitude / right.magnitude, combine(left.dimension, right.dimension, -1), offset)
        case _:
            return _power(left, right, offset)


def _power(base: Quantity, exponent: Quantity, offset: int) -> Quantity:
    if exponent.dimension != PLAIN:
        raise FormulaUnitError(f"an exponent is a plain number, not {describe(exponent.dimension)}", offset)
    power = exponent.magnitude
    dimension = raise_to(base.dimension, power)
    if power < 0 and not base.magnitude:
        raise FormulaDomainError("this divides by zero; look at its inputs", offset)
    if power.denominator == 1:
        size = max(base.magnitude.numerator.bit_length(), base.magnitude.denominator.bit_length())
        if abs(power) * size > 2 * MOST_BITS:
            raise FormulaDomainError("this power is out of bounds; no number of more than 1,200 digits is computed", offset)
        return _bounded(base.magnitude ** int(power), dimension, offset)
    return Quantity(_inexact(lambda: float(base.magnitude) ** float(power), offset), dimension)


def _call(name: str, values: list[Quantity], offsets: list[int]) -> Quantity:
    first, offset = values[0], offsets[0]
    if name in ("min", "max"):
        for value, at in zip(values, offsets, strict=True):
            if value.dimension != first.dimension:
                raise FormulaUnitError(f"{name}() compares {describe(first.dimension)} with {describe(value.dimension)}", at)
        pick = min if name == "min" else max
        return pick(values, key=lambda value: value.magnitude)
    if name in ("ceil", "floor", "round"):
        if any(base not in COUNTING_UNITS for base, _ in first.dimension):
            found = describe(first.dimension)
            raise FormulaUnitError(f"{name}() wants a plain number or a count, not {found}; divide by a unit first", offset)
        return Quantity(_whole(name, first.magnitude), first.dimension)
    if name == "sqrt":
        return Quantity(_inexact(lambda: math.sqrt(first.magnitude), offset), raise_to(first.dimension, Fraction(1, 2)))
    if first.dimension != PLAIN:
        raise FormulaUnitError(f"{name}() wants a plain number, not {describe(first.dimension)}", offset)
    compute = math.log2 if name == "log2" else math.exp
    return Quantity(_inexact(lambda: compute(first.magnitude), offset))


def _whole(name: str, value: Fraction) -> Fraction:
    if name == "ceil":
        return Fraction(math.ceil(value))
    if name == "floor":
        return Fraction(math.floor(value))
    return Fraction(math.floor(abs(value) + Fraction(1, 2))) * (1 if value >= 0 else -1)


def _inexact(compute: Callable[[], float | complex], offset: int) -> Fraction:
    try:
        value = compute()
    except (ValueError, OverflowError, ZeroDivisionError):
        raise FormulaDomainError("this has no answer for the inputs given; look at their signs and sizes", offset) from None
    if isinstance(value, complex) or not math.isfinite(value):
        raise FormulaDomainError("this has no answer for the inputs given; look at their signs and sizes", offset)
    return Fraction(value)


def _bounded(magnitude: Fraction, dimension: tuple[tuple[str, Fraction], ...], offset: int) -> Quantity:
    if max(magnitude.numerator.bit_length(), magnitude.denominator.bit_length()) > MOST_BITS:
        raise FormulaDomainError("this number is out of bounds; no number of more than 1,200 digits is computed", offset)
    return Quantity(magnitude, dimension)

"""An independent oracle of formulas: trees of the grammar, their text, and what they come to by arithmetic over the tree itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from fieldguide.quantity import parse_quantity
from hypothesis import assume
from hypothesis import strategies as st

MOST_BITS = 4096
INPUTS = {
    name: parse_quantity(text).quantity
    for name, text in {
        "n": "12", "half": "0.5", "minus": "-7", "none": "0", "share": "60 %", "tokens": "128k tokens", "batch": "7 tokens",
        "size": "5 GB", "word": "2 B", "peak": "989.4 TFLOP/s", "bandwidth": "3.35 TB/s", "wait": "50 ms", "gpus": "8 GPUs",
    }.items()
}  # fmt: skip


class NoAnswerError(Exception):
    """The oracle's: arithmetic that has no answer, or one beyond the bounds."""


class MixedError(Exception):
    """The oracle's: quantities that do not go together."""


Powers = dict[str, Fraction]


@dataclass(frozen=True)
class Value:
    """The oracle's own idea of a quantity."""

    number: Fraction
    powers: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class Tree:
    """A formula: ``kind`` is ``number``, ``name``, ``-``, an operator, or a function."""

    kind: str
    text: str = ""
    parts: tuple[Tree, ...] = ()
    parentheses: bool = False


PRECEDENCE = {"+": 1, "−": 1, "*": 2, "/": 2, "-": 3, "**": 4}
OPERATORS = ("+", "−", "*", "/", "**")


def show(tree: Tree) -> str:
    """The text of a tree, with the parentheses that mathematics needs, and those that the tree asks for beside."""
    text = bare(tree)
    return f"({text})" if tree.parentheses else text


def bare(tree: Tree) -> str:
    if tree.kind in ("number", "name"):
        return tree.text
    if tree.kind == "-":
        return f"-{operand(tree.parts[0], 3)}"
    if tree.kind not in OPERATORS:
        return f"{tree.kind}({', '.join(show(part) for part in tree.parts)})"
    left, right = tree.parts
    level = PRECEDENCE[tree.kind]
    sign = "-" if tree.kind == "−" else tree.kind
    if tree.kind == "**":  # groups to the right, and its exponent takes a sign
        return f"{operand(left, 5)}{sign}{operand(right, 3)}"
    return f"{operand(left, level)} {sign} {operand(right, level + 1)}"


def operand(tree: Tree, level: int) -> str:
    weak = not tree.parentheses and PRECEDENCE.get(tree.kind, 9) < level
    return f"({bare(tree)})" if weak else show(tree)


def evaluate(tree: Tree) -> Value:
    """The oracle: arithmetic over the tree itself, so that it cannot share a mistake in reading the text."""
    if tree.kind == "number":
        return Value(Fraction(tree.text))
    if tree.kind == "name":
        return Value(INPUTS[tree.text].magnitude, INPUTS[tree.text].dimension)
    values = [evaluate(part) for part in tree.parts]
    return bounded(ORACLE[tree.kind](*values))


def bounded(value: Value) -> Value:
    if max(value.number.numerator.bit_length(), value.number.denominator.bit_length()) > MOST_BITS:
        raise NoAnswerError
    return value


def added(left: Value, right: Value, sign: int = 1) -> Value:
    if left.powers != right.powers:
        raise MixedError
    return Value(left.number + sign * right.number, left.powers)


def multiplied(left: Value, right: Value, sign: int = 1) -> Value:
    names = {name for name, _ in (*left.powers, *right.powers)}
    powers = {name: dict(left.powers).get(name, 0) + sign * dict(right.powers).get(name, Fraction(0)) for name in names}
    if sign < 0 and right.number == 0:
        raise NoAnswerError
    number = left.number * right.number if sign > 0 else left.number / right.number
    return Value(number, tuple(sorted((name, Fraction(power)) for name, power in powers.items() if power)))


def raised(base: Value, exponent: Value) -> Value:
    if exponent.powers:
        raise MixedError
    assume(exponent.number.denominator == 1)
    assume(abs(exponent.number) <= 40)
    power = int(exponent.number)
    if power < 0 and base.number == 0:
        raise NoAnswerError
    size = max(base.number.numerator.bit_length(), base.number.denominator.bit_length())
    assume(abs(power) * size <= MOST_BITS)
    result = Value(Fraction(1))
    for _ in range(abs(power)):
        result = multiplied(result, base, 1 if power > 0 else -1)
    return result


def rounded(how: Callable[[Fraction], int]) -> Callable[[Value], Value]:
    def call(value: Value) -> Value:
        if any(name not in ("token", "GPU") for name, _ in value.powers):
            raise MixedError
        return Value(Fraction(how(value.number)), value.powers)

    return call


def half_away(value: Fraction) -> int:
    return floor(value + Fraction(1, 2)) if value > 0 else ceil(value - Fraction(1, 2))


def picked(pick: Callable[[list[Fraction]], Fraction]) -> Callable[..., Value]:
    def call(*values: Value) -> Value:
        if len({value.powers for value in values}) > 1:
            raise MixedError
        return Value(pick([value.number for value in values]), values[0].powers)

    return call


ORACLE: dict[str, Callable[..., Value]] = {
    "+": added,
    "−": lambda left, right: added(left, right, -1),
    "*": multiplied,
    "/": lambda left, right: multiplied(left, right, -1),
    "**": raised,
    "-": lambda value: Value(-value.number, value.powers),
    "min": picked(min),
    "max": picked(max),
    "ceil": rounded(ceil),
    "floor": rounded(floor),
    "round": rounded(half_away),
}

spellings = st.integers(0, 10**6).map(str) | st.sampled_from(["0.5", "2", "1e3", "2.50", ".25", "3.", "1E-2", "1_000"])
literals = st.builds(Tree, st.just("number"), spellings)
names = st.builds(Tree, st.just("name"), st.sampled_from(sorted(INPUTS)))
exponents = st.sampled_from([Tree("number", "0"), Tree("number", "2"), Tree("number", "3"), Tree("-", parts=(Tree("number", "1"),))])


def larger(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Trees with one more storey; most sums of any two are of unlike quantities, so that sums of like ones are drawn as well."""
    parentheses = st.booleans()
    sums, products = st.sampled_from(["+", "−"]), st.sampled_from(["+", "−", "*", "/"])
    return (
        st.builds(lambda kind, a, b, p: Tree(kind, parts=(a, b), parentheses=p), products, trees, trees, parentheses)
        | st.builds(lambda kind, a, b: Tree(kind, parts=(a, Tree("*", parts=(b, a)))), sums, trees, literals)
        | st.builds(lambda base, power, p: Tree("**", parts=(base, power), parentheses=p), trees, exponents | trees, parentheses)
        | st.builds(lambda part, p: Tree("-", parts=(part,), parentheses=p), trees, parentheses)
        | st.builds(lambda name, part: Tree(name, parts=(part,)), st.sampled_from(["ceil", "floor", "round"]), trees)
        | st.builds(
            lambda name, parts: Tree(name, parts=tuple(parts)), st.sampled_from(["min", "max"]), st.lists(trees, min_size=1, max_size=3)
        )
    )


formulas = st.recursive(literals | names, larger, max_leaves=12)


def fits(text: str) -> bool:
    return len(text) <= 400 and text.count("(") <= 40

"""What the Python evaluator says, as the JavaScript one is asked to say it: of quantities, formulas and key numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldguide.formula import FormulaError, FormulaSyntaxError, parse_formula
from fieldguide.guide import Guide
from fieldguide.number import Input, Number, NumberId
from fieldguide.quantity import Quantity, QuantityError, format_quantity, parse_quantity
from fieldguide.unit import describe

Answer = dict[str, Any]
_UNREAD = "this does not read as a formula"
"""What both say of a text that is no formula at all; Python's parser adds words of its own."""


@dataclass(frozen=True)
class Change:
    """What a reader changes of a key number: entries of facts that stand in for others, quantities typed for inputs."""

    uses: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def say_quantity(text: str) -> Answer:
    """How a quantity reads: its dimension, its numbers again in its own unit, or the error."""
    try:
        stated = parse_quantity(text)
    except QuantityError as error:
        return {"error": "QuantityError", "message": str(error)}
    restated = stated.restate(stated.quantity)
    high = None if stated.high is None else str(stated.high)
    return {
        "text": restated,
        "dimension": describe(stated.unit.dimension),
        "high": high,
        "step": str(stated.step),
        "scale": str(stated.unit.scale),
    }


def say_formula(formula: str, inputs: Mapping[str, str], stated: str) -> Answer:
    """What a formula gives: as its value would state it, to 12 digits, its dimension; or the error and where it is."""
    try:
        result = parse_formula(formula).evaluate({name: parse_quantity(text).quantity for name, text in inputs.items()})
    except FormulaError as error:
        unread = isinstance(error, FormulaSyntaxError) and str(error).startswith((_UNREAD, "only numbers, names"))
        return {"error": type(error).__name__, **({"message": _UNREAD} if unread else {"message": str(error), "offset": error.offset})}
    return say_result(result, stated)


def say_result(result: Quantity, stated: str) -> Answer:
    """A result as its value would state it, and to 12 digits."""
    shown = parse_quantity(stated)
    twelve = format_quantity(result, shown.unit, 12)
    return {"text": shown.restate(result), "twelve": twelve, "dimension": describe(result.dimension)}


def say_number(guide: Guide, number: Number, change: Change) -> Answer:
    """What a key number comes to once a reader has changed it."""
    try:
        return say_result(evaluate_changed(guide, number, change), number.meta.value)
    except FormulaError as error:
        return {"error": type(error).__name__, "message": str(error), "offset": error.offset}


def evaluate_changed(guide: Guide, number: Number, change: Change) -> Quantity:
    """The exact result; what is typed is for this number alone, the entries for all that it rests on."""
    assert number.meta.formula
    inputs = {
        item.name: parse_quantity(change.typed[item.name]).quantity if item.name in change.typed else input_quantity(guide, item, change)
        for item in number.inputs
    }
    return parse_formula(number.meta.formula).evaluate(inputs)


def input_quantity(guide: Guide, item: Input, change: Change) -> Quantity:
    """What an input comes to with other entries of facts."""
    if item.fact:
        stated = guide.facts[f"{change.uses.get(item.fact.entry, item.fact.entry)}.{item.fact.field}"].stated
        assert stated
        return stated.quantity
    if item.number:
        other = guide.numbers[item.number]
        if other.meta.formula:
            return evaluate_changed(guide, other, Change(change.uses))
    assert item.quantity
    return item.quantity


def entries_of(guide: Guide, number: Number) -> dict[str, list[str]]:
    """The entries of facts that a number rests on, each with those of its file that have all the fields it needs."""
    needed: dict[tuple[str, str], set[str]] = {}
    waiting: list[NumberId] = [number.id]
    while waiting:
        found = guide.numbers[waiting.pop()]
        for item in (*found.inputs, *([found.limit] if found.limit else [])):
            if item.fact:
                needed.setdefault((item.fact.path, item.fact.entry), set()).add(item.fact.field)
            elif item.number:
                waiting.append(item.number)
    return {entry: _with_fields(guide, path, fields) for (path, entry), fields in needed.items()}


def _with_fields(guide: Guide, path: str, fields: set[str]) -> list[str]:
    single = {(f.entry, f.field) for f in guide.facts.values() if f.path == path and f.stated and f.stated.single}
    return sorted({entry for entry, _ in single if all((entry, field) in single for field in fields)})

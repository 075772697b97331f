"""The planner: a reader's choices → what fits, how fast, at what cost, by the formulas and facts of the guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fieldguide.formula import Formula, FormulaDomainError
from fieldguide.parse.facts import Fact
from fieldguide.planner.schema import PlanLine, PlannerMeta
from fieldguide.quantity import Quantity, format_quantity, parse_quantity
from fieldguide.unit import parse_unit


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field of the entry chosen for an input: ``model.layers``."""

    entry: str
    field: str


@dataclass(frozen=True, slots=True)
class Named:
    """What goes by a name here: set by a choice, given by the reader, or an earlier line."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A quantity that no choice changes; ``text`` as the guide states it, ``fact`` or ``number`` where it stands."""

    text: str
    quantity: Quantity
    fact: str | None = None
    number: str | None = None


Reference = FieldOf | Named | Constant


@dataclass(frozen=True)
class Case:
    """One way to compute a line; ``number`` is the key number whose formula it is, if any."""

    formula: Formula
    where: Mapping[str, Reference]
    number: str | None = None


@dataclass(frozen=True)
class Line:
    """One result and its cases; ``bound`` is what it may not pass."""

    meta: PlanLine
    cases: tuple[Case, ...]
    bound: Reference | None = None


@dataclass(frozen=True)
class Result:
    """What a line comes to: ``exact``, or the reason why it comes to nothing; ``beyond`` its limit or not; by which case."""

    line: Line
    exact: Quantity | None
    reason: str = ""
    beyond: bool = False
    case: Case | None = None

    @property
    def text(self) -> str:
        """The value in the line's unit, to its digits; empty where there is none."""
        return format_quantity(self.exact, parse_unit(self.line.meta.unit or ""), self.line.meta.digits) if self.exact else ""


@dataclass(frozen=True)
class Choices:
    """What a reader chose: an entry for each input of that kind, an option for each choice, a quantity for each name."""

    entries: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    quantities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Planner:
    """The planner, ready to compute: ``sets`` holds what each option of each choice sets."""

    meta: PlannerMeta
    lines: tuple[Line, ...]
    sets: Mapping[tuple[str, str], Mapping[str, Reference]]
    facts: Mapping[str, Fact]

    @cached_property
    def field_names(self) -> dict[str, str]:
        """The heading of each field of facts."""
        return {fact.field: fact.field_name for fact in self.facts.values()}

    @cached_property
    def entry_names(self) -> dict[str, str]:
        """What each entry of facts is."""
        return {fact.entry: fact.entry_name for fact in self.facts.values()}

    @cached_property
    def single(self) -> frozenset[str]:
        """The facts that are one number, as formulas take them."""
        return frozenset(fact.id for fact in self.facts.values() if fact.stated and fact.stated.single)

    def offered(self, name: str, kinds: Mapping[str, str]) -> list[str]:
        """The entries that can be chosen for an input; ``kinds`` says in which table each entry stands."""
        wanted = self.meta.entries[name]
        single = {fact.id for fact in self.facts.values() if fact.stated and fact.stated.single}
        return [
            entry for entry, kind in kinds.items() if kind == wanted.table and all(f"{entry}.{need}" in single for need in wanted.needs)
        ]

    def compute(self, choices: Choices) -> dict[str, Result]:
        """Every line by id, in order; raises `QuantityError` for a quantity that cannot be read, `FormulaUnitError` where units do not fit."""
        scope = Scope(self, choices)
        results: dict[str, Result] = {}
        for line in self.lines:
            results[line.meta.id] = scope.result(line)
        return results


class Scope:
    """What each name is under a reader's choices; lines join as they are computed."""

    def __init__(self, planner: Planner, choices: Choices) -> None:
        meta, self.planner, self.facts = planner.meta, planner, planner.facts
        self.entries = {name: choices.entries.get(name, entry.default) for name, entry in meta.entries.items()}
        self.names: dict[str, Reference | Quantity | str] = {
            name: parse_quantity(choices.quantities.get(name, quantity.value)).quantity for name, quantity in meta.quantities.items()
        }
        for name, choice in meta.choices.items():
            self.names.update(planner.sets[name, choices.options.get(name, choice.default)])

    def result(self, line: Line) -> Result:
        """Computes a line by the first of its cases that has all it needs, and lets later lines take it."""
        result = self._by_case(line)
        self.names[line.meta.id] = result.exact if result.exact else result.reason
        bound = self.value(line.bound) if line.bound else None
        if result.exact and isinstance(bound, Quantity) and line.meta.limit:
            over = result.exact.magnitude - bound.magnitude
            return Result(line, result.exact, beyond=over > 0 if line.meta.limit.side == "at_most" else over < 0, case=result.case)
        return result

    def _by_case(self, line: Line) -> Result:
        reason = ""
        for case in line.cases:
            values = {name: self.value(reference) for name, reference in case.where.items()}
            missing = next((value for value in values.values() if isinstance(value, str)), None)
            if missing is None:
                known = {name: value for name, value in values.items() if isinstance(value, Quantity)}
                try:
                    return Result(line, case.formula.evaluate(known), case=case)
                except FormulaDomainError as error:
                    return Result(line, None, str(error))
            reason = missing
        return Result(line, None, reason)

    def value(self, reference: Reference) -> Quantity | str:
        """The quantity that a reference is, or the reason why there is none."""
        match reference:
            case Constant(quantity=quantity):
                return quantity
            case FieldOf(entry=name, field=field_id):
                fact = self.facts.get(f"{self.entries[name]}.{field_id}")
                if fact and fact.stated and fact.stated.single:
                    return fact.stated.quantity
                return f"{self.planner.entry_names[self.entries[name]]} has no {self.planner.field_names[field_id]} in the tables"
            case Named(name=name):
                value = self.names[name]
                return value if isinstance(value, Quantity | str) else self.value(value)

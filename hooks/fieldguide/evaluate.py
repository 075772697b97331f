"""Key numbers, evaluated: each computed one over a graph of facts and other key numbers."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from fieldguide.formula import Formula, FormulaError, FormulaUnitError, parse_formula
from fieldguide.nearest import certain, did_you_mean, nearest
from fieldguide.number import Input, Number, NumberId, declared_numbers, field_span
from fieldguide.page import Page
from fieldguide.parse.facts import Fact
from fieldguide.quantity import Quantity, QuantityError, Stated, format_quantity, parse_quantity
from fieldguide.schema import KeyNumber
from fieldguide.source import Problem
from fieldguide.unit import describe

_LONGEST_CHAIN, _LONGEST_SHOWN = 10, 60


@dataclass(frozen=True)
class _Draft:
    """A key number that is being evaluated, and what is wrong with it so far."""

    page: Page
    index: int
    meta: KeyNumber
    problems: list[Problem]

    def report(self, kind: str, message: str, *location: str, instead: str | None = None) -> None:
        """Notes a problem at a field of the number, and what to write there instead."""
        self.problems.append(Problem(kind, field_span(self.page, self.index, *location), message, instead))

    def report_formula(self, kind: str, message: str, offset: int, length: int = 1, instead: str | None = None) -> None:
        """Notes a problem at a stretch of the formula."""
        span = self.page.document.span_within(["key_numbers", self.index, "formula"], offset, length)
        self.problems.append(Problem(kind, span, message, instead))

    def read(self, text: str, *location: str) -> Stated | None:
        """The quantity that a field states."""
        try:
            return parse_quantity(text)
        except QuantityError as error:
            self.report("bad_quantity", str(error), *location, instead=error.instead)
            return None

    def single(self, stated: Stated | None, text: str, *location: str) -> Quantity | None:
        """What an input comes to, which is to be one number."""
        if stated and not stated.single:
            shown = "" if stated.text == text else f" ({stated.text})"
            self.report("bad_quantity", f"'{text}' is a range{shown}, and a formula takes one number; give a quantity", *location)
        return stated.quantity if stated and stated.single else None


class Numbers(Mapping[NumberId, Number]):
    """Every key number of the guide, in the order of its pages; of two with one id, the first.

    Each is evaluated once something is asked of it, after those that it takes as inputs. A name that is no fact goes unreported where
    ``may_be_fact`` says that its file cannot be read.
    """

    def __init__(
        self, concepts: Mapping[str, Page], facts: Mapping[str, Fact], may_be_fact: Callable[[str], bool] = lambda fact_id: False
    ) -> None:
        self.concepts, self.facts, self.may_be_fact = concepts, facts, may_be_fact
        self.declared = declared_numbers(concepts)
        self.known: dict[NumberId, Number] = {}
        self.circles: dict[tuple[NumberId, NumberId], str] = {}

    def __getitem__(self, number_id: NumberId) -> Number:
        if number_id not in self.known:
            if number_id not in self.declared:
                raise KeyError(number_id)
            order, circles = _in_order([number_id], self._taken, self.known)
            if circles:  # which circle is told of is not to depend on what was asked for first
                order, self.circles = _in_order(self.declared, self._taken, self.known)
            for each in order:
                self.known[each] = self._evaluate(*self.declared[each])
        return self.known[number_id]

    def __contains__(self, number_id: object) -> bool:
        return number_id in self.declared

    def __iter__(self) -> Iterator[NumberId]:
        return iter(self.declared)

    def __len__(self) -> int:
        return len(self.declared)

    def _taken(self, number_id: NumberId) -> list[NumberId]:
        page, _, meta = self.declared[number_id]
        bounds = [text for text in (meta.limit.at_most, meta.limit.at_least) if text] if meta.limit else []
        named = [_number_id(page, text) for text in (*meta.where.values(), *bounds) if text not in self.facts] if meta.formula else []
        return [number_id for number_id in named if number_id in self.declared]

    def _evaluate(self, page: Page, index: int, meta: KeyNumber) -> Number:
        draft = _Draft(page, index, meta, [])
        stated = draft.read(meta.value, "value")
        inputs = tuple(self._input(draft, text, "where", name) for name, text in meta.where.items()) if meta.formula else ()
        bound = getattr(meta.limit, meta.limit.side) if meta.limit and meta.formula else None
        limit = self._input(draft, bound, "limit", meta.limit.side) if meta.limit and bound else None
        exact = _compute(draft, meta.formula, inputs) if meta.formula else None
        if exact and stated:
            _compare(draft, stated, exact, rounded=any(item.rounded for item in inputs))
        number = Number(page, index, meta, stated, exact, inputs, tuple(draft.problems), limit)
        return number if number.sound else replace(number, problems=())

    def _input(self, draft: _Draft, text: str, *location: str) -> Input:
        fact, name = self.facts.get(text), location[-1]
        if fact:
            return Input(name, text, draft.single(fact.stated, text, *location), fact=fact)
        number_id = _number_id(draft.page, text)
        if number_id in self.declared:
            return self._number_input(draft, text, number_id, *location)
        if not number_id and not text[0].isalpha():
            return Input(name, text, draft.single(draft.read(text, *location), text, *location))
        if number_id:
            self._report_unknown_number(draft, text, number_id, *location)
        elif not self.may_be_fact(text):
            entry = text.rpartition(".")[0]
            fields = [known for known in self.facts if known.startswith(f"{entry}.")]
            message = f"no fact is called '{text}'{did_you_mean(text, fields or self.facts)}"
            draft.report("unknown_fact", message, *location, instead=certain(text, fields or self.facts))
        return Input(name, text, None)

    def _number_input(self, draft: _Draft, text: str, taken: NumberId, *location: str) -> Input:
        name, circle = location[-1], self.circles.get(((draft.page.slug, draft.meta.id), taken))
        if circle:
            draft.report("number_cycle", f"this key number depends on itself: {circle}", *location)
            return Input(name, text, None, number=taken)
        other = self.known[taken]
        return Input(name, text, other.exact or draft.single(other.stated, text, *location), number=taken, rounded=other.rounded)

    def _report_unknown_number(self, draft: _Draft, text: str, number_id: NumberId, *location: str) -> None:
        slug, number = number_id
        page = self.concepts.get(slug)
        if page and (page.meta is None or number in page.number_ids):
            return
        known = [f"{s}#{n}" if "#" in text else n for s, n in self.declared if not page or s == slug]
        hint = did_you_mean(text, known) or ("; a fact is written entry.field, a quantity begins with a digit" if "#" not in text else "")
        draft.report("unknown_number", f"no key number is called '{text}'{hint}", *location, instead=certain(text, known))


def _number_id(page: Page, text: str) -> NumberId | None:
    """The key number that an input names, ``id`` or ``page#id``; None where it is a quantity or a fact."""
    if "#" not in text and ("." in text or not text[0].isalpha()):
        return None
    slug, _, number = text.rpartition("#")
    return slug or page.slug, number


def _in_order(
    starts: Iterable[NumberId], taken_by: Callable[[NumberId], Iterable[NumberId]], done: Container[NumberId]
) -> tuple[list[NumberId], dict[tuple[NumberId, NumberId], str]]:
    """The numbers and all that they take, those ``done`` left out, each after those that it takes; and of those that take one another in a
    circle, each taker and taken with the circle."""
    order: dict[NumberId, None] = {}
    circles: dict[tuple[NumberId, NumberId], str] = {}
    for start in starts:
        path = {} if start in order or start in done else {start: iter(taken_by(start))}
        while path:
            number_id = next(reversed(path))
            taken = next(path[number_id], None)
            if taken is None:
                del path[number_id]
                order[number_id] = None
            elif taken in path:
                passed = list(path)
                ring = passed[passed.index(taken) :]
                for at, edge in enumerate(pairwise([*ring, taken])):
                    if edge not in circles:
                        circles[edge] = _chain([*ring[at:], *ring[: at + 1]])
            elif taken not in order and taken not in done:
                path[taken] = iter(taken_by(taken))
    return list(order), circles


def _chain(ring: list[NumberId]) -> str:
    names = [f"{slug}#{number}" for slug, number in ring]
    return " → ".join(names if len(names) <= _LONGEST_CHAIN else [*names[: _LONGEST_CHAIN - 2], "…", names[-1]])


def _compute(draft: _Draft, text: str, inputs: tuple[Input, ...]) -> Quantity | None:
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        draft.report_formula("bad_formula", str(error), error.offset)
        return None
    _report_unused(draft, formula, inputs)
    given = {item.name: item.quantity for item in inputs}
    for name, offset in formula.names.items():
        if name not in given:
            message = f"'{name}' is not given under where{did_you_mean(name, given) or '; add it there'}"
            draft.report_formula("unknown_input", message, offset, len(name), certain(name, given))
    quantities = {name: quantity for name, quantity in given.items() if quantity is not None}
    if any(name not in quantities for name in formula.names):
        return None
    try:
        return formula.evaluate(quantities)
    except FormulaError as error:
        draft.report_formula("mixed_units" if isinstance(error, FormulaUnitError) else "bad_formula", str(error), error.offset)
        return None


def _report_unused(draft: _Draft, formula: Formula, inputs: tuple[Input, ...]) -> None:
    for item in inputs:
        if item.name not in formula.names and not nearest(item.name, formula.names.keys() - {item.name for item in inputs}):
            span = draft.page.document.key_span(["key_numbers", draft.index, "where", item.name])
            message = f"'{item.name}' is given here and not used in the formula; remove it"
            draft.problems.append(Problem("unknown_input", span, message))


def _compare(draft: _Draft, stated: Stated, exact: Quantity, *, rounded: bool) -> None:
    if exact.dimension != stated.unit.dimension:
        unit = f"in {stated.unit.text}" if stated.unit.text else "a plain number"
        message = f"the formula gives {describe(exact.dimension)}, and the value is {unit}; mend the one or the other"
        draft.report("mixed_units", message, "value")
    elif not stated.single:
        wanted = stated.restate(exact)
        draft.report("wrong_value", f"a computed value is one number, not a range; write {wanted}", "value", instead=wanted)
    elif not rounded and not stated.matches(exact):
        found, wanted = format_quantity(exact, stated.unit, 6), stated.restate(exact)
        short = len(wanted) <= _LONGEST_SHOWN
        remedy = f"write {wanted}" if short else "mend the formula or choose a larger unit"
        draft.report(
            "wrong_value",
            f"the formula gives {found[:_LONGEST_SHOWN]}{'…' * (len(found) > _LONGEST_SHOWN)}, not {stated.text}; {remedy}",
            "value",
            instead=wanted if short else None,
        )

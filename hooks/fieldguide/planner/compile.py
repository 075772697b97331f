"""The planner as declared → the planner ready to compute, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldguide.formula import Formula, FormulaError, FormulaUnitError, parse_formula
from fieldguide.nearest import did_you_mean, nearest
from fieldguide.number import Input, Number, NumberId
from fieldguide.parse.facts import Fact
from fieldguide.parse.planner import PlannerFile
from fieldguide.planner.compute import Case, Choices, Constant, FieldOf, Line, Named, Planner, Reference, Scope
from fieldguide.planner.schema import PlanCase, PlanLine, PlannerMeta
from fieldguide.quantity import QuantityError, parse_quantity
from fieldguide.source import Problem
from fieldguide.unit import UnitError, describe, parse_unit

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Compiled:
    """The planner, None where it is broken, and its problems."""

    planner: Planner | None
    problems: tuple[Problem, ...] = ()


def compile_planner(
    file: PlannerFile,
    facts: Mapping[str, Fact],
    kinds: Mapping[str, str],
    numbers: Mapping[NumberId, Number],
    concepts: Mapping[str, object],
) -> Compiled:
    """Resolves every name of the planner; ``kinds`` says in which table each entry of facts stands."""
    if file.meta is None:
        return Compiled(None)
    compiler = _Compiler(file, file.meta, facts, kinds, numbers, concepts)
    planner = compiler.compile()
    if not compiler.problems:
        compiler.try_out(planner)
    return Compiled(None if compiler.problems else planner, tuple(compiler.problems))


@dataclass
class _Compiler:
    """Goes through the declaration once, and notes each name that means nothing."""

    file: PlannerFile
    meta: PlannerMeta
    facts: Mapping[str, Fact]
    kinds: Mapping[str, str]
    numbers: Mapping[NumberId, Number]
    concepts: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, Location] = field(default_factory=dict)

    def report(self, at: Location, message: str) -> None:
        self.problems.append(Problem("broken_planner", self.file.document.span(at), message))

    def compile(self) -> Planner:
        self._inputs()
        sets = {
            (choice, option): {
                name: self._reference(text, ("choices", choice, "options", option, "sets", name)) or _NOTHING
                for name, text in options.sets.items()
            }
            for choice, meta in self.meta.choices.items()
            for option, options in meta.options.items()
        }
        lines = []
        for group, meta in enumerate(self.meta.groups):
            for index, line in enumerate(meta.lines):
                at: Location = ("groups", group, "lines", index)
                lines.append(self._line(line, at))
                self.lines[line.id] = at
        return Planner(self.meta, tuple(lines), sets, self.facts)

    def _inputs(self) -> None:
        for name, entry in self.meta.entries.items():
            if self.kinds.get(entry.default) != entry.table:
                known = [entry_id for entry_id, kind in self.kinds.items() if kind == entry.table]
                self.report(
                    ("entries", name, "default"), f"'{entry.default}' is no entry of {entry.table}{did_you_mean(entry.default, known)}"
                )
        for name, choice in self.meta.choices.items():
            if choice.default not in choice.options:
                self.report(("choices", name, "default"), f"'{choice.default}' is no option{did_you_mean(choice.default, choice.options)}")
        for name, quantity in self.meta.quantities.items():
            self._constant(quantity.value, ("quantities", name, "value"))

        for index, example in enumerate(self.meta.examples):
            for name, said in example.choose.items():
                self._chosen(name, said, ("examples", index, "choose", name))

    def _chosen(self, name: str, said: str, at: Location) -> None:
        if name in self.meta.quantities:
            self._constant(said, at)
            return
        choice, entry = self.meta.choices.get(name), self.meta.entries.get(name)
        known = list(choice.options) if choice else [e for e, kind in self.kinds.items() if entry and kind == entry.table]
        if not choice and not entry:
            known = [*self.meta.entries, *self.meta.choices, *self.meta.quantities]
            self.report(at, f"no input is called '{name}'{did_you_mean(name, known)}")
        elif said not in known:
            self.report(at, f"'{said}' cannot be chosen for {name}{did_you_mean(said, known)}")

    def _line(self, line: PlanLine, at: Location) -> Line:
        if line.id in self.lines:
            self.report((*at, "id"), f"there are two lines called '{line.id}'; rename one")
        if line.concept not in self.concepts:
            self.report((*at, "concept"), f"no concept is called '{line.concept}'{did_you_mean(line.concept, self.concepts)}")
        try:
            parse_unit(line.unit or "")
        except UnitError as error:
            self.report((*at, "unit"), str(error))
        cases = [self._case(case, (*at, "cases", index)) for index, case in enumerate(line.cases)]
        bound = getattr(line.limit, line.limit.side) if line.limit else None
        return Line(
            line,
            tuple(case for case in cases if case),
            self._reference(bound, (*at, "limit", line.limit.side)) if line.limit and bound else None,
        )

    def _case(self, case: PlanCase, at: Location) -> Case | None:
        if (case.formula is None) == (case.formula_of is None):
            self.report(at, "a case has a formula, or names the key number whose formula it is with formula_of; give one of the two")
            return None
        number = self._number(case.formula_of, (*at, "formula_of")) if case.formula_of else None
        text = case.formula or (number.meta.formula if number else None)
        if text is None:
            return None
        try:
            formula = parse_formula(text)
        except FormulaError as error:
            self.report((*at, "formula"), str(error))
            return None
        where = {item.name: reference for item in number.inputs if (reference := self._inherited(item))} if number else {}
        for name, said in case.where.items():
            if name not in formula.names:
                if not nearest(name, formula.names.keys() - where.keys() - case.where.keys()):
                    self.report((*at, "where", name), f"'{name}' is given here and not used in the formula; remove it")
            elif reference := self._reference(said, (*at, "where", name)):
                where[name] = reference
        self._complete(formula, where, case, at)
        return Case(formula, where, case.formula_of)

    def _complete(self, formula: Formula, where: Mapping[str, Reference], case: PlanCase, at: Location) -> None:
        for name in formula.names:
            if name not in where and name not in case.where:
                hint = did_you_mean(name, case.where.keys() - formula.names.keys()) or "; add it there"
                self.report(at, f"'{name}' of the formula '{formula.text}' is not given under where{hint}")

    def _inherited(self, item: Input) -> Reference | None:
        """An input of a key number under the planner's choices: a fact of a kind that can be chosen becomes that of the choice."""
        if item.fact:
            chosen = next((name for name, entry in self.meta.entries.items() if entry.table == self.kinds.get(item.fact.entry)), None)
            if chosen:
                return FieldOf(chosen, item.fact.field)
        return Constant(item.text, item.quantity, item.fact.id if item.fact else None) if item.quantity and not item.number else None

    def _reference(self, text: str, at: Location) -> Reference | None:
        entry, point, field_id = text.partition(".")
        if point and entry in self.meta.entries:
            return self._field(entry, field_id, at)
        if text in self.lines or text in self._names:
            return Named(text)
        fact = self.facts.get(text)
        if fact and fact.stated and fact.stated.single:
            return Constant(fact.text, fact.stated.quantity, fact=text)
        if "#" in text:
            number = self._number(text, at)
            exact = (number.exact or (number.stated.quantity if number.stated else None)) if number else None
            return Constant(number.meta.value, exact, number=text) if number and exact else None
        if text[0].isalpha():
            known = [*self.lines, *self._names, *self.meta.entries]
            self.report(at, f"nothing here is called '{text}'{did_you_mean(text, known) or '; a line stands before those that take it'}")
            return None
        return self._constant(text, at)

    @property
    def _names(self) -> set[str]:
        options = (option for choice in self.meta.choices.values() for option in choice.options.values())
        return {*self.meta.quantities, *(name for option in options for name in option.sets)}

    def _field(self, entry: str, field_id: str, at: Location) -> FieldOf:
        known = {fact.field for fact in self.facts.values() if self.kinds.get(fact.entry) == self.meta.entries[entry].table}
        if field_id not in known:
            self.report(at, f"no fact of {self.meta.entries[entry].table} is called '{field_id}'{did_you_mean(field_id, known)}")
        return FieldOf(entry, field_id)

    def _number(self, text: str, at: Location) -> Number | None:
        slug, _, number_id = text.partition("#")
        number = self.numbers.get((slug, number_id))
        if number is None:
            self.report(at, f"no key number is called '{text}'{did_you_mean(text, [f'{s}#{n}' for s, n in self.numbers])}")
        elif number.meta.formula is None and at[-1] == "formula_of":
            if number.meta.kind:
                self.report(at, f"'{text}' has no formula; name a computed key number")
            return None
        return number

    def _constant(self, text: str, at: Location) -> Constant | None:
        try:
            stated = parse_quantity(text)
        except QuantityError as error:
            self.report(at, str(error))
            return None
        if not stated.single:
            self.report(at, f"'{text}' is a range, and a formula takes one number; give a quantity")
        return Constant(text, stated.quantity)

    def try_out(self, planner: Planner) -> None:
        """Computes with the choices made at first, then with others in turn, so that no unit is wrong for any."""
        for choices in _variations(planner, self.kinds):
            scope = Scope(planner, choices)
            for line in planner.lines:
                message = _misfit(scope, line)
                if message:
                    self.report((*self.lines[line.meta.id], "id"), f"{message} (with {_told(choices)}); mend the one or the other")
                    return


def _misfit(scope: Scope, line: Line) -> str:
    """What is wrong with the units of a line, if anything."""
    try:
        exact = scope.result(line).exact
    except FormulaUnitError as error:
        return str(error)
    unit = parse_unit(line.meta.unit or "")
    if exact is None or exact.dimension == unit.dimension:
        return ""
    return f"the formula gives {describe(exact.dimension)}, and this line is {f'in {unit.text}' if unit.text else 'a plain number'}"


_NOTHING = Constant("", parse_quantity("0").quantity)


def _variations(planner: Planner, kinds: Mapping[str, str]) -> list[Choices]:
    """The first choices, each other option, and of the entries one for each set of fields that some have: those with the same fields take the same cases."""
    unlike: dict[tuple[str, frozenset[str]], Choices] = {}
    for name in planner.meta.entries:
        for entry in planner.offered(name, kinds):
            fields = frozenset(fact.field for fact in planner.facts.values() if fact.entry == entry)
            unlike.setdefault((name, fields), Choices(entries={name: entry}))
    options = [Choices(options={name: option}) for name, choice in planner.meta.choices.items() for option in choice.options]
    return [Choices(), *unlike.values(), *options]


def _told(choices: Choices) -> str:
    return ", ".join([*choices.entries.values(), *choices.options.values()]) or "the choices made at first"

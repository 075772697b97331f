"""Faults in key numbers: values, units, formulas, inputs, sources."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.link import resolve
from fieldguide.number import Number
from fieldguide.source import Span
from fieldguide.unit import Dimension, parse_unit

from benchmarks.mutants.mutant import Kind, Mutant, Place, deleted, inserted, misspelt, next_digit, on_line, replaced, text_at

_OTHER_UNIT = {
    "GB": "GiB",
    "GiB": "GB",
    "MB": "MiB",
    "ms": "s",
    "s": "ms",
    "µs": "ms",
    "KiB": "kB",
    "TB": "TiB",
    "h": "s",
    "GB/s": "TB/s",
    "%": "×",
}


def _lines(number: Number) -> range:
    """The lines of a key number."""
    start = number.span("id").line
    last = max(number.page.document.span(["key_numbers", number.index, *step]).end_line for step in _steps(number))
    return range(start, last + 1)


def _steps(number: Number) -> Iterator[list[str]]:
    for name, value in number.page.document.data["key_numbers"][number.index].items():
        yield from ([name, inner] for inner in value) if isinstance(value, dict) else [[name]]


def _without(number: Number, name: str) -> Mutant:
    """The number without one of its fields of one line."""
    lines = _lines(number)
    return deleted(number.page.path, number.span(name).line, range(lines.start, max(lines.stop - 1, lines.start + 1)))


def _computed(guide: Guide) -> Iterator[Number]:
    yield from (number for number in guide.numbers.values() if number.exact and number.stated and number.meta.where)


def _cited(guide: Guide) -> Iterator[Number]:
    yield from (number for number in guide.numbers.values() if number.meta.cite and not number.meta.formula)


def wrong_digit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        changed = next_digit(number.meta.value.split(" ")[0])
        if changed:
            span = number.span("value")
            yield replaced(number.page.path, span.within(0, len(changed)), changed)


def wrong_unit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        digits, _, unit = number.meta.value.partition(" ")
        if unit in _OTHER_UNIT and text_at(number.page.source, number.span("value")) == number.meta.value:
            yield replaced(number.page.path, number.span("value"), f"{digits} {_OTHER_UNIT[unit]}")


def other_dimension(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        digits, _, unit = number.meta.value.partition(" ")
        other = chance.choice([choice for choice in ("GB", "ms", "tokens", "FLOP/s") if _dimension(choice) != _dimension(unit)])
        yield replaced(number.page.path, number.span("value"), f"{digits} {other}")


def _dimension(unit: str) -> Dimension:
    return parse_unit(unit).dimension


def unknown_unit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in guide.numbers.values():
        digits = number.meta.value.partition(" ")[0]
        yield replaced(number.page.path, number.span("value"), f"{digits} {chance.choice(['KB', 'Mbytes', 'gb', 'secs', 'tokenz'])}")


def kind_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from (_without(number, "kind") for number in _cited(guide) if number.meta.kind)


def unknown_kind(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from (
        replaced(number.page.path, number.span("kind"), misspelt(number.meta.kind, chance)) for number in _cited(guide) if number.meta.kind
    )


def formula_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from (
        _without(number, "formula") for number in _computed(guide) if number.span("formula").line == number.span("formula").end_line
    )


def value_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from (_without(number, "value") for number in guide.numbers.values() if number.span("value").line != _lines(number).start)


def source_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _cited(guide):
        cite, kind = number.span("cite"), number.span("kind")
        edits = tuple(Edit(number.page.path, Span(span.line, 1, span.line + 1, 1), "") for span in (cite, kind))
        if cite.line == cite.end_line and kind.line != cite.line:
            yield Mutant(((number.page.path, _lines(number)),), edits)


def broken_formula(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        formula, span = number.meta.formula or "", number.span("formula")
        if text_at(number.page.source, span) == formula:
            yield replaced(
                number.page.path, span, chance.choice([f"{formula})", f"{formula} ^ 2", f"({formula}", f"{formula} *", f"{formula} / 0"])
            )


def misspelt_name(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        for name in number.meta.where:
            span = number.page.document.key_span(["key_numbers", number.index, "where", name])
            lines = (number.span("formula").line, span.line)
            places = tuple((number.page.path, range(line, line + 1)) for line in lines)
            wrong = misspelt(name, chance)
            if len(name) > 3 and wrong not in number.meta.where:
                yield Mutant(places, (Edit(number.page.path, span, wrong),))


def input_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        lines = {name: number.span("where", name).line for name in number.meta.where}
        if len(lines) > 1 and len(set(lines.values())) == len(lines):
            yield deleted(number.page.path, lines[chance.choice(list(lines))], _lines(number))


def unused_input(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        first = number.span("where", next(iter(number.meta.where)))
        if first.line > number.span("formula").line + 1:
            yield inserted(number.page.path, first.line, "      spare: 3 GB\n")


def wrong_fact(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        for item in number.inputs:
            if item.fact:
                entry, _, name = item.text.rpartition(".")
                text = f"{entry}.{misspelt(name, chance)}" if chance.random() < 0.5 else f"{misspelt(entry, chance)}.{name}"
                yield replaced(number.page.path, number.span("where", item.name), text)


def wrong_number(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        for item in number.inputs:
            if item.number:
                yield replaced(number.page.path, number.span("where", item.name), misspelt(item.text, chance))


def number_of_itself(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        name = chance.choice(list(number.meta.where))
        yield replaced(number.page.path, number.span("where", name), number.meta.id)


def circle_of_two(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in _computed(guide):
        for item in number.inputs:
            taken = guide.numbers.get(item.number) if item.number else None
            if taken and taken.meta.where:
                name = chance.choice(list(taken.meta.where))
                yield replaced(taken.page.path, taken.span("where", name), f"{number.page.slug}#{number.meta.id}")


def id_of_another(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    users = _users(guide)
    for number in guide.numbers.values():
        if number.id not in users:
            others = [other.meta.id for other in guide.numbers.values() if other.page is number.page and other.index < number.index]
            yield replaced(number.page.path, number.span("id"), chance.choice([*others, "how-it-works"]))


def id_renamed(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    users = _users(guide)
    for number in guide.numbers.values():
        if number.id in users:
            yield Mutant(tuple(users[number.id]), (Edit(number.page.path, number.span("id"), misspelt(number.meta.id, chance)),))


def cited_value_changed(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    links = _links(guide)
    for number in _cited(guide):
        changed = next_digit(number.meta.value)
        if changed and number.id in links and text_at(number.page.source, number.span("value")) == number.meta.value:
            yield Mutant(tuple(links[number.id]), (Edit(number.page.path, number.span("value"), changed),))


def _links(guide: Guide) -> dict[tuple[str, str], list[Place]]:
    """For each key number, the lines that link to it."""
    found: dict[tuple[str, str], list[Place]] = {}
    for page in guide.pages.values():
        for link in page.body.links:
            target = resolve(page.path, link.target)
            number = guide.number_at(target.path, target.fragment)
            if number:
                found.setdefault(number.id, []).extend(on_line(page.path, link.span.line))
    return found


def _users(guide: Guide) -> dict[tuple[str, str], list[Place]]:
    """For each key number, the lines that link to it or compute with it."""
    found = _links(guide)
    for number in guide.numbers.values():
        for item in number.inputs:
            if item.number:
                found.setdefault(item.number, []).extend(on_line(number.page.path, number.span("where", item.name).line))
    return found


def misfit_plot(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in guide.numbers.values():
        if number.meta.plot:
            over = number.meta.plot.over
            yield _rewritten(number, "plot", rf"over: {over}\b", f"over: {misspelt(over, chance)}")
            yield _rewritten(number, "plot", r'range: "[^"]*"', chance.choice(["range: 1–5 fortnights", "range: 1–5 kg", "range: 8 GB"]))


def misfit_limit(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for number in guide.numbers.values():
        if number.meta.limit and number.stated:
            other = chance.choice([q for q in ("2 GB", "3 ms", "4 FLOP/s") if _dimension(q[2:]) != number.stated.unit.dimension])
            yield _rewritten(number, "limit", r"at_\w+: [^,]*", f"at_most: {other}")
            yield _rewritten(number, "limit", r"\{(at_\w+): ([^,]*)", r"{at_least: \2, at_most: \2")


def _rewritten(number: Number, name: str, old: str, new: str) -> Mutant:
    """A field of one line, rewritten."""
    line = number.span(name).line
    text = number.page.source.lines[line - 1]
    return replaced(number.page.path, Span(line, 1, line, len(text) + 1), re.sub(old, new, text, count=1))


KINDS = [
    Kind("computed value off by one digit", ("N007",), wrong_digit),
    Kind("computed value in a like unit", ("N007", "N006"), wrong_unit),
    Kind("computed value in another dimension", ("N006",), other_dimension),
    Kind("unit that is none", ("N003",), unknown_unit),
    Kind("kind deleted", ("N002",), kind_deleted),
    Kind("kind misspelt", ("F006",), unknown_kind),
    Kind("formula deleted", ("N001", "N002"), formula_deleted),
    Kind("value deleted", ("F005",), value_deleted),
    Kind("source deleted", ("N001",), source_deleted),
    Kind("formula broken", ("N004",), broken_formula),
    Kind("name under where misspelt", ("N005",), misspelt_name),
    Kind("input deleted", ("N005",), input_deleted),
    Kind("input not used", ("N005",), unused_input),
    Kind("fact misspelt in an input", ("N009",), wrong_fact),
    Kind("key number misspelt in an input", ("N010", "N009"), wrong_number),
    Kind("number computed from itself", ("N011",), number_of_itself),
    Kind("two numbers in a circle", ("N011",), circle_of_two, "at both"),
    Kind("id of another number or heading", ("N012",), id_of_another),
    Kind("id renamed where it is defined", ("N010", "L002"), id_renamed, "at those who use the number"),
    Kind("plot of no input, or over no range of it", ("N013",), misfit_plot),
    Kind("limit that does not bound its number", ("N014",), misfit_limit),
    Kind("cited value off by one digit", ("N008", "N007"), cited_value_changed, "at the links that repeat it"),
]

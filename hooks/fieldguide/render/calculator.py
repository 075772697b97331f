"""The computed key numbers of a page → the data that its calculators work on: formulas, inputs, facts to choose from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from fieldguide.guide import Guide
from fieldguide.number import Input, Number, NumberId
from fieldguide.parse.facts import Fact


def calculator_data(guide: Guide, numbers: Iterable[Number]) -> str:
    """A data block with all that calculators of a concept's key numbers need, so that they ask for no other file; empty where none computes."""
    own = [number for number in numbers if number.meta.formula and number.exact is not None]
    if not own:
        return ""
    taken = {number.id: number for top in own for number in _tree(guide, top)}
    data = {"page": own[0].page.slug, "numbers": {_name(n.id): _number(n) for n in taken.values()}, **_facts(guide, own)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"<div class=\"calculator-data\" hidden data-numbers='{text}'></div>"


def _tree(guide: Guide, number: Number) -> Iterator[Number]:
    """A number, and all that it takes, directly or not."""
    waiting, seen = [number.id], {number.id}
    while waiting:
        found = guide.numbers[waiting.pop()]
        yield found
        for item in _inputs(found):
            if item.number and item.number not in seen:
                seen.add(item.number)
                waiting.append(item.number)


def _inputs(number: Number) -> tuple[Input, ...]:
    return (*number.inputs, number.limit) if number.limit else number.inputs


def _name(number_id: NumberId) -> str:
    return "#".join(number_id)


def _number(number: Number) -> dict[str, Any]:
    meta = number.meta
    data: dict[str, Any] = {"name": meta.name, "value": meta.value}
    if meta.formula:
        data |= {"formula": meta.formula, "where": {item.name: _input(item) for item in number.inputs}}
    if meta.plot:
        data["plot"] = meta.plot.model_dump(exclude_none=True)
    if meta.limit and number.limit:
        data["limit"] = {meta.limit.side: _input(number.limit), "beyond": meta.limit.beyond}
    return data


def _input(item: Input) -> str | dict[str, str]:
    if item.fact:
        return {"fact": item.fact.id}
    return {"number": _name(item.number)} if item.number else item.text


def _facts(guide: Guide, own: list[Number]) -> dict[str, Any]:
    """The entries that can stand in for one another: those of one file that have every field which some number takes of an entry."""
    wanted = {need for number in own for need in _needs(guide, number)}
    files = guide.facts_at
    shown: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path, needed in wanted:
        table = files[path].table
        for entry in table.entries if table else ():
            if all((entry, field) in guide.single_facts for field in needed):
                shown[path][entry] |= needed
    tables: dict[str, Any] = {}
    for path in sorted(shown):
        table = files[path].table
        assert table
        fields = {field for used in shown[path].values() for field in used}
        tables[files[path].kind] = {
            "title": table.title,
            "fields": {name: field.name for name, field in table.fields.items() if name in fields},
            "entries": {
                entry_id: {
                    "name": entry.name,
                    "values": {f: guide.single_facts[entry_id, f].text for f in entry.values if f in shown[path][entry_id]},
                }
                for entry_id, entry in table.entries.items()
                if entry_id in shown[path]
            },
        }
    return {"facts": tables}


def _needs(guide: Guide, number: Number) -> set[tuple[str, frozenset[str]]]:
    """For each entry of facts that a number rests on, its file and the fields that are taken of it."""
    fields: dict[tuple[str, str], set[str]] = defaultdict(set)
    facts: list[Fact] = [item.fact for part in _tree(guide, number) for item in _inputs(part) if item.fact]
    for fact in facts:
        fields[fact.path, fact.entry].add(fact.field)
    return {(path, frozenset(taken)) for (path, _), taken in fields.items()}

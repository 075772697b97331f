"""The planner → its results for the choices made at first, and the data that a script of the site computes others with."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.planner.compute import Choices, Constant, FieldOf, Line, Named, Planner, Reference, Result
from fieldguide.render.formula import formula_mathml
from fieldguide.render.site_path import relative_address


def planner_results(guide: Guide, page: Page) -> str:
    """The groups of lines as HTML tables, and the data block; empty where the guide has no planner."""
    planner = guide.planner.planner
    if planner is None:
        return ""
    results = planner.compute(Choices())
    groups = "\n".join(_group(guide, page, planner, index, results) for index in range(len(planner.meta.groups)))
    data = escape(json.dumps(_data(guide, planner), ensure_ascii=False, separators=(",", ":")))
    return f'<div class="planner" data-planner="{data}">\n{groups}\n</div>'


def _group(guide: Guide, page: Page, planner: Planner, index: int, results: dict[str, Result]) -> str:
    group = planner.meta.groups[index]
    ids = {line.id for line in group.lines}
    rows = "\n".join(_row(guide, page, line, results[line.meta.id]) for line in planner.lines if line.meta.id in ids)
    heads = "<thead><tr><th>Result</th><th>Value</th><th>Explained in</th></tr></thead>"
    return f'<h2 id="group-{index + 1}">{escape(group.title)}</h2>\n<table>\n{heads}\n<tbody>\n{rows}\n</tbody>\n</table>'


def _row(guide: Guide, page: Page, line: Line, result: Result) -> str:
    meta, concept = line.meta, guide.concepts[line.meta.concept]
    title = concept.concept.title if concept.concept else meta.concept
    about = f"<small>{escape(meta.about)}</small>" if meta.about else ""
    formulas = "".join(
        f'<div data-case="{at}"{"" if case is result.case else " hidden"}>{formula_mathml(case.formula)}</div>'
        for at, case in enumerate(line.cases)
    )
    hidden = " hidden" if meta.step and not result.text else ""
    standing = f"<strong>{escape(meta.limit.beyond)}</strong>" if result.beyond and meta.limit else ""
    value = result.text.replace(" ", "\u00a0")
    return (
        f'<tr id="{meta.id}" class="{"plan-step" if meta.step else "plan-line"}"{hidden}>'
        f'<td>{escape(meta.name)}{about}<details class="plan-formula"><summary>Formula</summary>{formulas}</details></td>'
        f'<td><output>{value or "–"}</output><span class="plan-standing">{standing or escape(result.reason)}</span></td>'
        f'<td><a href="{relative_address(page.path, concept.path)}">{escape(title)}</a></td></tr>'
    )


def _data(guide: Guide, planner: Planner) -> dict[str, Any]:
    meta = planner.meta
    offered = {name: planner.offered(name, guide.fact_kinds) for name in meta.entries}
    return {
        "entries": {
            name: {"name": entry.name, "default": entry.default, "options": {e: planner.entry_names[e] for e in offered[name]}}
            for name, entry in meta.entries.items()
        },
        "choices": {
            name: {"name": choice.name, "default": choice.default, "options": {key: option.name for key, option in choice.options.items()}}
            for name, choice in meta.choices.items()
        },
        "quantities": {name: quantity.model_dump(exclude_none=True) for name, quantity in meta.quantities.items()},
        "examples": [example.model_dump() for example in meta.examples],
        "sets": {
            f"{choice}.{option}": {name: _reference(reference) for name, reference in names.items()}
            for (choice, option), names in planner.sets.items()
        },
        "lines": [_line(line) for line in planner.lines],
        "facts": _facts(planner, {entry for options in offered.values() for entry in options}),
        "fields": {name: planner.field_names[name] for name in sorted(_fields(planner))},
    }


def _line(line: Line) -> dict[str, Any]:
    meta = line.meta
    data: dict[str, Any] = {"id": meta.id, "unit": meta.unit or "", "digits": meta.digits, "step": meta.step}
    data["cases"] = [
        {"formula": case.formula.text, "where": {name: _reference(reference) for name, reference in case.where.items()}}
        for case in line.cases
    ]
    if meta.limit and line.bound:
        data["limit"] = {"side": meta.limit.side, "bound": _reference(line.bound), "beyond": meta.limit.beyond}
    return data


def _reference(reference: Reference) -> Any:
    """A field of an entry as a pair, a name as a text, a constant with its exact size in base units."""
    match reference:
        case FieldOf(entry=entry, field=field):
            return [entry, field]
        case Named(name=name):
            return name
        case Constant(text=text, quantity=quantity):
            return {"text": text, "size": str(quantity.magnitude)}


def _fields(planner: Planner) -> set[str]:
    references = [r for line in planner.lines for case in line.cases for r in case.where.values()]
    references += [reference for names in planner.sets.values() for reference in names.values()]
    return {reference.field for reference in references if isinstance(reference, FieldOf)}


def _facts(planner: Planner, entries: set[str]) -> dict[str, dict[str, str]]:
    fields = _fields(planner)
    facts: dict[str, dict[str, str]] = {entry: {} for entry in sorted(entries)}
    for fact in planner.facts.values():
        if fact.entry in entries and fact.field in fields and fact.id in planner.single:
            facts[fact.entry][fact.field] = fact.text
    return facts

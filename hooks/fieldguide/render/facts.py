"""A file of facts → a page: what each field means, one comparison table, remarks and sources."""

from __future__ import annotations

from fieldguide.guide import Guide
from fieldguide.parse.cite import parse_cite
from fieldguide.parse.facts import Fact, FactFile
from fieldguide.quantity import format_quantity
from fieldguide.render.aside import with_finished_tags
from fieldguide.render.citation import cited_in_order, footnotes, mark
from fieldguide.render.table import cell, unbroken
from fieldguide.unit import parse_unit


def fact_keys(file: FactFile) -> list[str]:
    """The works that a file of facts cites, in order."""
    return cited_in_order(parse_cite(fact.cite) for fact in file.facts if fact.cite)


def render_facts(guide: Guide, file: FactFile, references: dict[str, str]) -> str:
    """The Markdown of the page of one file of facts."""
    table = file.table
    assert table
    values = {(fact.entry, fact.field): fact for fact in file.facts}
    columns = {name: field for name, field in table.fields.items() if any((entry, name) in values for entry in table.entries)}
    heads = [f"{cell(field.name)}{f' ({field.unit})' if field.unit else ''}" for field in columns.values()]
    lines = [f"| {cell(table.title)} | {' | '.join(heads)} |", f"|---|{'--:|' * len(heads)}"]
    for entry_id, entry in table.entries.items():
        cells = [_value(values.get((entry_id, name)), field.unit, head) for (name, field), head in zip(columns.items(), heads, strict=True)]
        lines.append(with_finished_tags(f'| <span id="{entry_id}"></span>{cell(entry.name)} | {" | ".join(cells)} |'))
    meanings = "\n\n".join(
        f"{cell(field.name)}{f' ({field.unit})' if field.unit else ''}\n:   {cell(field.about)}" for field in columns.values()
    )
    sources = "\n\n".join(_sources(file, entry_id) for entry_id in table.entries)
    shown = {key: references[key] for key in fact_keys(file) if key in references}
    return (
        f"# {cell(table.title)}\n\n{cell(table.summary)}\n{{ .summary }}\n\n"
        f'<div class="fact-table" markdown="1" tabindex="0">\n\n' + "\n".join(lines) + "\n\n</div>\n\n"
        f"## What the columns mean\n\n{meanings}\n\n## Sources and remarks\n\n{sources}\n\n{footnotes(shown)}\n"
    )


def _value(fact: Fact | None, unit: str | None, head: str) -> str:
    """A value in its column's unit, as it is written where that has none, with its id.

    The unit itself stands in the column's heading, which goes with it onto paper.
    """
    if fact is None:
        return ""
    stated, shown = fact.stated, fact.text
    if unit and stated and stated.single and not stated.comparator:
        shown = format_quantity(stated.quantity, parse_unit(unit), 12).split(" ")[0]
    name = head.replace('"', "&quot;")
    return f'<span id="{fact.id}" data-name="{name}">{unbroken(cell(shown))}</span>'


def _sources(file: FactFile, entry_id: str) -> str:
    """Where each value of an entry comes from, values with one source together, and what there is to say of them."""
    assert file.table
    by_cite: dict[str, list[str]] = {}
    remarks = []
    for fact in (fact for fact in file.facts if fact.entry == entry_id):
        by_cite.setdefault(fact.cite or "", []).append(fact.field_name)
        if fact.note:
            remarks.append(f"- {cell(fact.field_name)}: {cell(fact.note)}")
    sources = "; ".join(f"{', '.join(names)}{''.join(mark(c) for c in parse_cite(cite))}" for cite, names in by_cite.items())
    remarks_list = "\n\n" + "\n".join(remarks) if remarks else ""
    return f"### {cell(file.table.entries[entry_id].name)} {{ #about-{entry_id.replace('.', '-')} }}\n\n{sources}.{remarks_list}"

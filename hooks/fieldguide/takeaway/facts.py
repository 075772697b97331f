"""A file of facts → Markdown: what the fields mean, then a table for each entry, each value with its source."""

from __future__ import annotations

from collections import defaultdict

from fieldguide.parse.cite import parse_cite
from fieldguide.parse.facts import Fact, FactFile
from fieldguide.takeaway.medium import Medium
from fieldguide.takeaway.plain import plain, table


def facts_markdown(file: FactFile, medium: Medium) -> str:
    """The whole file; the works that it cites are not listed."""
    facts = file.table
    assert facts
    by_entry: dict[str, list[Fact]] = defaultdict(list)
    for fact in file.facts:
        by_entry[fact.entry].append(fact)
    path = file.source.path
    meanings = "\n".join(
        f"- **{plain(field.name)}**{f' ({plain(field.unit)})' if field.unit else ''}: {plain(field.about)}"
        for field in facts.fields.values()
    )
    blocks = [
        f"{medium.heading(1, plain(facts.title), path, '')}\n\n> {plain(facts.summary)}",
        f"{medium.heading(2, 'What the fields mean', path, 'what-the-columns-mean')}\n\n{meanings}",
    ]
    for entry_id, entry in facts.entries.items():
        heading = medium.heading(2, plain(entry.name), path, entry_id)
        rows = [
            (f"{medium.spot(path, fact.id)}{plain(fact.field_name)}", plain(fact.text), _source(fact, medium))
            for fact in by_entry[entry_id]
        ]
        blocks.append(f"{heading}\n\n{table(('Fact', 'Value', 'Source'), (':----------', '------:', ':------------------'), rows)}")
    return "\n\n".join(blocks) + "\n"


def _source(fact: Fact, medium: Medium) -> str:
    cited = f"[{'; '.join(medium.cite(citation) for citation in parse_cite(fact.cite))}]" if fact.cite else ""
    return " ".join(filter(None, (cited, plain(fact.note) if fact.note else "")))

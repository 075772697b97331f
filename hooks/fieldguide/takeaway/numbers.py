"""Key numbers → a table of Markdown that says all that is known of each."""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.export.numbers import number_date
from fieldguide.guide import Guide
from fieldguide.number import Input, Number
from fieldguide.page import Page
from fieldguide.parse.cite import parse_cite
from fieldguide.render.table import code
from fieldguide.takeaway.medium import Medium
from fieldguide.takeaway.plain import plain, table


def key_numbers(guide: Guide, page: Page, medium: Medium) -> str:
    """The page's key numbers, empty where it has none: name and condition, value, and formula with inputs or source."""
    numbers = [guide.numbers[page.slug, meta.id] for meta in (page.concept.key_numbers if page.concept else ())]
    rows = [(_name(number, medium), plain(number.meta.value), _basis(guide, number, medium)) for number in numbers]
    return table(("Number", "Value", "How it is known"), (":---------------", "-----:", ":--------------------"), rows) if rows else ""


def _name(number: Number, medium: Medium) -> str:
    mark = medium.spot(number.page.path, number.meta.id)
    note = f" ({plain(number.meta.note).rstrip('.')})" if number.meta.note else ""
    return f"{mark}{plain(number.meta.name)}{note}"


def _basis(guide: Guide, number: Number, medium: Medium) -> str:
    meta = number.meta
    citations = parse_cite(meta.cite) if meta.cite else ()
    cited = f" [{'; '.join(map(medium.cite, citations))}]" if citations else ""
    if not meta.formula:
        date = number_date(guide, number)
        return f"{meta.kind}{cited}{f' ({date})' if date else ''}"
    said = [f"computed{cited}: {code(meta.formula)}"]
    inputs = "; ".join(f"{plain(item.name)} = {_input(guide, item, medium)}" for item in number.inputs)
    said += [f"where {inputs}"] if inputs else []
    return ". ".join([" ".join(said), *_limit(guide, number, medium)])


def _limit(guide: Guide, number: Number, medium: Medium) -> Iterator[str]:
    """The bound of a number, and whether it is passed."""
    limit, item = number.meta.limit, number.limit
    if limit and item and item.quantity and number.exact:
        verdict = f"Beyond its limit, {plain(limit.beyond)}" if number.beyond else "Within its limit"
        yield f"{verdict}: {limit.side.replace('_', ' ')} {_input(guide, item, medium)}"


def _input(guide: Guide, item: Input, medium: Medium) -> str:
    if item.fact:
        about = f"{plain(item.fact.entry_name)}, {plain(item.fact.field_name)}"
        return f"{medium.link(plain(item.fact.text), item.fact.path, item.fact.id)} ({about})"
    if item.number:
        other = guide.numbers[item.number]
        return f"{medium.link(plain(other.meta.value), other.page.path, other.meta.id)} ({plain(other.meta.name)})"
    return plain(item.text)

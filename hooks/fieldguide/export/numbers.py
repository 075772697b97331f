"""Key numbers and facts → records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from fieldguide.export.records import CitationRecord, FactRecord, InputRecord, NumberRecord
from fieldguide.guide import Guide
from fieldguide.number import Input, Number
from fieldguide.parse.cite import parse_cite
from fieldguide.quantity import Stated
from fieldguide.render.site_path import site_address

SITE_NAME = "The LLM Engineering Field Guide"


class _Quantity(TypedDict):
    value: str
    comparator: str
    low: float | None
    high: float | None
    unit: str


def number_records(guide: Guide, site_url: str) -> Iterator[NumberRecord]:
    """Every key number, in the guide's order."""
    for number in guide.numbers.values():
        concept = number.page.concept
        if concept and number.sound:
            yield NumberRecord(
                **_quantity(number.meta.value, number.stated),
                id=number_name(number),
                name=number.meta.name,
                kind="computed" if number.meta.formula else number.meta.kind or "assumed",
                formula=number.meta.formula,
                inputs=[_input(guide, item) for item in number.inputs],
                computed=_computed(number),
                citations=_citations(number.meta.cite),
                note=number.meta.note,
                date=number_date(guide, number),
                concept=number.page.slug,
                part=concept.part,
                tags=concept.tags,
                address=site_url + site_address(number.page.path, number.meta.id),
                citation=citation(number, site_url),
            )


def fact_records(guide: Guide, site_url: str) -> Iterator[FactRecord]:
    """Every fact, table by table."""
    for file in guide.fact_files:
        for fact in file.facts:
            column = file.table.fields.get(fact.field) if file.table else None
            yield FactRecord(
                **_quantity(fact.text, fact.stated),
                id=fact.id,
                table=file.kind,
                entry=fact.entry,
                entry_name=fact.entry_name,
                field=fact.field,
                field_name=fact.field_name,
                about=column.about if column else "",
                citations=_citations(fact.cite),
                note=fact.note,
                address=site_url + site_address(fact.path, fact.id),
            )


def number_name(number: Number) -> str:
    """A key number's identifier in the data: ``kv-cache#bytes-per-token``."""
    return f"{number.page.slug}#{number.meta.id}"


def number_date(guide: Guide, number: Number) -> str:
    """The month or the year that a key number held: of a cited one its own or its newest work's, else of the page's review."""
    if number.meta.as_of:
        return number.meta.as_of
    works = [guide.bibliography.references.get(citation.key) for citation in _citations(number.meta.cite)]
    years = [work.year for work in works if work and work.year]
    if years and not number.meta.formula:
        return max(years)
    return number.page.concept.reviewed if number.page.concept else ""


def citation(number: Number, site_url: str) -> str:
    """A key number as one cites it: what it is, its value, the page and its review, the permanent address."""
    concept = number.page.concept
    where = f'"{concept.title}", {SITE_NAME}, reviewed {concept.reviewed}' if concept else SITE_NAME
    return f"{number.meta.name}: {number.meta.value}. In {where}. {site_url}{site_address(number.page.path, number.meta.id)}"


def _quantity(text: str, stated: Stated | None) -> _Quantity:
    if stated is None:
        return {"value": text, "comparator": "", "low": None, "high": None, "unit": ""}
    high = None if stated.high is None else float(stated.high)
    return {"value": text, "comparator": stated.comparator, "low": float(stated.low), "high": high, "unit": stated.unit.text}


def _computed(number: Number) -> float | None:
    if number.exact is None or number.stated is None or number.exact.dimension != number.stated.unit.dimension:
        return None
    return float(number.exact.magnitude / number.stated.unit.scale)


def _input(guide: Guide, item: Input) -> InputRecord:
    taken = guide.numbers.get(item.number) if item.number else None
    value = item.fact.text if item.fact else taken.meta.value if taken else item.text
    return InputRecord(name=item.name, value=value, fact=item.fact.id if item.fact else None, number=number_name(taken) if taken else None)


def _citations(cite: str | None) -> list[CitationRecord]:
    return [CitationRecord(key=citation.key, place=citation.place) for citation in parse_cite(cite)] if cite else []

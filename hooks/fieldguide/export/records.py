"""The guide as data: one model for each kind of record; their JSON Schemas are published beside the data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fieldguide.schema import Strict

VERSION = 1
"""Raised when a field is renamed, removed or changes its meaning; a new field does not raise it."""

Address = Annotated[str, Field(description="Its permanent address on the site.")]


class CitationRecord(Strict):
    """A work and the place in it."""

    key: Annotated[str, Field(description="The key of a record of references.")]
    place: Annotated[str, Field(description="Section, table or page; empty where the work is short.")]


class QuantityRecord(Strict):
    """A quantity as stated, and as numbers in the unit it is stated in."""

    id: str
    value: Annotated[str, Field(description="The quantity as the guide states it.")]
    comparator: Annotated[
        str, Field(pattern="^[<>≤≥≈]?$", description="How the quantity stands to the number: one of < > ≤ ≥ ≈, or empty.")
    ]
    low: Annotated[float | None, Field(description="The number, or the lower end of a range, in `unit`.")]
    high: Annotated[float | None, Field(description="The upper end of a range, in `unit`.")]
    unit: Annotated[str, Field(description="The unit; empty for a plain number.")]


class InputRecord(Strict):
    """One name of a formula, and what it stands for."""

    name: Annotated[str, Field(description="The name in the formula.")]
    value: Annotated[str, Field(description="Its value as stated.")]
    fact: Annotated[str | None, Field(description="The id of the fact that it is.")]
    number: Annotated[str | None, Field(description="The id of the key number that it is.")]


class NumberRecord(QuantityRecord):
    """A key number of a concept's page."""

    id: Annotated[str, Field(description="Stable identifier: concept#number.")]
    name: Annotated[str, Field(description="What it is, with its condition.")]
    kind: Annotated[
        Literal["computed", "specified", "measured", "assumed"],
        Field(description="Computed by its formula; or specified by a vendor, measured by somebody, assumed as a rule of thumb."),
    ]
    formula: Annotated[str | None, Field(description="What it is computed by.")]
    inputs: Annotated[list[InputRecord], Field(description="The names of the formula.")]
    computed: Annotated[float | None, Field(description="What the formula gives, not rounded, in `unit`.")]
    citations: Annotated[list[CitationRecord], Field(description="Where it is from.")]
    note: Annotated[str | None, Field(description="A remark.")]
    date: Annotated[
        str,
        Field(
            pattern=r"^\d{4}(-\d\d)?$",
            description="When it held (YYYY-MM or YYYY): of a cited number, its own date or its work's; of a computed one, its page's last review.",
        ),
    ]
    concept: Annotated[str, Field(description="The concept whose page states it.")]
    part: Annotated[str, Field(description="The part of the guide.")]
    tags: Annotated[list[str], Field(description="The tags of its concept.")]
    address: Address
    citation: Annotated[str, Field(description="How to cite it.")]


class FactRecord(QuantityRecord):
    """A hard fact, as formulas take it."""

    id: Annotated[str, Field(description="Stable identifier: entry.field.")]
    table: Annotated[str, Field(description="The table that it stands in.")]
    entry: Annotated[str, Field(description="The row.")]
    entry_name: Annotated[str, Field(description="What the row is about, with its variant.")]
    field: Annotated[str, Field(description="The column.")]
    field_name: Annotated[str, Field(description="The column's heading.")]
    about: Annotated[str, Field(description="What the value means and under which condition.")]
    citations: Annotated[list[CitationRecord], Field(description="Where it is from.")]
    note: Annotated[str | None, Field(description="A remark.")]
    address: Address


class ConceptRecord(Strict):
    """A concept: what its page's front matter says, and what rests on it."""

    id: Annotated[str, Field(description="Stable identifier: the page's slug.")]
    title: str
    part: str
    summary: str
    tags: list[str]
    aliases: list[str]
    reviewed: Annotated[str, Field(description="The month the page was last checked against its sources.")]
    requires: Annotated[list[str], Field(description="Concepts to read first.")]
    numbers: Annotated[list[str], Field(description="The ids of its key numbers.")]
    references: Annotated[list[str], Field(description="The keys of the works it cites, in order.")]
    source: Annotated[str, Field(description="The file in the repository.")]
    markdown: Annotated[str, Field(description="The address of its page in Markdown.")]
    address: Address


class RelationRecord(Strict):
    """A typed link between two concepts."""

    source: Annotated[str, Field(description="The concept whose page declares it.")]
    target: Annotated[str, Field(description="The concept it leads to.")]
    kind: Annotated[Literal["requires", "related"], Field(description="`requires`: to be read first; `related`: linked for a reason.")]
    reason: Annotated[str | None, Field(description="Why the two are linked.")]


class ReferenceRecord(Strict):
    """A cited work."""

    id: Annotated[str, Field(description="Stable identifier: its BibTeX key.")]
    type: Annotated[str, Field(description="Its BibTeX type.")]
    title: str
    authors: list[str]
    year: str
    doi: str | None
    arxiv: str | None
    url: str | None
    cited_by: Annotated[list[str], Field(description="The files of the guide that cite it.")]
    address: Address


class PartRecord(Strict):
    """A part of the guide."""

    id: Annotated[str, Field(description="Stable identifier: the folder's name.")]
    number: int
    title: str
    summary: str
    concepts: Annotated[list[str], Field(description="Its concepts in reading order.")]
    address: Address


class TagRecord(Strict):
    """A word of the tag vocabulary."""

    id: Annotated[str, Field(description="Stable identifier: the tag.")]
    meaning: str
    concepts: list[str]


Record = NumberRecord | FactRecord | ConceptRecord | RelationRecord | ReferenceRecord | PartRecord | TagRecord

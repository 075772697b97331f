"""The datasets: what each holds, its records, its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from msgspec import json

from fieldguide.export.concepts import concept_records, part_records, reference_records, relation_records, tag_records
from fieldguide.export.numbers import SITE_NAME, fact_records, number_records
from fieldguide.export.records import (
    VERSION,
    ConceptRecord,
    FactRecord,
    NumberRecord,
    PartRecord,
    ReferenceRecord,
    RelationRecord,
    TagRecord,
)
from fieldguide.guide import Guide
from fieldguide.schema import Strict

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Dataset:
    """One kind of record: the file's stem, what it holds, the model of a record, and how to list them (with the site's address)."""

    name: str
    about: str
    model: type[Strict]
    records: Callable[[Guide, str], Iterable[Strict]]


DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset("numbers", "Every key number: its value, and how it is known.", NumberRecord, number_records),
        Dataset("facts", "Every fact that formulas take: its value, condition and source.", FactRecord, fact_records),
        Dataset("concepts", "Every concept.", ConceptRecord, concept_records),
        Dataset("relations", "Every typed link between two concepts.", RelationRecord, relation_records),
        Dataset("references", "Every cited work, and what cites it.", ReferenceRecord, reference_records),
        Dataset("parts", "The parts, with their concepts in reading order.", PartRecord, part_records),
        Dataset("tags", "The tag vocabulary, and the concepts that bear each tag.", TagRecord, tag_records),
    )
}


def dataset_json(dataset: Dataset, records: Iterable[Strict], site_url: str) -> dict[str, Any]:
    """A dataset as JSON: what it is, where its schema stands, its records."""
    return {
        "$schema": f"{site_url}api/{dataset.name}.schema.json",
        "version": VERSION,
        "title": f"{SITE_NAME}: {dataset.name}",
        "licence": LICENCE,
        "items": [record.model_dump(mode="json") for record in records],
    }


def dataset_schema(dataset: Dataset, site_url: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dataset's file."""
    record = dataset.model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = record.pop("$defs", {})
    envelope = {
        "$schema": {"type": "string", "description": "The address of this schema."},
        "version": {"const": VERSION, "description": "Raised when a field is renamed, removed or changes its meaning."},
        "title": {"type": "string"},
        "licence": {"const": LICENCE},
        "items": {"type": "array", "items": {"$ref": f"#/$defs/{dataset.model.__name__}"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}api/{dataset.name}.schema.json",
        "title": f"{SITE_NAME}: {dataset.name}",
        "description": dataset.about,
        "type": "object",
        "properties": envelope,
        "required": list(envelope),
        "additionalProperties": False,
        "$defs": {**definitions, dataset.model.__name__: record},
    }


def json_text(content: dict[str, Any]) -> bytes:
    """The JSON as it is published: UTF-8, one item a line, so that a change of one is a change of few lines."""
    return json.format(json.encode(content), indent=1) + b"\n"

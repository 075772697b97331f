"""Datasets as CSV, with the metadata that says what each column means (CSV on the Web)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from fieldguide.export.datasets import LICENCE, Dataset
from fieldguide.export.numbers import SITE_NAME
from fieldguide.schema import Strict

TABULAR = ("numbers", "facts")
"""The datasets that are also CSV."""

_TYPES = {"number": "double", "integer": "integer", "string": "string"}


def dataset_csv(dataset: Dataset, records: Iterable[Strict]) -> str:
    """A dataset as CSV (RFC 4180, UTF-8): a column for each field; what is a list is joined by semicolons."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dataset.model.model_fields))
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in record.model_dump().items()} for record in records)
    return text.getvalue()


def csv_metadata(dataset: Dataset) -> dict[str, Any]:
    """The metadata of a dataset's CSV."""
    schema = dataset.model.model_json_schema(mode="serialization")["properties"]
    columns = [
        {
            "name": name,
            "titles": name,
            "dc:description": _described(schema[name]),
            "datatype": _datatype(schema[name]),
            **({"separator": "; "} if schema[name].get("type") == "array" else {}),
        }
        for name in dataset.model.model_fields
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{dataset.name}.csv",
        "dc:title": f"{SITE_NAME}: {dataset.name}",
        "dc:description": dataset.about,
        "dc:license": {"@id": LICENCE},
        "tableSchema": {"columns": columns, "primaryKey": "id"},
    }


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(_item(item) for item in value)
    return "" if value is None else value


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "key" in item:
        return ", ".join(filter(None, (item["key"], item["place"])))
    return f"{item['name']} = {item['fact'] or item['number'] or item['value']}"


def _described(field: dict[str, Any]) -> str:
    return str(field.get("description", field.get("title", "")))


def _datatype(field: dict[str, Any]) -> str:
    kinds: Iterable[str] = [option["type"] for option in field.get("anyOf", [field]) if "type" in option]
    return next((_TYPES[kind] for kind in kinds if kind in _TYPES), "string")

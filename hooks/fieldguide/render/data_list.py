"""The data files of the guide → what each holds, and what its fields mean."""

from __future__ import annotations

from typing import Any

from fieldguide.export.datasets import DATASETS, Dataset
from fieldguide.export.tables import TABULAR
from fieldguide.render.table import cell


def data_list() -> str:
    """Each dataset: its files, and a table of its fields."""
    return "\n\n".join(_section(dataset) for dataset in DATASETS.values())


def _section(dataset: Dataset) -> str:
    files = [("JSON", f"{dataset.name}.json"), ("JSON Schema", f"{dataset.name}.schema.json")]
    if dataset.name in TABULAR:
        files += [("CSV", f"{dataset.name}.csv"), ("CSV metadata", f"{dataset.name}.csv-metadata.json")]
    links = " · ".join(f'<a href="../api/{file}">{name}</a>' for name, file in files)
    rows = [f"| `{name}` | {_type(field)} | {cell(field.get('description', ''))} |" for name, field in _fields(dataset)]
    table = "\n".join(["| Field | Type | What it says |", "|---|---|---|", *rows])
    return f"## {dataset.name.capitalize()}\n\n{dataset.about} {links}\n\n{table}"


def _fields(dataset: Dataset) -> list[tuple[str, dict[str, Any]]]:
    return list(dataset.model.model_json_schema(mode="serialization")["properties"].items())


def _type(field: dict[str, Any]) -> str:
    options: list[dict[str, Any]] = field.get("anyOf", [field])
    return " or ".join(_named(option) for option in options)


def _named(option: dict[str, Any]) -> str:
    if option.get("type") == "array":
        return f"list of {_named(option['items'])}s"
    reference = option.get("$ref")
    return str(reference).rpartition("/")[2].removesuffix("Record").lower() if reference else str(option["type"])

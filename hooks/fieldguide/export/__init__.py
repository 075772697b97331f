"""The guide → data files: JSON and CSV, each with its schema, under ``api/`` of the site."""

from __future__ import annotations

import json
from typing import Any

from fieldguide.export.datasets import DATASETS, dataset_json, dataset_schema
from fieldguide.export.tables import csv_files
from fieldguide.guide import Guide


def data_files(guide: Guide, site_url: str) -> dict[str, str]:
    """The text of each data file by its path on the site; ``site_url`` is the site's address, with a slash at its end, or empty."""
    files: dict[str, str | dict[str, Any]] = csv_files(guide, site_url)
    for dataset in DATASETS.values():
        files[f"{dataset.name}.json"] = dataset_json(dataset, guide, site_url)
        files[f"{dataset.name}.schema.json"] = dataset_schema(dataset, site_url)
    return {f"api/{name}": content if isinstance(content, str) else _json(content) for name, content in sorted(files.items())}


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

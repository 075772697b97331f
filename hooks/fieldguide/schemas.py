"""The JSON Schemas of everything contributors write in YAML, by name."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from fieldguide.planner.schema import PlannerMeta
from fieldguide.render.site_path import SITE
from fieldguide.schema import ConceptMeta, FactTable, PartMeta, PathMeta, RedirectTable, TagVocabulary

SCHEMAS: dict[str, type[BaseModel]] = {
    "concept": ConceptMeta,
    "part": PartMeta,
    "facts": FactTable,
    "tags": TagVocabulary,
    "redirects": RedirectTable,
    "planner": PlannerMeta,
    "path": PathMeta,
}


def schema_path(name: str) -> str:
    """Where a schema stands on the site; the version goes up when what fitted fits no longer."""
    return f"schemas/v1/{name}.json"


def json_schema(name: str, model: type[BaseModel] | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file, by its name in `SCHEMAS`; or of another model, under the name given."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{SITE}{schema_path(name)}"}
    return head | (model or SCHEMAS[name]).model_json_schema()

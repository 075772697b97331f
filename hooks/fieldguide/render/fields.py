"""The schema → a reference of every field: what it says, what it may hold, an example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from fieldguide.commands.schema import MODELS
from fieldguide.parse.validate import PATTERNS
from fieldguide.render.table import code, prose, table
from fieldguide.schema import ADDRESS
from fieldguide.schemas import SCHEMAS, json_schema, schema_path

TITLES = {
    "ConceptMeta": "A concept page", "KeyNumber": "A key number", "PartMeta": "A part", "FactTable": "A file of facts", "FactField": "A column of facts",
    "FactEntry": "A row of facts", "FactValue": "A value with its own source", "TagVocabulary": "The tags", "RedirectTable": "The redirects",
    "PathMeta": "A learning path", "PathStage": "A stage of a path", "PathStep": "A step of a path",
    "Plot": "A plot", "Limit": "A limit", "PlannerMeta": "The planner", "PlanEntry": "A choice of an entry", "PlanChoice": "A choice of an option",
    "PlanOption": "An option", "PlanQuantity": "A quantity of the planner", "PlanGroup": "A group of lines", "PlanLine": "A line of the planner",
    "PlanCase": "A case of a line", "PlanExample": "An example of the planner",
}  # fmt: skip
"""The heading of each model of the schema."""

_NOUNS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
_WANTED = {**{pattern: words.removeprefix("wants ") for pattern, words in PATTERNS.items()}, ADDRESS: "part/slug"}


def field_reference() -> str:
    """Every kind of file, then every kind of thing in it: its fields as a table."""
    blocks: dict[str, str] = {}
    for name, model in SCHEMAS.items():
        schema = json_schema(name)
        blocks.setdefault(schema["title"], _block(schema, model))
        for title, definition in _in_order(schema):
            blocks.setdefault(title, _block(definition, model))
    return "\n\n".join(blocks.values())


def schema_list() -> str:
    """The JSON Schemas with their addresses."""
    rows = [(f"[{name}](../{schema_path(name)})", prose(_describe(json_schema(name, model)))) for name, model in MODELS.items()]
    return table(["Schema", "Of what"], rows)


def _block(schema: dict[str, Any], model: type[BaseModel]) -> str:
    head = f"## {TITLES[schema['title']]}\n\n{_describe(schema)}"
    if "properties" not in schema:
        key, value = next(iter(schema["patternProperties"].items()))
        return f"{head}\n\nEach line is `name: text`; the name: {_WANTED[key]}; the text: {_WANTED.get(value.get('pattern', ''), 'any, not empty')}."
    required = schema.get("required", [])
    rows = [_row(name, field, name in required) for name, field in schema["properties"].items()]
    return f"{head}\n\n{table(['Field', 'What it says', 'Example'], rows)}"


def _row(name: str, field: dict[str, Any], required: bool) -> tuple[str, str, str]:
    example = field["examples"][0] if field.get("examples") else None
    shown = "" if example is None else code(example if isinstance(example, str) else _flow(example))
    says = f"{prose(field['description'])}<br><small>{'' if required else 'optional; '}{'; '.join(_holds(field))}</small>"
    return f"`{name}`", says, shown


def _holds(field: dict[str, Any]) -> Iterator[str]:
    """What a value may be, and its bounds."""
    node = next((option for option in field.get("anyOf", [field]) if option.get("type") != "null"), field)
    yield _kind(node)
    if "maxLength" in node:
        yield f"at most {node['maxLength']} characters"
    if "minItems" in node:
        yield f"at least {node['minItems']}"
    if "minimum" in node:
        yield f"{node['minimum']} to {node['maximum']}"


def _kind(node: dict[str, Any]) -> str:
    if "$ref" in node:
        title = TITLES[node["$ref"].rpartition("/")[2]]
        return f"[{title[0].lower()}{title[1:]}](#{title.lower().replace(' ', '-')})"
    if "enum" in node:
        return "one of " + ", ".join(f"`{value}`" for value in node["enum"])
    if node.get("type") == "array":
        return f"list, each {_kind(node['items'])}"
    if node.get("type") == "object":
        key, value = next(iter(node["patternProperties"].items()))
        return f"lines `name: value`; the name: {_WANTED[key]}; the value: {_kind(value)}"
    if node.get("pattern"):
        return str(_WANTED[node["pattern"]])
    if "anyOf" in node:
        return " or ".join(dict.fromkeys(_kind(option) for option in node["anyOf"]))
    if isinstance(node.get("type"), list):
        return "[quantity](formulas-and-units.md#quantities)"
    return _NOUNS[node["type"]]


def _in_order(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    definitions: dict[str, dict[str, Any]] = schema.get("$defs", {})
    yield from ((title, definitions[title]) for title in TITLES if title in definitions)


def _describe(schema: dict[str, Any]) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _flow(value: object) -> str:
    """A list or a mapping as YAML writes it in one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and ("," in value or ": " in value) else str(value)

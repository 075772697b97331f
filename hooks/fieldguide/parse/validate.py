"""Plain data → a model of the schema, every misfit a problem at its place.

What does not fit is left out and the rest is kept, so that one slip hides no other fault.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fieldguide.nearest import certain, did_you_mean, nearest
from fieldguide.parse.yaml_document import Document
from fieldguide.schema import FACT_ID, MONTH, NAME, SLUG, Strict
from fieldguide.source import Problem

Model = TypeVar("Model", bound=Strict)
Step = str | int
_ATTEMPTS = 4

_WANTED = {
    "string_type": "wants a text",
    "dict_type": "wants lines 'name: value'",
    "model_type": "wants lines 'name: value'",
    "model_attributes_type": "wants lines 'name: value'",
    "string_too_short": "is empty; fill it in",
    "too_short": "wants at least one item; add one",
    "int_parsing": "wants a whole number",
    "int_type": "wants a whole number",
}
PATTERNS = {
    MONTH: "wants a month, YYYY-MM",
    SLUG: "wants lower-case letters, digits and single hyphens",
    NAME: "wants a lower-case letter, then lower-case letters, digits and underscores",
    FACT_ID: "wants lower-case letters and digits, with single hyphens or points between them",
}
"""What each pattern of the schema wants of a text, in words."""


def validate(model: type[Model], document: Document, placeholders: dict[str, Any]) -> tuple[Model | None, Document]:
    """The model that fits what ``document`` says, and the document with its misfits as problems.

    ``placeholders`` stand in for required fields that do not fit; a list that does not fit is empty in the model.
    """
    pruned = _Pruned(document.data, placeholders)
    for attempt in range(_ATTEMPTS):
        try:
            found = model.model_validate(pruned.data)
        except ValidationError as error:
            details = error.errors(include_url=False)
            if attempt == 0:
                problems = (*document.problems, *_describe(model, details, document))
                document = document.but(problems=problems, misfits=frozenset(detail["loc"] for detail in details))
            pruned.remove(details)
            continue
        empty: dict[str, list[Any]] = {name: [] for name in pruned.replaced if isinstance(getattr(found, name), list)}
        return found.model_copy(update=empty), document.but(kept=pruned.lost)
    return None, document


def _describe(model: type[Strict], details: list[ErrorDetails], document: Document) -> list[Problem]:
    schema = model.model_json_schema()
    unknown = {detail["loc"]: _fields_at(schema, detail["loc"][:-1]) for detail in details if detail["type"] == "extra_forbidden"}
    spelt = {(*loc[:-1], nearest(str(loc[-1]), fields)) for loc, fields in unknown.items()}
    misnamed = {detail["loc"][:-1] for detail in details if detail["loc"][-1:] == ("[key]",)}
    problems = []
    for detail in details:
        loc, name = detail["loc"], str(detail["loc"][-1]) if detail["loc"] else ""
        if loc in misnamed:
            continue
        if detail["type"] == "extra_forbidden":
            hint = did_you_mean(name, unknown[loc]) or f"; there are {', '.join(unknown[loc])}"
            message = f"'{name}' is not a field here{hint}"
            problems.append(Problem("unknown_field", document.key_span(loc), message, _spelling(document, loc, unknown)))
        elif detail["type"] == "missing":
            if loc not in spelt:
                about = _fields_at(schema, loc[:-1]).get(name, "")
                message = f"the field '{name}' is missing; add it{': ' + about[0].lower() + about[1:].rstrip('.') if about else ''}"
                problems.append(Problem("missing_field", document.key_span(loc[:-1]), message))
        elif name == "[key]":
            span, key = document.key_span(loc[:-1]), str(loc[-2])
            empty = any(other["loc"] == loc[:-1] and other["input"] is None for other in details)
            comma = "; in braces a comma ends a value, so put one that holds a comma in quotes" if empty else ""
            problems.append(Problem("invalid_field", span, f"'{key}' cannot be a name here: it {_wanted(detail)}{comma}"))
        elif detail["type"] == "list_type" and _fields_at(schema, (*loc, 0)):
            problems.append(
                Problem("invalid_field", document.span(loc), f"'{_field_name(loc)}' wants a list, each item after '- '{_found(detail)}")
            )
        else:
            message = f"'{_field_name(loc)}' {_wanted(detail)}{_found(detail)}"
            problems.append(Problem("invalid_field", document.span(loc), message, certain(str(detail["input"]), _choices(detail))))
    return problems


def _spelling(document: Document, loc: tuple[Step, ...], unknown: Mapping[tuple[Step, ...], dict[str, str]]) -> str | None:
    """The field that one which is not known is a misspelling of, where that is not given, and no other is taken for it."""
    siblings = document.data
    for step in loc[:-1]:
        if step not in siblings if isinstance(siblings, dict) else not isinstance(step, int):
            return None
        siblings = siblings[step]
    free = unknown[loc].keys() - siblings.keys()
    meant = [certain(str(other[-1]), free) for other in unknown if other[:-1] == loc[:-1]]
    near = certain(str(loc[-1]), free)
    return near if meant.count(near) == 1 else None


def _choices(detail: ErrorDetails) -> list[str]:
    return detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ") if detail["type"] == "literal_error" else []


def _wanted(detail: ErrorDetails) -> str:
    context, value = detail.get("ctx", {}), detail["input"]
    if value is None:
        return "is empty; fill it in, or leave the field out where it is optional"
    match detail["type"]:
        case "list_type":
            return f"wants a list{f', such as [{value}]' if isinstance(value, str) else ''}"
        case "string_pattern_mismatch":
            return PATTERNS.get(context["pattern"], f"does not match {context['pattern']}")
        case "model_type" | "model_attributes_type" if context.get("class_name") == "FactValue":
            return "wants a quantity, such as 80 GB, or value, cite and note"
        case "model_type" | "model_attributes_type" if context.get("class_name") == "Plot":
            return "wants the name of an input, or over and range"
        case "literal_error":
            return f"wants {context['expected']}"
        case "string_too_long":
            return f"has {len(value)} characters; shorten it to {context['max_length']}"
        case "greater_than_equal" | "less_than_equal":
            return f"wants a number of at {'least' if 'ge' in context else 'most'} {context.get('ge', context.get('le'))}"
    return _WANTED.get(detail["type"], detail["msg"][0].lower() + detail["msg"][1:])


def _found(detail: ErrorDetails) -> str:
    value = detail["input"]
    if isinstance(value, str) and value and len(value) <= 60:
        return f" (found '{value}'){did_you_mean(value, _choices(detail))}"
    return " (found a list)" if isinstance(value, list) and value else " (found lines 'name: value')" if isinstance(value, dict) else ""


def _field_name(loc: tuple[Step, ...]) -> str:
    names = [str(step) for step in loc if isinstance(step, str) and "[" not in step]
    return names[-1] if names else "front matter"


def _fields_at(schema: dict[str, Any], loc: tuple[Step, ...]) -> dict[str, str]:
    """The fields that may stand at ``loc``, with their descriptions."""
    node = schema
    for step in (*loc, None):
        while "$ref" in node or "anyOf" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node["anyOf"][0]
        if step is None:
            break
        if isinstance(step, int):
            node = node.get("items", {})
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        else:
            node = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties") or {})
    return {name: field.get("description", "") for name, field in node.get("properties", {}).items()}


class _Pruned:
    """Data from which what does not fit is removed; ``kept`` says which items of a top-level list are left."""

    def __init__(self, data: Any, placeholders: dict[str, Any]) -> None:
        self.data, self.placeholders = data, placeholders
        self.kept = {name: list(range(len(value))) for name, value in data.items() if isinstance(value, list)}
        self.replaced: set[str] = set()
        self.sizes = {name: len(kept) for name, kept in self.kept.items()}

    @property
    def lost(self) -> dict[str, tuple[int, ...]]:
        """The lists that lost items, each with the places of those that are left."""
        return {name: tuple(kept) for name, kept in self.kept.items() if len(kept) < self.sizes[name]}

    def remove(self, details: list[ErrorDetails]) -> None:
        """Removes what the errors name; of a required field that is missing, what should hold it."""
        self.data = copy.deepcopy(self.data)
        doomed = {self._existing(detail) for detail in details}
        for location in sorted(doomed, key=lambda steps: [(isinstance(step, int), step) for step in steps], reverse=True):
            self._remove(location)

    def _existing(self, detail: ErrorDetails) -> tuple[Step, ...]:
        location = tuple(step for step in detail["loc"] if step != "[key]")
        if detail["type"] == "missing":
            return location if len(location) == 1 else location[:-1]
        target, existing = self.data, []
        for step in location:
            try:
                target = target[step]
            except (KeyError, IndexError, TypeError):
                break
            existing.append(step)
        return tuple(existing)

    def _remove(self, location: tuple[Step, ...]) -> None:
        *path, last = location
        parent = self.data
        for step in path:
            parent = parent[step]
        parent.pop(last, None) if isinstance(parent, dict) else parent.pop(last)
        match location:
            case [str(name)] if name in self.placeholders:
                self.data[name] = self.placeholders[name]
                self.replaced.add(name)
            case [str(name), int(index)] if name in self.kept:
                self.kept[name].pop(index)

"""concepts/planner.yml → the planner as declared, with the place of all that it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fieldguide.parse.validate import validate
from fieldguide.parse.yaml_document import Document, parse_yaml
from fieldguide.planner.schema import PlannerMeta
from fieldguide.source import Problem, Source, Span

PATH = "concepts/planner.yml"


@dataclass(frozen=True)
class PlannerFile:
    """The planner's file; ``meta`` is None where nothing of it can be read."""

    source: Source
    document: Document
    meta: PlannerMeta | None
    problems: tuple[Problem, ...] = ()


@lru_cache(maxsize=8)
def parse_planner(source: Source) -> PlannerFile:
    """Reads the planner's file; what does not fit the schema is a problem, and the planner is left out."""
    document = parse_yaml(source.text)
    if not isinstance(document.data, dict):
        missing = Problem(
            "yaml", Span(1, 1, 1, 2), "this file does not consist of lines 'name: value'; it wants entries, choices, quantities and groups"
        )
        return PlannerFile(source, document, None, document.problems or (missing,))
    meta, document = validate(PlannerMeta, document, {"entries": {}, "choices": {}, "quantities": {}, "groups": []})
    return PlannerFile(source, document, None if document.problems else meta, document.problems)

"""Files of facts and the tag vocabulary → tables, each value with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from fieldguide.nearest import certain, did_you_mean
from fieldguide.parse.validate import validate
from fieldguide.parse.yaml_document import Document, parse_yaml
from fieldguide.quantity import QuantityError, Stated, parse_quantity
from fieldguide.schema import SLUG, FactTable
from fieldguide.source import Problem, Source, Span
from fieldguide.unit import Unit, UnitError, describe, parse_unit


@dataclass(frozen=True)
class Fact:
    """One value: ``h100-sxm.bf16_dense``; ``stated`` is None where it cannot be read, ``cite`` where it has no source."""

    id: str
    entry: str
    field: str
    text: str
    stated: Stated | None
    cite: str | None
    note: str | None
    path: str
    span: Span
    cite_span: Span
    entry_name: str
    field_name: str


@dataclass(frozen=True)
class FactFile:
    """One file of facts; ``table`` is None where nothing of it can be read."""

    source: Source
    document: Document
    table: FactTable | None
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def kind(self) -> str:
        """The file's stem: ``accelerators``."""
        return PurePosixPath(self.source.path).stem

    @property
    def written(self) -> frozenset[str]:
        """The ids of all facts as written, of those too that do not fit the schema."""
        entries = self.document.data.get("entries") if isinstance(self.document.data, dict) else None
        values = (
            {key: entry.get("values") for key, entry in entries.items() if isinstance(entry, dict)} if isinstance(entries, dict) else {}
        )
        return frozenset(f"{entry}.{field}" for entry, fields in values.items() if isinstance(fields, dict) for field in fields)

    @property
    def anchors(self) -> set[str]:
        """The ids on the site's page: facts and their entries."""
        return {*self.written, *(fact_id.rpartition(".")[0] for fact_id in self.written)}


@dataclass(frozen=True)
class Vocabulary:
    """The tags and what each means."""

    source: Source
    document: Document
    tags: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@lru_cache(maxsize=64)
def parse_facts(source: Source) -> FactFile:
    """Reads a file of facts."""
    document = parse_yaml(source.text)
    if any(problem.kind == "yaml" for problem in document.problems) or not isinstance(document.data, dict):
        return FactFile(source, document, None, (), document.problems or (_not_a_mapping("title, summary, fields and entries"),))
    placeholders = {"title": source.path, "summary": source.path, "fields": {}, "entries": {}}
    table, document = validate(FactTable, document, placeholders)
    if table is None:
        return FactFile(source, document, None, (), document.problems)
    reader = _Reader(source, document, table)
    facts = tuple(reader.fact(entry_id, field_id) for entry_id, entry in table.entries.items() for field_id in entry.values)
    return FactFile(source, document, table, facts, (*document.problems, *reader.problems))


class _Reader:
    """Takes one value after the other, and notes those that are no quantities of their field's kind."""

    def __init__(self, source: Source, document: Document, table: FactTable) -> None:
        self.source, self.document, self.table = source, document, table
        self.problems: list[Problem] = []
        self.units = {field_id: self._unit(field_id, column.unit or "") for field_id, column in table.fields.items()}

    def fact(self, entry_id: str, field_id: str) -> Fact:
        entry = self.table.entries[entry_id]
        value, column = entry.values[field_id], self.table.fields.get(field_id)
        at = ["entries", entry_id, "values", field_id]
        spelt_out = isinstance(self.document.data["entries"][entry_id]["values"][field_id], dict)
        span = self.document.span([*at, "value"] if spelt_out else at)
        cite_span = self.document.span([*at, "cite"] if value.cite else ["entries", entry_id, "cite"])
        if column is None and self.document.fits(["fields"]):
            hint = did_you_mean(field_id, self.table.fields) or "; declare it under fields"
            meant = certain(field_id, self.table.fields.keys() - entry.values.keys())
            self.problems.append(Problem("misfit_fact", self.document.key_span(at), f"no field is called '{field_id}'{hint}", meant))
        return Fact(
            f"{entry_id}.{field_id}", entry_id, field_id, value.value, self._stated(field_id, value.value, span), value.cite or entry.cite,
            value.note, self.source.path, span, cite_span, entry.name, column.name if column else field_id,
        )  # fmt: skip

    def _stated(self, field_id: str, text: str, span: Span) -> Stated | None:
        try:
            stated = parse_quantity(text)
        except QuantityError as error:
            self.problems.append(Problem("bad_quantity", span, str(error), error.instead))
            return None
        unit, found = self.units.get(field_id), stated.unit.dimension
        if unit is None or found == unit.dimension:
            return stated
        wanted = f"in {unit.text}" if unit.text else "a plain number"
        message = f"'{field_id}' is {wanted}, and '{text}' is {'in ' if found else ''}{describe(found)}; mend the one or the other"
        self.problems.append(Problem("misfit_fact", span, message))
        return None

    def _unit(self, field_id: str, text: str) -> Unit | None:
        try:
            return parse_unit(text)
        except UnitError as error:
            self.problems.append(Problem("misfit_fact", self.document.span(["fields", field_id, "unit"]), str(error)))
            return None


@lru_cache(maxsize=8)
def parse_vocabulary(source: Source) -> Vocabulary:
    """Reads concepts/tags.yml: each tag with a line of meaning."""
    document = parse_yaml(source.text)
    problems, tags = list(document.problems), {}
    if not isinstance(document.data, dict):
        return Vocabulary(source, document, {}, tuple(problems or [_not_a_mapping("tags, each with a line of meaning")]))
    for tag, meaning in document.data.items():
        if not re.fullmatch(SLUG, tag):
            problems.append(
                Problem("invalid_field", document.key_span([tag]), f"the tag '{tag}' wants lower-case letters, digits and single hyphens")
            )
            continue
        if not isinstance(meaning, str):
            problems.append(
                Problem("invalid_field", document.key_span([tag]), f"the tag '{tag}' has no meaning; write a line that says what it means")
            )
        tags[tag] = meaning if isinstance(meaning, str) else ""
    return Vocabulary(source, document, tags, tuple(problems))


def _not_a_mapping(wanted: str) -> Problem:
    return Problem("yaml", Span(1, 1, 1, 2), f"this file does not consist of lines 'name: value'; it wants {wanted}")

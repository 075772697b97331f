"""The exported JSON Schemas: valid, and in agreement with what the checks accept and refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import ROOT
from fieldguide.commands.schema import MODELS
from fieldguide.schemas import json_schema


def front_matter(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n"))
    assert isinstance(data, dict)
    return data


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(name))


@pytest.mark.parametrize("name", MODELS)
def test_each_schema_is_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name, MODELS[name]))


@pytest.mark.parametrize("name", MODELS)
def test_each_published_schema_is_that_of_the_code(name: str, rewrite: bool) -> None:
    published = ROOT / "docs" / "schemas" / "v1" / f"{name}.json"
    text = json.dumps(json_schema(name, MODELS[name]), indent=2, ensure_ascii=False) + "\n"
    if rewrite:
        published.write_text(text, encoding="utf-8")
    assert published.read_text(encoding="utf-8") == text


def test_no_schema_is_published_that_the_code_does_not_give() -> None:
    assert {path.stem for path in (ROOT / "docs" / "schemas" / "v1").iterdir()} == set(MODELS)


def test_the_guide_fits_its_schemas() -> None:
    for path in (ROOT / "concepts").glob("*/*.md"):
        validator("part" if path.name == "index.md" else "concept").validate(front_matter(path))
    for path in (ROOT / "docs" / "paths").glob("*.md"):
        if path.name != "index.md":
            validator("path").validate(front_matter(path))
    for path in (ROOT / "concepts" / "facts").glob("*.yml"):
        validator("facts").validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "change",
    [{"titel": "x"}, {"tags": "inference"}, {"tags": []}, {"reviewed": "last month"}, {"related": ["latency"]}, {"summary": "x" * 241}],
    ids=lambda change: next(iter(change)),
)
def test_a_misfit_is_refused(change: dict[str, Any]) -> None:
    sample = ROOT / "tests" / "guide" / "concepts" / "inference-fundamentals" / "kv-cache.md"
    data = front_matter(sample)
    validator("concept").validate(data)
    with pytest.raises(jsonschema.ValidationError):
        validator("concept").validate({**data, **change})


def test_every_field_says_what_it_is() -> None:
    for model in (json_schema("concept"), json_schema("part"), json_schema("facts"), json_schema("path")):
        for name, field in model["properties"].items():
            assert field.get("description"), name

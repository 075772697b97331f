"""Print the JSON Schema of one kind of file, or of what `check --format json` prints (diagnostics)."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from pydantic import BaseModel

from fieldguide.commands.status import Status
from fieldguide.report.as_json import Report
from fieldguide.schemas import SCHEMAS, json_schema

MODELS: dict[str, type[BaseModel]] = {**SCHEMAS, "diagnostics": Report}
"""What has a schema, by name."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", metavar="KIND", choices=sorted(MODELS), help="the kind of file")


def run(options: Namespace) -> Status:
    """Prints the schema."""
    print(json.dumps(json_schema(options.name, MODELS[options.name]), indent=2, ensure_ascii=False))
    return Status.CLEAN

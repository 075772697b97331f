"""Print the JSON Schema of one kind of file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from fieldguide.commands.status import Status
from fieldguide.schema import SCHEMAS, json_schema


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", metavar="KIND", choices=sorted(SCHEMAS), help="the kind of file")


def run(options: Namespace) -> Status:
    """Prints the schema."""
    print(json.dumps(json_schema(options.name), indent=2, ensure_ascii=False))
    return Status.CLEAN

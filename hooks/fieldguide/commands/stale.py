"""List what has aged, the oldest first: pages by their review, cited numbers and facts by their source, addresses by when they were seen.

It is a list to work through, not a fault. A date that names a month or a year counts as its last day.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date

from fieldguide.age import KINDS, Aged, PeriodError, aged, before
from fieldguide.commands.root import guide_at, root_argument
from fieldguide.commands.status import MisuseError, Status

_LONGEST = 100


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--older-than", default="12m", metavar="PERIOD", help="90d, 12m or 2y (default: 12m)")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind; may be given more than once")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to print it (default: text)")
    parser.add_argument("--today", metavar="DATE", help="count back from this day, YYYY-MM-DD (default: today)")
    root_argument(parser)


def run(options: Namespace) -> Status:
    """Prints the list."""
    guide = guide_at(options.root)
    try:
        today = date.fromisoformat(options.today) if options.today else date.today()
    except ValueError:
        raise MisuseError(f"'{options.today}' is no day; write YYYY-MM-DD") from None
    try:
        found = aged(guide, before(today, options.older_than))
    except PeriodError as error:
        raise MisuseError(str(error)) from None
    found = [item for item in found if not options.kind or item.kind in options.kind]
    if options.format == "json":
        print(json.dumps({"version": 1, "items": [_as_json(item) for item in found]}, indent=2, ensure_ascii=False))
    else:
        print("\n".join([*map(_as_text, found), f"{len(found)} {'has' if len(found) == 1 else 'have'} aged"]))
    return Status.CLEAN


def _as_text(item: Aged) -> str:
    name = item.name if len(item.name) <= _LONGEST else f"{item.name[: _LONGEST - 1]}…"
    return f"{item.dated:<10}  {item.kind:<9}  {item.path}:{item.line}: {name}"


def _as_json(item: Aged) -> dict[str, object]:
    return {name: value for name, value in asdict(item).items() if name != "until"} | {"until": item.until.isoformat()}

"""Report every fault of the guide, each at its line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.commands.root import guide_at
from fieldguide.commands.status import Status
from fieldguide.diagnostic import summary, to_text


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="the repository (default: this folder)")


def run(options: Namespace) -> Status:
    """Prints the faults, or how much was read and found clean."""
    guide = guide_at(options.root)
    diagnostics = check_guide(guide)
    for diagnostic in diagnostics:
        print(to_text(diagnostic, guide.source(diagnostic.fault.path)))
    if diagnostics:
        print(summary(diagnostics))
        return Status.FAULTS
    numbers = len(guide.numbers)
    print(
        f"{len(guide.concepts)} concepts, {numbers} key numbers, {len(guide.facts)} facts, {len(guide.bibliography.references)} references: no faults"
    )
    return Status.CLEAN

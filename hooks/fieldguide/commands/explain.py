"""Explain a check: the fault, why it is one, wrong and right.

Without a name, list them all.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from fieldguide.checks import FAMILIES
from fieldguide.commands.status import MisuseError, Status
from fieldguide.documented import DOCUMENTED
from fieldguide.report.check_page import check_page, check_table
from fieldguide.selection import SelectionError, named
from fieldguide.terminal import terminal


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "checks", metavar="CHECK", nargs="*", help="a code (G005) or a name (unknown_tag), or the letter of a family (G) to list it"
    )


def run(options: Namespace) -> Status:
    """Prints the pages of the checks named, the lists of the families named, or the list of all."""
    there = terminal(sys.stdout)
    words: list[str] = options.checks
    try:
        asked = [(word.upper() in FAMILIES, named(word)) for word in words] or [(True, list(DOCUMENTED))]
    except SelectionError as error:
        raise MisuseError(str(error)) from None
    texts = [check_table(codes, there) if listed else check_page(codes[0], DOCUMENTED[codes[0]], there) for listed, codes in asked]
    print("\n\n".join(texts))
    return Status.CLEAN

"""The command `fieldguide`: works on the guide's files, with no site built."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from fieldguide.commands import COMMANDS
from fieldguide.commands.status import MisuseError, Status


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status is 0 clean, 1 faults, 2 misuse."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no reason to fail
    options = command_line().parse_args(arguments)
    try:
        return int(COMMANDS[options.command].run(options))
    except MisuseError as misuse:
        print(f"fieldguide: {misuse}", file=sys.stderr)
        return int(Status.MISUSE)


def command_line() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="fieldguide", description="Works on the files of the LLM Engineering Field Guide.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        documentation = (command.__doc__ or "").strip()
        first = documentation.partition("\n")[0]
        one = commands.add_parser(name, help=first[0].lower() + first[1:].rstrip("."), description=documentation)
        command.arguments(one)
    return parser

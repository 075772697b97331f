"""The command `fieldguide`: works on the guide's files, with no site built.

Whatever happens, it ends with a status and a message, and with no traceback unless FIELDGUIDE_TRACEBACK is set.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

from fieldguide import __version__
from fieldguide.commands import COMMANDS, command
from fieldguide.commands.status import MisuseError, Status


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status is 0 clean, 1 faults, 2 misuse, 130 interrupted."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no reason to fail
    arguments = sys.argv[1:] if arguments is None else arguments
    options = command_line([name for name in arguments[:1] if name in COMMANDS] or COMMANDS).parse_args(arguments)
    try:
        status = int(command(options.command).run(options))
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return int(Status.INTERRUPTED)
    except BrokenPipeError:  # who reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Status.FAULTS)
    except Exception as error:
        print(f"fieldguide: {_explained(error)}", file=sys.stderr)
        return int(Status.MISUSE)


def _explained(error: Exception) -> str:
    """What went wrong, and what to do about it."""
    if os.environ.get("FIELDGUIDE_TRACEBACK"):
        raise error
    if isinstance(error, MisuseError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'} cannot be used: {error.strerror or error}"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}, line {frame.lineno}"
    return f"this is a fault of fieldguide itself ({type(error).__name__} in {where}: {error}); please report it with the page that brings it about"


def command_line(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of these commands, of all if not told."""
    parser = argparse.ArgumentParser(prog="fieldguide", description="Works on the files of the LLM Engineering Field Guide.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        module = command(name)
        documentation = (module.__doc__ or "").strip()
        first = documentation.partition("\n")[0]
        one = commands.add_parser(name, help=first[0].lower() + first[1:].rstrip("."), description=documentation)
        module.arguments(one)
    return parser

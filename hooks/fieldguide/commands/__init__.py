"""The commands of `fieldguide`, one a file: its docstring is its help, ``arguments`` says what it takes, ``run`` does it."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

COMMANDS = ("archive", "book", "check", "cite", "explain", "export", "mv", "new", "schema", "stale", "verify")


def command(name: str) -> ModuleType:
    """The module of a command; only the one that is asked for is loaded, which halves the time of a start."""
    return import_module(f"fieldguide.commands.{name}")

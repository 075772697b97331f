"""How a command ends."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """The exit status of every command."""

    CLEAN = 0
    FAULTS = 1
    MISUSE = 2
    INTERRUPTED = 130


class MisuseError(Exception):
    """A command that cannot be carried out as given; the message says what to give instead."""

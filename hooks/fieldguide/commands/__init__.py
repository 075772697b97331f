"""The commands of `fieldguide`, one a file: its docstring is its help, ``arguments`` says what it takes, ``run`` does it."""

from __future__ import annotations

from types import ModuleType

from fieldguide.commands import archive, book, check, cite, explain, export, mv, new, schema, stale, verify

COMMANDS: dict[str, ModuleType] = {
    "archive": archive,
    "book": book,
    "check": check,
    "cite": cite,
    "explain": explain,
    "export": export,
    "mv": mv,
    "new": new,
    "schema": schema,
    "stale": stale,
    "verify": verify,
}

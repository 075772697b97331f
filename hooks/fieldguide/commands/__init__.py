"""The commands of `fieldguide`, one a file: its docstring is its help, ``arguments`` says what it takes, ``run`` does it."""

from __future__ import annotations

from types import ModuleType

from fieldguide.commands import check, schema, verify

COMMANDS: dict[str, ModuleType] = {"check": check, "schema": schema, "verify": verify}

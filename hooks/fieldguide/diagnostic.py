"""What a check finds, and how it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from fieldguide.edit import Edit
from fieldguide.source import Span


class Level(StrEnum):
    """An error fails every build, a warning the strict one."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy that can be carried out as it stands: what it does, in a few words, and its edits, all of them or none.

    It is ``safe`` where it changes no claim: spelling, order, form. One that changes a value, or what vouches for it, is not.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


def rewrite(path: str, span: Span, text: str, *, safe: bool = True) -> Fix:
    """The fix that writes ``text`` in the place of ``span``."""
    return Fix(f"write {text}", (Edit(path, span, text),), safe)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A fault in the guide's content: where it is, what was found and what to do; ``fix`` does it, where that is certain."""

    path: str
    span: Span
    message: str
    fix: Fix | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A fault with the code, name and level of the check that found it."""

    fault: Fault
    code: str
    name: str
    level: Level

    @property
    def place(self) -> str:
        """``path:line:column``."""
        return f"{self.fault.path}:{self.fault.span.line}:{self.fault.span.column}"

    @property
    def said(self) -> str:
        """The message; that of a warning says that it is one."""
        return f"warning: {self.fault.message}" if self.level is Level.WARNING else self.fault.message

    @property
    def headline(self) -> str:
        """``path:line:column: CODE message``."""
        return f"{self.place}: {self.code} {self.said}"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are, and how many of them can be fixed, in words."""
    found = list(diagnostics)
    levels = [_counted(sum(d.level is level for d in found), level.value) for level in Level]
    safe = sum(d.fault.fix is not None and d.fault.fix.safe for d in found)
    unsafe = sum(d.fault.fix is not None and not d.fault.fix.safe for d in found)
    ways = [f"{safe} fixable with --fix"] * bool(safe) + [f"{unsafe} {'more ' * bool(safe)}with --unsafe-fixes"] * bool(unsafe)
    return (", ".join(filter(None, levels)) or "no faults") + (f" ({', '.join(ways)})" if ways else "")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count != 1 else ''}" if count else ""

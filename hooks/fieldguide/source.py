"""Where things stand: the text of a file, and places in it by line and column."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from msgspec import Struct


class Span(Struct, frozen=True, order=True, array_like=True):
    """A stretch of a file; lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def within(self, start: int, length: int) -> Span:
        """The stretch of ``length`` characters that starts ``start`` characters into this one-line span."""
        return Span(self.line, self.column + start, self.line, self.column + start + length)


TOP = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Source:
    """One file of the guide: its path from the repository's root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    def at(self, span: Span) -> str:
        """What stands at a span."""
        lines = self.lines[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)

    @cached_property
    def _bytes(self) -> bytes:
        return self.text.encode()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._bytes.split(b"\n"))]

    @cached_property
    def _continuations(self) -> list[int]:
        """Where the bytes are that only continue a character."""
        return [] if self.text.isascii() else [match.start() for match in re.finditer(rb"[\x80-\xbf]", self._bytes)]

    def span(self, start: int, end: int) -> Span:
        """The span between two byte offsets of the text in UTF-8."""
        line, column = self._point(start)
        end_line, end_column = self._point(end)
        return Span(line, column, end_line, end_column)

    def _point(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        return line, offset - start - bisect_left(self._continuations, offset) + bisect_left(self._continuations, start) + 1


class Problem(Struct, frozen=True, array_like=True):
    """Something that parsing found wrong: a ``kind`` that one check owns, its place, what is wrong and what to do.

    ``instead`` is what to write at its place, where only one thing can be meant.
    """

    kind: str
    span: Span
    message: str
    instead: str | None = None

"""A place in a file → the lines around it, with carets below it."""

from __future__ import annotations

from dataclasses import dataclass

from wcwidth import wcswidth

from fieldguide.source import TOP, Source, Span

_CONTEXT = 2
_MOST_MARKED = 4
_TAB = " " * 4
_GUTTER = len("12345 | ")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an excerpt: the number of its line or what stands in its place, the text, and whether it marks the row above."""

    label: str
    text: str
    marks: bool = False


def excerpt(source: Source, span: Span, width: int) -> list[Row]:
    """The lines of a span with carets below it, and two lines before and after; none where the whole file is meant."""
    lines = source.lines[:-1] if source.text.endswith("\n") and span.line < len(source.lines) else source.lines
    last = min(span.end_line - (span.end_column == 1 and span.end_line > span.line), len(lines))
    if span == TOP or span.line > len(lines):
        return []
    rows: list[Row] = []
    for number in range(max(1, span.line - _CONTEXT), min(last + _CONTEXT, len(lines)) + 1):
        line = lines[number - 1]
        if not span.line <= number <= last:
            rows.append(Row(str(number), _clipped(line, 0, width - _GUTTER).rstrip()))
        elif last - span.line < _MOST_MARKED or number in (span.line, span.line + 1, last):
            start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
            end = span.end_column - 1 if number == span.end_line else len(line)
            rows += _marked(number, line, start, end, width - _GUTTER)
        elif number == span.line + 2:
            rows.append(Row("...", ""))
    return rows


def _marked(number: int, line: str, start: int, end: int, room: int) -> tuple[Row, Row]:
    """A line and the carets below its characters from ``start`` to ``end``."""
    first = 0 if end < room or len(line) <= room else max(0, min(start - room // 3, len(line) - room + 1))
    text = _clipped(line, first, room)
    before = wcswidth(_shown(line[first:start])) + bool(first)
    marks = max(1, min(wcswidth(_shown(line[start:end])), wcswidth(text) - before))
    return Row(str(number), text.rstrip()), Row("", f"{' ' * before}{'^' * marks}", marks=True)


def _clipped(line: str, first: int, room: int) -> str:
    """The stretch of a line that ``room`` characters hold, from its character ``first`` on; an ellipsis stands for what is left out."""
    if len(line) - first + bool(first) <= room:
        return "…" * bool(first) + _shown(line[first:])
    return f"{'…' * bool(first)}{_shown(line[first : first + room - 1 - bool(first)])}…"


def _shown(text: str) -> str:
    """The text as a terminal can show it: tabs as spaces, nothing that steers."""
    return "".join(_TAB if c == "\t" else c if c.isprintable() else " " for c in text)

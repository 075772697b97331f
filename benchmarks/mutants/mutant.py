"""One fault that is made on purpose, and what is to be said of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.source import Source, Span

Place = tuple[str, range]
"""A file, and the lines of it where a fault may be reported."""


@dataclass(frozen=True)
class Mutant:
    """Edits that make one fault, and the places where it is to be reported: any of them will do.

    A fault that takes something away has no line of its own: its place is what lacks the thing now.
    ``files`` are written whole, where edits of texts cannot make the fault.
    """

    places: tuple[Place, ...]
    edits: tuple[Edit, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of fault: the codes of which one is to be reported, all its possible mutants, and why it is reported elsewhere, if it is."""

    name: str
    codes: tuple[str, ...]
    mutants: Callable[[Guide, random.Random], Iterator[Mutant]]
    elsewhere: str = ""


def on_line(path: str, line: int) -> tuple[Place, ...]:
    """The place that is one line."""
    return ((path, range(line, line + 1)),)


def replaced(path: str, span: Span, text: str) -> Mutant:
    """A stretch of one line replaced; the fault is reported on that line."""
    return Mutant(on_line(path, span.line), (Edit(path, span, text),))


def inserted(path: str, line: int, text: str, *, at: int = 0) -> Mutant:
    """Whole lines inserted before a line; the fault stands ``at`` lines into them."""
    return Mutant(on_line(path, line + at), (Edit(path, Span(line, 1, line, 1), text),))


def deleted(path: str, line: int, lacking: range) -> Mutant:
    """A line deleted; the fault is reported at what lacks it, the lines given as they are after the deletion."""
    return Mutant(((path, lacking),), (Edit(path, Span(line, 1, line + 1, 1), ""),))


def text_at(source: Source, span: Span) -> str:
    """What stands at a span of one line."""
    return source.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def misspelt(word: str, chance: random.Random) -> str:
    """The word with two neighbouring letters swapped, or one left out."""
    places = [n for n in range(1, len(word) - 1) if word[n].isalpha() and word[n + 1].isalpha() and word[n] != word[n + 1]]
    if not places:
        return f"{word}x"
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if chance.random() < 0.5 else word[:at] + word[at + 1 :]


def next_digit(text: str) -> str | None:
    """The text with its last digit one higher (9 becomes 8); None where it has none."""
    at = next((n for n in range(len(text) - 1, -1, -1) if text[n].isdigit()), None)
    return None if at is None else f"{text[:at]}{int(text[at]) + 1 if text[at] != '9' else 8}{text[at + 1 :]}"

"""Entries of pages → for each word, the pages that it leads to and how strongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fieldguide.search.entry import Entry

HALF = 9.0
"""The count at which a page has half of the greatest strength."""

LENGTH_MATTERS = 0.6
"""How far an occurrence in a long text counts less than one in a short text, 0 to 1."""

LEVELS = 51
"""Strengths are kept in that many steps, each a letter."""


@dataclass(frozen=True)
class Index:
    """The pages, and for each word the numbers of the pages that it leads to, ascending, with a strength of 1 to ``LEVELS``."""

    pages: tuple[Entry, ...]
    postings: dict[str, list[tuple[int, int]]]
    spelling: frozenset[str]


def build_index(entries: Sequence[Entry]) -> Index:
    """Puts the entries together; a word of the text counts less on a page that is longer than the others."""
    mean = sum(entry.length for entry in entries) / max(1, len(entries))
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spelling: set[str] = set()
    for number, entry in enumerate(entries):
        share = 1 / (1 - LENGTH_MATTERS + LENGTH_MATTERS * entry.length / mean)
        counts = dict(entry.fixed)
        for word, count in entry.text.items():
            counts[word] = counts.get(word, 0.0) + count * share
        for word, count in counts.items():
            found[word].append((number, _level(count / (count + HALF) * entry.weight)))
        for name, strength in entry.names.items():
            found[name].append((number, _level(strength * entry.weight)))
        spelling.update(entry.spelt)
    postings = {word: found[word] for word in sorted(found)}
    spelling.update(word for word, pages_of in postings.items() if len(pages_of) > 1)
    return Index(tuple(entries), postings, frozenset(word for word in spelling if len(word) > 3 and word.isalpha()))


def _level(strength: float) -> int:
    return max(1, min(LEVELS, round(strength * LEVELS)))

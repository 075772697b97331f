"""Entries of pages → for each word, the pages that it leads to and how strongly."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fieldguide.search.entry import length_of, unpack

HALF = 9.0
"""The count at which a page has half of the greatest strength."""

LENGTH_MATTERS = 0.6
"""How far an occurrence in a long text counts less than one in a short text, 0 to 1."""

LEVELS = 51
"""Strengths are kept in that many steps, each a letter."""


@dataclass(frozen=True)
class Index:
    """The entries of the pages, packed, and for each word the pages that it leads to, ascending.

    A page stands as its number × 64 + a strength of 1 to ``LEVELS``: there are millions of them in a large guide.
    """

    entries: tuple[bytes, ...]
    postings: dict[str, array[int]]
    spelling: frozenset[str]


def build_index(entries: Sequence[bytes]) -> Index:
    """Puts packed entries together; a word of the text counts less on a page that is longer than the others."""
    lengths = [length_of(entry) for entry in entries]
    mean = sum(lengths) / max(1, len(lengths))
    found: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    spelling: set[str] = set()
    for number, entry in enumerate(map(unpack, entries)):
        share = 1 / (1 - LENGTH_MATTERS + LENGTH_MATTERS * entry.length / mean)
        counts = dict(entry.fixed)
        for word, count in entry.text.items():
            counts[word] = counts.get(word, 0.0) + count * share
        for word, count in counts.items():
            found[word].append(number << 6 | _level(count / (count + HALF) * entry.weight))
        for name, strength in entry.names.items():
            found[name].append(number << 6 | _level(strength * entry.weight))
        spelling.update(entry.spelt)
    postings = {word: found[word] for word in sorted(found)}
    spelling.update(word for word, pages_of in postings.items() if len(pages_of) > 1)
    return Index(tuple(entries), postings, frozenset(word for word in spelling if len(word) > 3 and word.isalpha()))


def _level(strength: float) -> int:
    return max(1, min(LEVELS, round(strength * LEVELS)))

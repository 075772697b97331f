"""Entries of pages → for each word, the pages that it leads to and how strongly."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fieldguide.search.entry import unpack


@dataclass(frozen=True)
class Index:
    """The entries of the pages, packed, and for each word the pages that it leads to, ascending.

    A page stands as its number × 64 + its strength: there are millions of them in a large guide.
    """

    entries: tuple[bytes, ...]
    postings: dict[str, array[int]]
    spelling: frozenset[str]


def build_index(entries: Sequence[bytes]) -> Index:
    """Puts packed entries together."""
    found: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    spelling: set[str] = set()
    for number, entry in enumerate(map(unpack, entries)):
        for word, strength in entry.strengths.items():
            found[word].append(number << 6 | strength)
        spelling.update(entry.spelt)
    postings = {word: found[word] for word in sorted(found)}
    spelling.update(word for word, pages_of in postings.items() if len(pages_of) > 1)
    return Index(tuple(entries), postings, frozenset(word for word in spelling if len(word) > 3 and word.isalpha()))

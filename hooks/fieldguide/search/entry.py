"""One page → what it adds to the index: how often each word stands where, its names, and what the search shows of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from fieldguide.search.findable import Findable
from fieldguide.search.words import STOP_WORDS, parts, quantity, split_humps, words

TITLE, ROW, NAME, SUMMARY, HEADING, NUMBER, VALUE, TAG, TEXT, CITED = 12.0, 30.0, 7.0, 3.0, 3.0, 2.0, 3.0, 5.0, 1.0, 0.4
"""What an occurrence of a word counts by where it stands."""

NAME_MARK = "="
"""After the first word of a whole name, which is in the index as one word: ``flash=attention2``, beside the word ``flash``."""

HALF = 9.0
"""The count at which a page has half of the greatest strength."""

LENGTH_MATTERS, USUAL_LENGTH = 0.6, 5_000
"""How far an occurrence in a long text counts less than one in a short text, 0 to 1; and the characters of a text that is neither.

The length is a setting and no mean, so that what a page adds depends on that page alone.
"""

LEVELS = 51
"""Strengths are kept in that many steps."""


class Entry(Struct, frozen=True, array_like=True):
    """What one page adds: each word, and each whole name, with a strength of 1 to ``LEVELS``.

    ``spelt`` are the words that a misspelt one may have been meant for; ``shown`` is JSON.
    """

    part: str
    tags: tuple[str, ...]
    strengths: dict[str, int]
    spelt: tuple[str, ...]
    shown: str

    def pack(self) -> bytes:
        """Its bytes."""
        return encode(self)


_decoder = Decoder(Entry)


def unpack(packed: bytes) -> Entry:
    """What was packed."""
    return _decoder.decode(packed)


def entry_of(page: Findable) -> Entry:
    """Counts each word of a page, by where it stands."""
    strengths = {word: _level(count / (count + HALF) * page.weight) for word, count in _counts(page).items()}
    strengths |= {name: _level(strength * page.weight) for name, strength in _names(page)}
    spelt = {word for name in (page.title, *page.names, *page.lists) for word in words(name)}
    shown = json.dumps(_shown(page), ensure_ascii=False, separators=(",", ":"))
    return Entry(page.part, page.tags, strengths, tuple(sorted(spelt)), shown)


def _level(strength: float) -> int:
    return max(1, min(LEVELS, round(strength * LEVELS)))


def _shown(page: Findable) -> dict[str, Any]:
    return {
        "url": page.url,
        "title": page.title,
        "part": page.part,
        "tags": page.tags,
        "names": page.names,
        "summary": page.summary,
        "sections": [[section.anchor, section.heading, section.text] for section in page.sections],
        "numbers": [[number.anchor, number.heading, number.text] for number in page.numbers],
    }


def _names(page: Findable) -> Iterator[tuple[str, float]]:
    """The page's names as whole words: its title full, what it is also called a little less."""
    titles = [page.title, *page.title.partition(":")[::2]]
    names = {key: 0.9 for name in (*page.names, *page.lists) for key in _keys(name)}
    names |= {key: 1.0 for title in titles for key in _keys(title)}
    yield from names.items()


def _keys(name: str) -> Iterator[str]:
    """A name under its first word, however it is split: ``flash=attention2``, ``flashattention=2`` and ``flashattention2=``."""
    for split in (parts(name), parts(split_humps(name)), ["".join(parts(name))]):
        if split and split[0]:
            yield f"{split[0]}{NAME_MARK}{''.join(split[1:])}"


def _counts(page: Findable) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    length = sum(len(section.text) for section in page.sections)
    share = 1 / (1 - LENGTH_MATTERS + LENGTH_MATTERS * length / USUAL_LENGTH)

    def add(found: Iterable[str], weight: float) -> None:
        for word in found:
            if word not in STOP_WORDS:
                counts[word] += weight

    add(set(words(page.title)), TITLE)
    add({word for name in page.lists for word in words(name)}, ROW)
    add({word for name in page.names for word in words(name)}, NAME)
    add(page.tags, TAG)
    add(words(page.summary), SUMMARY)
    for section in page.sections:
        add(words(section.heading), HEADING)
        add(words(section.text), TEXT * share)
    for number in page.numbers:
        add(words(number.heading), NUMBER)
        add(quantity(number.text), VALUE)
    add(words(page.cited), CITED)
    return counts

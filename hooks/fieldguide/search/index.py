"""Findable pages → for each word, the pages that it leads to and how strongly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fieldguide.search.findable import Findable
from fieldguide.search.words import STOP_WORDS, parts, quantity, split_humps, words

TITLE, ROW, NAME, SUMMARY, HEADING, NUMBER, VALUE, TAG, TEXT, CITED = 12.0, 30.0, 7.0, 3.0, 3.0, 2.0, 3.0, 5.0, 1.0, 0.4
"""What an occurrence of a word counts by where it stands."""

HALF = 9.0
"""The count at which a page has half of the greatest strength."""

LENGTH_MATTERS = 0.6
"""How far an occurrence in a long text counts less than one in a short text, 0 to 1."""

LEVELS = 51
"""Strengths are kept in that many steps, each a letter."""

NAME_MARK = "="
"""After the first word of a whole name, which is in the index as one word: ``flash=attention2``, beside the word ``flash``."""


@dataclass(frozen=True)
class Index:
    """The pages, and for each word the numbers of the pages that it leads to, ascending, with a strength of 1 to ``LEVELS``."""

    pages: tuple[Findable, ...]
    postings: dict[str, tuple[tuple[int, int], ...]]
    spelling: frozenset[str]


def build_index(pages: Sequence[Findable]) -> Index:
    """Counts each word of each page, by where it stands."""
    lengths = [sum(len(section.text) for section in page.sections) or 1 for page in pages]
    mean = sum(lengths) / max(1, len(lengths))
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spelling: set[str] = set()
    for number, page in enumerate(pages):
        share = 1 / (1 - LENGTH_MATTERS + LENGTH_MATTERS * lengths[number] / mean)
        for word, count in _counts(page, share).items():
            found[word].append((number, _level(count / (count + HALF) * page.weight)))
        for name, strength in _names(page):
            found[name].append((number, _level(strength * page.weight)))
        spelling.update(word for text in (page.title, *page.names, *page.lists) for word in words(text))
    postings = {word: tuple(found[word]) for word in sorted(found)}
    spelling.update(word for word, pages_of in postings.items() if len(pages_of) > 1)
    return Index(tuple(pages), postings, frozenset(word for word in spelling if len(word) > 3 and word.isalpha()))


def _level(strength: float) -> int:
    return max(1, min(LEVELS, round(strength * LEVELS)))


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


def _counts(page: Findable, share: float) -> Counter[str]:
    counts: Counter[str] = Counter()

    def add(found: Iterable[str], weight: float) -> None:
        for word in found:
            if word not in STOP_WORDS:
                counts[word] += weight  # type: ignore[assignment]

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

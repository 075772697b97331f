"""Text → the words that it is found by. The browser splits what a reader types in the same way: docs/assets/search/words.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_STOP_WORDS = """
a about am an and any are as at be been but by can cannot could did do does for from get gets had has have how i if in into is it its
just made make many me more most much my need needs no not of on one or should so some such than that the their them then there
these they this those to too use used very was we were what when where which while who whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that nothing is found by: they stand on every page."""

LONGEST = 40
"""Characters of the longest word that is kept."""

_SEPARATED_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_QUANTITY = re.compile(r"(\d) (?=[a-zµμ%]{1,5}(?:/|$|[^a-z]))")
_HUMP = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_HUMPED = re.compile(r"[^\W_]*[a-z]{2}[A-Z][a-z]{2}[^\W_]*")
_VARIANTS = str.maketrans({"×": "x", "\u2011": "-", "–": "-", "−": "-"})
_CHUNK = re.compile(r"[^\W_]+(?:[-_.:^/'’+·]+[^\W_]+)*%?")
_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")


def plain(text: str) -> str:
    """The text in lower case, without accents, typographic variants or separators of thousands."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_VARIANTS))
        text = text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))
    return _SEPARATED_THOUSANDS.sub("", text).lower()


def parts(text: str) -> list[str]:
    """A name in its smallest words: ``FlashAttention-2`` is flashattention and 2."""
    return _WORD.findall(plain(text))


def split_humps(text: str) -> str:
    """The text with ``FlashAttention`` as two words."""
    return _HUMP.sub(" ", text)


def words(text: str) -> Iterator[str]:
    """The words of a text, the parts of compound ones and the compounds: ``kv-cache`` gives kv, cache and kvcache."""
    for token in text.split():
        yield from _words(token)


@lru_cache(maxsize=1 << 17)
def _words(token: str) -> tuple[str, ...]:
    found = []
    for chunk in _CHUNK.findall(plain(split_humps(token))):
        pieces = _WORD.findall(chunk)
        found += [piece for piece in pieces if len(piece) > 1 or piece.isdigit()]
        if len(pieces) > 1 or chunk.endswith("%"):
            found.append("".join(pieces) + ("%" if chunk.endswith("%") else ""))
    found += [plain(word) for word in _HUMPED.findall(token)]
    return tuple(word for word in found if len(word) <= LONGEST)


def quantity(text: str) -> Iterator[str]:
    """The words of a quantity, and number and unit as one: ``3.35 TB/s`` gives ``3.35tbs`` too."""
    yield from words(text)
    yield from words(_QUANTITY.sub(r"\1", plain(text)))

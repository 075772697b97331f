"""A title: the capitals that must stay in braces, and the word that stands for it in a key."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}|\$[^$]*\$|[^\W_]+(?:['’.][^\W_]+)*", re.UNICODE)
_SMALL_WORDS = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "good", "how", "in", "into", "is", "it",
    "large", "language", "large-scale", "model", "models", "new", "not", "of", "on", "or", "simple", "some", "that", "the", "their",
    "to", "toward", "towards", "using", "via", "we", "what", "when", "where", "which", "why", "with", "without", "your",
])  # fmt: skip


def braced_title(text: str) -> str:
    """The title with each word that has a capital within it or a digit (``LLM``, ``A100``) in braces; one pair around it all is taken off."""
    inner = text[1:-1] if re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", text) else text
    return _PIECE.sub(_braced, inner).rstrip(". ")


def telling_word(title: str) -> str:
    """The word of a title that names the work: what stands before a colon, a word with capitals within it, or the first that says something."""
    plain = re.sub(r"\$[^$]*\$|[{}]", "", title)
    name, colon, _ = plain.partition(":")
    if colon and len(name.split()) <= 2:
        return _letters(name)
    words = [_letters(word) for word in plain.split()]
    capitals = [_letters(word) for word in plain.split() if re.search(r"[a-z].*[A-Z]", word) and "-" not in word]
    telling = [word for word in words if word and word not in _SMALL_WORDS]
    return next(iter([*capitals, *telling, *words]), "")


def _braced(match: re.Match[str]) -> str:
    word = match[0]
    capital = any(c.isupper() for c in word[1:]) or (word[0].isupper() and any(c.isdigit() for c in word))
    return f"{{{word}}}" if word[0] not in "{$" and capital else word


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())

"""“Did you mean”: the known word nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling, if any is close."""
    candidates = {name.lower(): name for name in known}
    matches = get_close_matches(word.lower(), candidates, n=1, cutoff=0.6)
    return candidates[matches[0]] if matches else None


def certain(word: str, known: Iterable[str]) -> str | None:
    """The one known word that can be meant: it is close in spelling, and no other is."""
    candidates = {name.lower(): name for name in known}
    if word.lower() in candidates:
        return candidates[word.lower()]
    matches = get_close_matches(word.lower(), candidates, n=2, cutoff=0.75)
    return candidates[matches[0]] if len(matches) == 1 else None


def meant(unknown: Iterable[str], known: Collection[str]) -> set[str]:
    """The known words that unknown ones are probably misspellings of, so that one slip is reported once."""
    return {near for word in unknown if (near := nearest(word, known))}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?``, or nothing."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""

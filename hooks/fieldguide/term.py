"""The names of the guide's concepts: titles and aliases, which of them are abbreviations, and what those stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldguide.guide import Guide
from fieldguide.schema import ConceptMeta

_WORD = re.compile(r"[A-Za-z0-9]+")
_SHAPE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_PIECE = re.compile(r"(-?)([A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|\d+)")
_COUNTED = re.compile(r"\b(\d+)(?:-bit|st|nd|rd|th) (.+?)(?= and |$)")
_VERSION = re.compile(r"-?\d+[a-z]?$")
_SMALL_WORDS = frozenset(["a", "and", "for", "from", "in", "of", "per", "the", "to", "with"])
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A name of a concept; ``expansion`` is what an abbreviation stands for, where the page has that as a name too."""

    name: str
    slug: str
    expansion: str = ""


def terms(guide: Guide) -> list[Term]:
    """Every title and alias, by name; of two that are spelt alike, the first concept's."""
    found: dict[str, Term] = {}
    for slug, page in guide.concepts.items():
        for name in _names(page.concept):
            found.setdefault(name.casefold(), Term(name, slug, _expansion(name, page.concept)))
    return [found[key] for key in sorted(found)]


def abbreviations(guide: Guide) -> dict[str, Term]:
    """The names that look like abbreviations, as they are written."""
    return {term.name: term for term in terms(guide) if is_abbreviation(term.name)}


def is_abbreviation(name: str) -> bool:
    """One short word of which capitals and digits make up at least half, such as TTFT, MoE and BM25."""
    letters = "".join(_WORD.findall(name))
    strong = sum(letter.isupper() or letter.isdigit() for letter in letters)
    fits = _SHAPE.fullmatch(name) is not None and len(name) <= _LONGEST
    return fits and strong >= 2 and 2 * strong >= len(letters) and any(map(str.isupper, letters))


def _names(meta: ConceptMeta | None) -> list[str]:
    return [meta.title, *meta.aliases] if meta else []


def _expansion(name: str, meta: ConceptMeta | None) -> str:
    """The concept's longer name that this one spells: as it is written, without its version (HBM3e, FSDP2), or with a 2 read as "to" (E2EL)."""
    if not is_abbreviation(name):
        return ""
    longer = [long for other in _names(meta) if len(long := re.sub(r" \(.*\)$", "", other)) > len(name)]
    spellings = filter(is_abbreviation, (name, _VERSION.sub("", name), name.replace("2", "to")))
    return next((long for spelling in spellings for long in longer if spells(spelling, long)), "")


def spells(name: str, phrase: str) -> bool:
    """Whether ``name`` is made of the beginnings of the words, in order, each its first letter or more (LoRA, RLAIF).

    A small word and the second half of a compound may be passed over: multi-head latent attention is MLA.
    What is counted stands before its count: 4-bit NormalFloat is NF4, the 99th percentile is P99.
    """
    text = _COUNTED.sub(r"\2 \1", phrase)
    words = [(match[2].lower(), bool(match[1]) or match[2] in _SMALL_WORDS) for match in _PIECE.finditer(text)]
    return len(words) > 1 and _begins("".join(_WORD.findall(name)).lower(), words)


def _begins(letters: str, words: list[tuple[str, bool]]) -> bool:
    """Whether the letters are beginnings of the words, of which some may be passed over; a number never is, and is taken whole."""
    if not words:
        return not letters
    (word, passable), rest = words[0], words[1:]
    least = len(word) if word.isdigit() else 1
    taken = any(letters.startswith(word[:size]) and _begins(letters[size:], rest) for size in range(least, len(word) + 1))
    return taken or (passable and not word.isdigit() and _begins(letters, rest))

"""The names of the guide's concepts: titles and aliases, which of them are abbreviations, and what those stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldguide.guide import Guide
from fieldguide.schema import ConceptMeta

_WORD = re.compile(r"[A-Za-z0-9]+")
_SHAPE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_SMALL_WORDS = frozenset(["a", "and", "for", "from", "in", "of", "the", "to", "with"])
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
    """The concept's other name whose words begin with the letters of this one, in order."""
    if not is_abbreviation(name):
        return ""
    return next((other for long in _names(meta) if (other := re.sub(r" \(.*\)$", "", long)) != name and _spells(name, other)), "")


def _spells(name: str, phrase: str) -> bool:
    """Whether the capitals of ``name`` are the first letters of the words, and its small letters stand within them (LoRA, MoE).

    A small word and the second half of a compound may be passed over: multi-head latent attention is MLA.
    """
    words = re.findall(r"(-?)([A-Za-z0-9]+)", phrase)
    if len(words) < 2:
        return False
    pattern = ""
    for hyphen, word in words:
        initial = f"[{word[0].upper()}{word[0]}]" if word in _SMALL_WORDS else word[0].upper()
        letters = f"{initial}[{word[1:].lower()}]*" if word[1:] else initial
        pattern += f"(?:{letters})?" if hyphen or word in _SMALL_WORDS else letters
    return re.fullmatch(pattern, name) is not None

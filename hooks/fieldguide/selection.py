"""Which checks are asked for: codes, families and names → codes."""

from __future__ import annotations

from collections.abc import Iterable

from fieldguide.checks import CHECKS, FAMILIES
from fieldguide.documented import DOCUMENTED
from fieldguide.nearest import did_you_mean


class SelectionError(Exception):
    """A word that names no check; the message says which may be meant."""


def named(word: str) -> list[str]:
    """The codes that a word names: a code (``G005``), a family (``G``) or a check's name (``unknown_tag``), in any case."""
    wanted, name = word.strip().upper(), word.strip().lower().replace("-", "_")
    found = [code for code, check in DOCUMENTED.items() if wanted in (code, code[0]) or name == check.name]
    if not found:
        known = [*DOCUMENTED, *(check.name for check in DOCUMENTED.values())]
        hint = (
            did_you_mean(word.strip().replace("-", "_"), known)
            or f"; there are the families {', '.join(FAMILIES)}, and codes such as {next(iter(CHECKS))}"
        )
        raise SelectionError(f"no check is called '{word.strip()}'{hint}")
    return found


def selected(select: Iterable[str], ignore: Iterable[str]) -> list[str]:
    """The codes of ``select`` (of every check, where that is empty) without those of ``ignore``; each item may hold several, with commas."""
    wanted, unwanted = _codes(select) or set(CHECKS), _codes(ignore)
    return [code for code in CHECKS if code in wanted - unwanted]


def _codes(items: Iterable[str]) -> set[str]:
    words = [word for item in items for word in item.split(",") if word.strip()]
    codes = {code for word in words for code in named(word)}
    if late := sorted(codes - CHECKS.keys()):
        raise SelectionError(f"{late[0]} reads the finished site; fieldguide verify reports it")
    return codes

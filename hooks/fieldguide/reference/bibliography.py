"""references.bib with an entry more: whether the work is there already, where the entry goes, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fieldguide.checks import CHECKS
from fieldguide.guide import Guide
from fieldguide.parse.bibtex import Bibliography, parse_bibliography
from fieldguide.reference.entry import Entry
from fieldguide.reference.identifier import arxiv_id, doi
from fieldguide.reread import reread
from fieldguide.source import Source

_CHECKS = ("C005", "C006", "C007", "C008", "C009")


def already_there(bibliography: Bibliography, fields: Mapping[str, str]) -> tuple[str, str] | None:
    """The key of the reference that is the same work, and what they have in common: the DOI, the arXiv id or the title."""
    wanted = _identity(fields)
    for reference in bibliography.references.values():
        known = _identity(reference.fields)
        shared = next((name for name, value in wanted.items() if value and known[name] == value), None)
        if shared:
            return reference.key, shared
    return None


def with_entry(bibliography: Bibliography, entry: Entry) -> str:
    """The file's text with the entry: at its place by key where the file is in that order, else at the end."""
    keys = list(bibliography.references)
    following = next((key for key in keys if key > entry.key), None) if keys == sorted(keys) else None
    text = bibliography.source.text
    if following is None:
        return f"{text.rstrip()}\n\n{entry.text}" if text.strip() else entry.text
    lines = text.split("\n")
    at = bibliography.references[following].span.line - 1
    return "\n".join([*lines[:at], entry.text, *lines[at:]])


def faults_of(guide: Guide, text: str, key: str) -> list[str]:
    """What the checks of references find wrong with the entry of a key in a new text of the file."""
    bibliography = parse_bibliography(Source(guide.bibliography.source.path, text))
    after = reread(guide, {bibliography.source.path: text})
    known = {(fault.message) for code in _CHECKS for fault in CHECKS[code].find(guide)}
    found = [fault for code in _CHECKS for fault in CHECKS[code].find(after) if fault.message not in known]
    return [fault.message for fault in found] if key in bibliography.references or found else [f"the entry '{key}' cannot be read"]


def _identity(fields: Mapping[str, str]) -> dict[str, str]:
    """What tells a work from others, by name; empty where it is not given."""
    return {
        "DOI": doi(fields.get("doi", "")) or "",
        "arXiv id": arxiv_id(fields.get("eprint", "")) or "",
        "title": re.sub(r"[\W_]+", "", fields.get("title", "")).casefold(),
    }

"""The glossary: every name of every concept, A to Z."""

from __future__ import annotations

from itertools import groupby

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.render.site_path import site_link
from fieldguide.render.table import cell
from fieldguide.term import Term, terms


def glossary(guide: Guide, page: Page) -> str:
    """A heading a letter, an entry a name: what it stands for, and the concept that explains it."""
    sections = []
    for letter, group in groupby(terms(guide), key=_letter):
        entries = "\n\n".join(_entry(guide, page, term) for term in group)
        sections.append(f"## {letter}\n\n{entries}")
    return "\n\n".join(sections)


def _letter(term: Term) -> str:
    first = term.name[0].upper()
    return first if first.isascii() and first.isalpha() else "0–9"


def _entry(guide: Guide, page: Page, term: Term) -> str:
    target = guide.concepts[term.slug]
    assert target.concept
    link = f"[{target.concept.title}]({site_link(page.path, target.path)})"
    if term.name == target.concept.title:
        return f"{link}\n:   {cell(target.concept.summary)}"
    meaning = f"{cell(term.expansion)}. " if term.expansion else ""
    return f"{cell(term.name)}\n:   {meaning}See {link}: {cell(target.concept.summary)}"

"""What of the guide has aged: pages by their last review, numbers, facts and addresses by the date that they give."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fieldguide.guide import Guide
from fieldguide.parse.cite import parse_cite

KINDS = ("page", "number", "fact", "reference")
"""What can age: a page, a cited key number, a fact, a reference that was seen on the web."""


@dataclass(frozen=True, slots=True, order=True)
class Aged:
    """One thing and the last day of the day, month or year that it is dated; ``dated`` is the date as the guide gives it."""

    until: date
    path: str
    line: int
    kind: str
    name: str
    dated: str


class PeriodError(ValueError):
    """A text that is no period; it says what to write."""


def before(today: date, period: str) -> date:
    """The day that lies ``90d``, ``12m`` or ``2y`` before a day; raises `PeriodError`."""
    match = re.fullmatch(r"(\d{1,4})([dmy])", period)
    if not match:
        raise PeriodError(f"'{period}' is no period; write 90d, 12m or 2y")
    count, unit = int(match[1]), match[2]
    try:
        if unit == "d":
            return today - timedelta(days=count)
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        raise PeriodError(f"'{period}' goes back beyond the calendar") from None


def aged(guide: Guide, than: date) -> list[Aged]:
    """What is dated before a day, all of its month or year, the oldest first."""
    found = (*_pages(guide), *_numbers(guide), *_facts(guide), *_references(guide))
    return sorted(item for item in found if item.until < than)


def end_of(text: str) -> date | None:
    """The last day of ``2024``, ``2024-05`` or ``2024-05-17``; None where it is none of them."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return date(year, month, int(match[3] or monthrange(year, month)[1]))
    except ValueError:
        return None


def _pages(guide: Guide) -> Iterator[Aged]:
    for page in guide.concept_pages:
        if page.concept and page.document.fits(["reviewed"]):
            yield from _item(page.path, page.document.span(["reviewed"]).line, "page", page.concept.title, page.concept.reviewed)


def _numbers(guide: Guide) -> Iterator[Aged]:
    for number in guide.numbers.values():
        if number.meta.cite:
            dated = number.meta.as_of or _year(guide, number.meta.cite)
            yield from _item(number.page.path, number.span("value").line, "number", f"{number.meta.name}: {number.meta.value}", dated)


def _facts(guide: Guide) -> Iterator[Aged]:
    """The facts of an entry that rest on one source are one item, at the first of them."""
    together: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
    for file in guide.fact_files:
        for fact in file.facts:
            if fact.cite:
                together.setdefault((fact.path, fact.entry_name, fact.cite), []).append((fact.span.line, fact.field_name))
    for (path, entry, cite), fields in together.items():
        yield from _item(path, fields[0][0], "fact", f"{entry}: {', '.join(name for _, name in fields)}", _year(guide, cite))


def _references(guide: Guide) -> Iterator[Aged]:
    """Addresses by the day they were seen, which ``urldate`` gives, or the date of a note."""
    for reference in guide.bibliography.references.values():
        note = re.search(r"\d{4}(?:-\d{2}){0,2}", reference.fields.get("note", ""))
        dated = reference.fields.get("urldate", "") or (note[0] if note else "")
        if reference.fields.get("url") and dated:
            field = "urldate" if "urldate" in reference.lines else "note"
            yield from _item(guide.bibliography.source.path, reference.lines[field], "reference", reference.key, dated)


def _year(guide: Guide, cite: str) -> str:
    """The latest year of the works cited."""
    keys = [citation.key for citation in parse_cite(cite)]
    return max((guide.bibliography.references[key].year for key in keys if key in guide.bibliography.references), default="")


def _item(path: str, line: int, kind: str, name: str, dated: str) -> Iterator[Aged]:
    until = end_of(dated)
    if until:
        yield Aged(until, path, line, kind, name, dated)

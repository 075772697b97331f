"""Faults in the fields of front matter: form, names, relations, tags."""

from __future__ import annotations

import random
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.schema import ConceptMeta
from fieldguide.source import Span

from benchmarks.mutants.mutant import Kind, Mutant, deleted, inserted, misspelt, on_line, replaced, text_at


def _concepts(guide: Guide) -> Iterator[tuple[Page, ConceptMeta]]:
    yield from ((page, page.concept) for page in guide.concept_pages if page.concept)


def _fields(page: Page) -> dict[str, int]:
    """The line of each field of the front matter."""
    return {name: page.document.key_span([name]).line for name in page.document.data}


def missing_field(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, _ in _concepts(guide):
        for name in ("title", "part", "summary", "tags", "reviewed"):
            yield deleted(page.path, _fields(page)[name], range(1, max(_fields(page).values())))


def misspelt_field(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, _ in _concepts(guide):
        for name in _fields(page):
            yield replaced(page.path, page.document.key_span([name]), misspelt(name, chance))


def duplicate_field(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, _ in _concepts(guide):
        for name in ("title", "summary", "tags", "reviewed"):
            line = _fields(page)[name]
            yield inserted(page.path, line + 1, page.source.lines[line - 1] + "\n")


def misfit_field(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        yield replaced(page.path, page.document.span(["reviewed"]), "November 2026")
        yield replaced(page.path, page.document.span(["reviewed"]), "2026-13")
        yield replaced(page.path, page.document.span(["summary"]), "x" * 241)
        yield replaced(page.path, page.document.span(["tags", 0]), meta.tags[0].capitalize())


def unquoted_colon(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        span = page.document.span(["title"])
        if text_at(page.source, span) == meta.title:
            yield replaced(page.path, span, f"{meta.title}: what it is")


def open_quote(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, _ in _concepts(guide):
        span = page.document.span(["summary"])
        yield replaced(page.path, span.within(0, 0), chance.choice(["'", '"']))


def open_bracket(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, _ in _concepts(guide):
        line = _fields(page)["tags"]
        text = page.source.lines[line - 1]
        if text.endswith("]"):
            yield replaced(page.path, page.document.span(["tags"]).within(len(text) - len("tags: ") - 1, 1), "")


def tabbed_line(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        for slug in meta.related:
            span = page.document.key_span(["related", slug])
            yield replaced(page.path, span.within(1 - span.column, span.column - 1), "\t")


def wrong_tag(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        for index, tag in enumerate(meta.tags):
            yield replaced(page.path, page.document.span(["tags", index]), misspelt(tag, chance))


def wrong_requirement(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        for index, slug in enumerate(meta.requires):
            yield replaced(page.path, page.document.span(["requires", index]), misspelt(slug, chance))


def wrong_relation(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        for slug in meta.related:
            yield replaced(page.path, page.document.key_span(["related", slug]), misspelt(slug, chance))


def self_relation(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        for slug in meta.related:
            yield replaced(page.path, page.document.key_span(["related", slug]), page.slug)
        for index in range(len(meta.requires)):
            yield replaced(page.path, page.document.span(["requires", index]), page.slug)


def wrong_part(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        other = chance.choice([part.slug for part in guide.parts if part.slug != meta.part])
        yield replaced(page.path, page.document.span(["part"]), other)


def requires_cycle(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        for slug in meta.requires:
            yield from _requiring(guide, guide.concepts[slug], page.slug)


def late_prerequisite(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    order = list(guide.concepts)
    for page, _ in _concepts(guide):
        later = [slug for slug in order[order.index(page.slug) + 1 :] if page.slug not in _required(guide, slug)]
        if later:
            yield from _requiring(guide, page, chance.choice(later))


def _requiring(guide: Guide, page: Page, slug: str) -> Iterator[Mutant]:
    """The page with one more requirement."""
    line = _fields(page).get("requires")
    if line and page.source.lines[line - 1].endswith("]"):
        yield replaced(page.path, page.document.span(["requires"]), "[" + f"{slug}, ")
    elif not line:
        yield inserted(page.path, _fields(page)["reviewed"] + 1, f"requires: [{slug}]\n")


def _required(guide: Guide, slug: str) -> set[str]:
    meta = guide.concepts[slug].concept
    return {other for one in (meta.requires if meta else ()) for other in (one, *_required(guide, one))}


def taken_alias(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        other = chance.choice([concept for _, concept in _concepts(guide) if concept.title != meta.title and "," not in concept.title])
        if meta.aliases and page.source.lines[_fields(page)["aliases"] - 1].endswith("]"):
            name = chance.choice([other.title, *(alias for alias in other.aliases if "," not in alias)])
            mutant = replaced(page.path, page.document.span(["aliases"]), f'["{name}", ')
            theirs = next(other_page for other_page, concept in _concepts(guide) if concept is other)
            yield Mutant((*mutant.places, *on_line(theirs.path, _fields(theirs)["aliases"])), mutant.edits)


def unused_tag(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.vocabulary.source.path
    for line in range(1, len(guide.vocabulary.source.lines)):
        yield inserted(path, line, f"unheard-of-{line}: What nobody writes about.\n")


def undefined_tag(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    path = guide.vocabulary.source.path
    for tag in guide.vocabulary.tags:
        users = [(page, meta.tags.index(tag)) for page, meta in _concepts(guide) if tag in meta.tags]
        places = tuple(place for page, at in users for place in on_line(page.path, page.document.span(["tags", at]).line))
        yield Mutant(places, (Edit(path, guide.vocabulary.document.key_span([tag]), misspelt(tag, chance)),))


def unsorted_tags(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, meta in _concepts(guide):
        first, second = (page.document.span(["tags", index]) for index in range(2))
        yield Mutant(on_line(page.path, first.line), (Edit(page.path, first, meta.tags[1]), Edit(page.path, second, meta.tags[0])))


def unusual_order(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, _ in _concepts(guide):
        title, part = (_fields(page)[name] for name in ("title", "part"))
        lines = page.source.lines
        if abs(title - part) == 1:
            both = Span(min(title, part), 1, max(title, part), len(lines[max(title, part) - 1]) + 1)
            yield Mutant(
                ((page.path, range(both.line, both.end_line + 1)),), (Edit(page.path, both, f"{lines[both.line]}\n{lines[both.line - 1]}"),)
            )


KINDS = [
    Kind("required field deleted", ("F005",), missing_field),
    Kind("field misspelt", ("F004",), misspelt_field),
    Kind("field given twice", ("F003",), duplicate_field),
    Kind("field of the wrong form", ("F006",), misfit_field),
    Kind("colon without quotes", ("F002",), unquoted_colon),
    Kind("quote not closed", ("F002",), open_quote),
    Kind("bracket not closed", ("F002",), open_bracket),
    Kind("tab for spaces", ("F002",), tabbed_line),
    Kind("tag misspelt", ("G005",), wrong_tag),
    Kind("slug misspelt in requires", ("G007",), wrong_requirement),
    Kind("slug misspelt in related", ("G007",), wrong_relation),
    Kind("relation to itself", ("G008", "F003"), self_relation),
    Kind("part of another folder", ("G001",), wrong_part),
    Kind("prerequisites in a circle", ("G009",), requires_cycle),
    Kind("prerequisite that comes later", ("G011",), late_prerequisite),
    Kind("alias that another page has", ("G010",), taken_alias, "at the later of the two pages"),
    Kind("tag defined and not used", ("G006",), unused_tag),
    Kind("tags out of order", ("S001",), unsorted_tags),
    Kind("fields in another order", ("S002",), unusual_order),
    Kind("tag renamed where it is defined", ("G005",), undefined_tag, "at the pages that use it"),
]

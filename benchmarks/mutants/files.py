"""Faults of whole files, and in the order of a part."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide

from benchmarks.mutants.mutant import Kind, Mutant, misspelt, on_line, replaced


def _order(guide: Guide) -> Iterator[tuple[str, str, int]]:
    """Each part's introduction with each concept that it lists, and the concept's place in the list."""
    for part in guide.parts:
        for index, slug in enumerate(part.meta.concepts):
            yield part.page.path, slug, index


def misspelt_in_order(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for path, slug, index in _order(guide):
        yield replaced(path, guide.pages[path].document.span(["concepts", index]), misspelt(slug, chance))


def twice_in_order(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for path, slug, index in _order(guide):
        yield replaced(path, guide.pages[path].document.span(["concepts", index]), f"{slug}, {slug}")


def left_out_of_order(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for path, slug, index in _order(guide):
        if index:
            span = guide.pages[path].document.span(["concepts", index])
            edit = Edit(path, span.within(-2, len(slug) + 2), "")
            yield Mutant(on_line(guide.concepts[slug].path, 1), (edit,))


def not_utf_8(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from _spoilt(guide, chance, b"\xff")


def nul_byte(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from _spoilt(guide, chance, b"\0")


def _spoilt(guide: Guide, chance: random.Random, byte: bytes) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        lines = page.source.text.encode().split(b"\n")
        line = chance.randrange(len(lines))
        lines[line] += byte
        yield Mutant(on_line(page.path, line + 1), files={page.path: b"\n".join(lines)})


def same_slug(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        other = chance.choice([part for part in guide.parts if part.slug != page.folder])
        path = f"concepts/{other.slug}/{page.slug}.md"
        places = on_line(max(path, page.path), 1)
        text = page.source.text.replace(f"part: {page.folder}", f"part: {other.slug}", 1).replace("aliases:", "aliases: []\n#", 1)
        text = re.sub(r"\]\((?!\.\./|#|https?:)", f"](../{page.folder}/", text)
        yield Mutant(places, files={path: text.encode()})


def wrong_ending(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        path = page.path.removesuffix("md") + chance.choice(["markdown", "mkd", "html"])
        yield Mutant(on_line(path, 1), files={path: b"# Copy\n"})


KINDS = [
    Kind("slug misspelt in a part's order", ("G004",), misspelt_in_order),
    Kind("slug twice in a part's order", ("G004",), twice_in_order),
    Kind("slug left out of a part's order", ("G003",), left_out_of_order, "at the page that is not listed"),
    Kind("byte that is not UTF-8", ("F001",), not_utf_8),
    Kind("NUL byte", ("F001",), nul_byte),
    Kind("two pages of one name", ("G002",), same_slug),
    Kind("ending that nobody reads", ("F001",), wrong_ending),
]

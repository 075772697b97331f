"""What a stranger's text may not do: load, run, hide or pose as something else."""

from __future__ import annotations

import random
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.source import Span

from benchmarks.mutants.mutant import Kind, Mutant, inserted, on_line, replaced
from benchmarks.mutants.prose import diagrams, in_paragraph, paragraphs

_TWINS = {"a": "\u0430", "c": "\u0441", "e": "\u0435", "o": "\u043e", "p": "\u0440"}
_UNSEEN = ("\u200b", "\u202e", "\u00ad", "\u2066", "\ufeff")


def markup_in_field(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        markup = chance.choice(["<b>", "[a](b)", "`code`", "<script>", "&lt;"])
        span = page.document.span(["summary"])
        if page.source.at(span) == page.document.data["summary"]:
            yield replaced(page.path, span.within(0, 0), f"Of {markup} ")


def foreign_image(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from in_paragraph(guide, chance, "![A chart](https://example.org/chart.png)", "![A chart](//example.org/chart.png)")


def active_diagram(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, span in diagrams(guide):
        line = chance.choice(['click A "https://example.org/"', "style A fill:#f00", "linkStyle 0 stroke:red", "classDef loud fill:#f00"])
        yield inserted(page.path, span.end_line - 1, f"  {line}\n")


def unseen_character(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, line in paragraphs(guide):
        column = chance.randrange(1, len(page.source.lines[line - 1]))
        if "@" not in page.source.lines[line - 1]:
            yield replaced(page.path, Span(line, column, line, column), chance.choice(_UNSEEN))


def twin_of_a_letter(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, line in paragraphs(guide):
        text = page.source.lines[line - 1].split("(")[0]
        places = [n for n, letter in enumerate(text) if letter in _TWINS and text[n - 1 : n].isalpha()]
        if places and "@" not in text:
            at = chance.choice(places)
            yield replaced(page.path, Span(line, at + 1, line, at + 2), _TWINS[text[at]])


def reserved_id(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from in_paragraph(guide, chance, '<span id="__search">Words</span>', '<span id="__config">words</span>')


def overlong_line(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from in_paragraph(guide, chance, "x" * 4_000)


def foreign_line_ends(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        data = page.source.text.encode()
        changed = chance.choice([data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data])
        yield Mutant(on_line(page.path, 1), files={page.path: changed})


def unfit_file(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        ending, data = chance.choice([(".exe", b"MZ"), (".png", b"GIF89a"), (".svg", b"<svg onload='x()'></svg>"), (".js", b"x()")])
        path = page.path.removesuffix(".md") + ending
        yield Mutant(on_line(path, 1), files={path: data})


def placeholder(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, line in paragraphs(guide):
        yield Mutant(on_line(page.path, line), (Edit(page.path, Span(line, 1, line, 1), "<!-- FILL IN: what it costs -->\n\n"),))


KINDS = [
    Kind("markup in a plain field", ("U001",), markup_in_field),
    Kind("picture at another host", ("U002", "L004"), foreign_image),
    Kind("diagram that links or styles", ("U003",), active_diagram),
    Kind("character that cannot be seen", ("U004",), unseen_character),
    Kind("letter of another alphabet", ("U004",), twin_of_a_letter),
    Kind("id of the site's own", ("U005",), reserved_id),
    Kind("line of thousands of characters", ("P011",), overlong_line),
    Kind("line ends or mark of another system", ("F008",), foreign_line_ends),
    Kind("file that has no place", ("F007",), unfit_file),
    Kind("place left to be filled in", ("P010",), placeholder),
]

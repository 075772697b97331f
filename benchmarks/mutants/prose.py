"""Faults in the text of pages: headings, formulas, diagrams, HTML, length."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.link import resolve
from fieldguide.page import FEWEST_WORDS, SECTIONS, Heading, Page
from fieldguide.source import Span

from benchmarks.mutants.links import links_to_files
from benchmarks.mutants.mutant import Kind, Mutant, inserted, misspelt, on_line, replaced

_REFERRING = re.compile(r"\[[^\]]*\]\([^)]*\)|\[@[^\]]*\]")
_PROSE = (*string.ascii_uppercase, "- ")


def _headings(guide: Guide) -> Iterator[tuple[Page, Heading]]:
    linked = {(target.path, target.fragment) for page, link in links_to_files(guide) if (target := resolve(page.path, link.target))}
    for page in guide.written_pages:
        yield from ((page, heading) for heading in page.body.headings if (page.path, heading.anchor) not in linked)


def wrong_level(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, heading in _headings(guide):
        marks = chance.choice(["#", "#####"])
        if heading.level == 3:
            yield replaced(page.path, heading.span, f"{marks} {heading.text}")


def section_deleted(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, heading in _headings(guide):
        if heading.text in SECTIONS:
            lines = [1, *(other.span.line for other in page.body.headings if other.text in SECTIONS), len(page.source.lines)]
            at = lines.index(heading.span.line)
            lacking = range(lines[at - 1], lines[at + 1] + 1)
            yield Mutant(((page.path, lacking),), (Edit(page.path, heading.span, ""),))


def section_misspelt(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, heading in _headings(guide):
        if heading.text in SECTIONS:
            yield replaced(page.path, heading.span, f"## {misspelt(heading.text, chance)}")


def section_again(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, heading in _headings(guide):
        if heading.level == 3:
            yield replaced(page.path, heading.span, f"## {chance.choice(SECTIONS[:2])}")


def heading_of_the_site(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, heading in _headings(guide):
        if heading.level == 3:
            yield replaced(page.path, heading.span, f"{'#' * heading.level} {chance.choice(['Key numbers', 'How it connects'])}")


def paragraphs(guide: Guide) -> Iterator[tuple[Page, int]]:
    """The lines of pages that are a paragraph."""
    for page in guide.written_pages:
        first = page.body.headings[0].span.line
        for line, text in enumerate(page.source.lines, 1):
            empty_around = not page.source.lines[line - 2] and line < len(page.source.lines) and not page.source.lines[line]
            if line > first and text[:1].isupper() and empty_around:
                yield page, line


def in_paragraph(guide: Guide, chance: random.Random, *texts: str) -> Iterator[Mutant]:
    for page, line in paragraphs(guide):
        yield replaced(page.path, Span(line, 1, line, 1), chance.choice(texts) + " ")


def forbidden_html(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from in_paragraph(guide, chance, "Bold <b>words</b>.", "<u>Under</u>.", 'A <span style="color:red">word</span>.', "Now <script>alert(1)</script>.", "An <img src=x onerror=alert(1)>.", 'A <a href="https://example.org/">link</a>.')  # fmt: skip


def image_without_alt(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from in_paragraph(guide, chance, "![](../../docs/assets/screenshots/home.png)")


def loose_markup(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    yield from in_paragraph(
        guide, chance, "A `code without an end.", "See [this][nowhere].", "A note[^9].", "Smaller <than that.", r"So \frac{1}{2} it is."
    )


def indented_paragraph(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, line in paragraphs(guide):
        yield replaced(page.path, Span(line, 1, line, 1), "    ")


def bad_math(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.written_pages:
        for math in page.body.math:
            at, lines = math.text.find("{"), range(math.span.line, math.span.end_line + 1)
            if at > 0 and math.span.line == math.span.end_line:
                column = page.source.lines[math.span.line - 1].index(math.text, math.span.column - 1) + 1 + at
                span = Span(math.span.line, column, math.span.line, column)
                yield Mutant(((page.path, lines),), (Edit(page.path, span, chance.choice(["\\undefinedmacro", "\\left", "^^"])),))


def diagrams(guide: Guide) -> Iterator[tuple[Page, Span]]:
    for page in guide.pages.values():
        yield from ((page, fence.span) for fence in page.body.fences if fence.info == "mermaid")


def diagram_without_title(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, span in diagrams(guide):
        for line in range(span.line, span.end_line):
            if page.source.lines[line - 1].strip().startswith(("accTitle", "accDescr")):
                lacking = range(span.line, span.end_line - 1)
                yield Mutant(((page.path, lacking),), (Edit(page.path, Span(line, 1, line + 1, 1), ""),))


def bad_diagram(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page, span in diagrams(guide):
        for line in range(span.line + 3, span.end_line):
            text = page.source.lines[line - 1]
            if "-->" in text or "[" in text:
                wrong = text.replace("]", "", 1) if "]" in text and chance.random() < 0.5 else f"{text} --> [["
                yield replaced(page.path, Span(line, 1, line, len(text) + 1), wrong)


def unclosed_fence(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.written_pages:
        for fence in page.body.fences:
            line = fence.span.end_line if fence.span.end_column > 1 else fence.span.end_line - 1
            if page.source.lines[line - 1].startswith("```"):
                places = ((page.path, range(fence.span.line, line + 1)),)
                yield Mutant(places, (Edit(page.path, Span(line, 1, line + 1, 1), ""),))


def front_matter_not_closed(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        line = page.source.lines.index("---", 1) + 1
        yield Mutant(((page.path, range(1, line + 1)),), (Edit(page.path, Span(line, 1, line + 1, 1), ""),))


def long_page(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.written_pages:
        line = page.body.headings[-1].span.line
        places = ((page.path, range(1, line + 1)),)
        yield Mutant(places, (Edit(page.path, Span(line, 1, line, 1), f"{'Word ' * 400}end.\n\n" * 2),))


def stub_page(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.written_pages:
        edits, left = [], page.body.words
        for line, text in enumerate(page.source.lines, 1):
            kept = " ".join(_REFERRING.findall(text))
            if (
                line > page.body.headings[0].span.line
                and text.startswith(_PROSE)
                and not text.startswith(("**", "- **"))
                and "$" not in text
            ):
                edits.append(Edit(page.path, Span(line, 1, line, len(text) + 1), kept))
                left -= len(text.split()) - len(kept.split())
        if left < FEWEST_WORDS - 50:
            yield Mutant(on_line(page.path, 1), tuple(edits))


def second_title(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.written_pages:
        line = page.body.headings[0].span.line
        yield inserted(page.path, line, f"# {chance.choice(['Introduction', 'Overview'])}\n\n")


KINDS = [
    Kind("heading of the wrong level", ("P003",), wrong_level),
    Kind("second title", ("P003",), second_title),
    Kind("section deleted", ("P004",), section_deleted),
    Kind("section misspelt", ("P004",), section_misspelt),
    Kind("section given twice", ("P004",), section_again),
    Kind("section that the site writes", ("P004",), heading_of_the_site),
    Kind("forbidden HTML", ("P006",), forbidden_html),
    Kind("image without alternative text", ("P005",), image_without_alt),
    Kind("markup not closed", ("P009",), loose_markup),
    Kind("paragraph indented", ("P009",), indented_paragraph),
    Kind("LaTeX broken", ("P007",), bad_math),
    Kind("diagram without title or description", ("P008",), diagram_without_title),
    Kind("diagram broken", ("P008",), bad_diagram),
    Kind("fence not closed", ("P009",), unclosed_fence),
    Kind("front matter not closed", ("F002",), front_matter_not_closed),
    Kind("page too long", ("P002",), long_page),
    Kind("page too short", ("P001",), stub_page),
]

"""Faults in learning paths and redirects."""

from __future__ import annotations

import random
from collections.abc import Iterator

from fieldguide.edit import Edit
from fieldguide.guide import Guide
from fieldguide.parse.redirects import PATH, address_of
from fieldguide.parse.yaml_document import Location
from fieldguide.reading_path import ReadingPath, reading_paths
from fieldguide.source import Span

from benchmarks.mutants.mutant import Kind, Mutant, misspelt, on_line, replaced


def _steps(guide: Guide) -> Iterator[tuple[ReadingPath, Location, str]]:
    """Each path with the place and the slug of each of its steps."""
    for path in reading_paths(guide):
        yield from ((path, [*step.location], step.meta.concept) for step in path.steps)


def unknown_step(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for path, location, slug in _steps(guide):
        yield replaced(path.page.path, path.page.document.span(location), misspelt(slug, chance))


def repeated_step(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for path, location, slug in _steps(guide):
        earlier = path.slugs[: path.slugs.index(slug)]
        if earlier:
            yield replaced(path.page.path, path.page.document.span(location), chance.choice(earlier))


def early_step(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    """A concept changes places with one that it requires."""
    for path in reading_paths(guide):
        spans = {step.meta.concept: path.page.document.span(step.location) for step in path.steps}
        for slug, span in spans.items():
            meta = guide.concepts[slug].concept
            for required in (other for other in (meta.requires if meta else ()) if other in spans):
                edits = (Edit(path.page.path, span, required), Edit(path.page.path, spans[required], slug))
                yield Mutant(on_line(path.page.path, spans[required].line), edits)


def unknown_exercise(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    cited = [f"{slug}#{name}" for (slug, name), number in guide.numbers.items() if not number.meta.formula]
    for path in reading_paths(guide):
        for n, stage in enumerate(path.meta.stages):
            for m, name in enumerate(stage.recompute):
                wrong = chance.choice([misspelt(name, chance), chance.choice(cited)])
                yield replaced(path.page.path, path.page.document.span(["stages", n, "recompute", m]), wrong)


def _redirects(guide: Guide, *lines: str) -> Mutant:
    """Redirects written into their file, the last of them a fault."""
    text = guide.redirects.source.text
    return Mutant(on_line(PATH, text.count("\n") + len(lines)), files={PATH: (text + "\n".join(lines) + "\n").encode()})


def dead_redirect(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        yield _redirects(guide, f"{page.folder}/as-it-was: {misspelt(address_of(page.path), chance)}")


def shadowing_redirect(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        other = chance.choice([one for one in guide.concept_pages if one is not page])
        yield _redirects(guide, f"{address_of(page.path)}: {address_of(other.path)}")


def redirect_chain(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    for page in guide.concept_pages:
        yield _redirects(guide, f"{page.folder}/as-it-was: {address_of(page.path)}", f"{page.folder}/at-first: {page.folder}/as-it-was")


def broken_planner(guide: Guide, chance: random.Random) -> Iterator[Mutant]:
    """A name in a formula of the planner is misspelt."""
    file = guide.planner_file
    assert file
    for number, line in enumerate(file.source.lines, 1):
        before, mark, formula = line.partition(" formula: ")
        word = formula.split(" ")[0].strip('"(')
        if mark and word.isidentifier() and len(word) > 3:
            start = len(before) + len(mark) + formula.index(word) + 1
            yield replaced(file.source.path, Span(number, start, number, start + len(word)), misspelt(word, chance))


KINDS = [
    Kind("slug misspelt in a path", ("W001",), unknown_step),
    Kind("step given twice", ("W002", "W003"), repeated_step),
    Kind("step before one that it requires", ("W003",), early_step, "at each that comes too early now"),
    Kind("exercise that is no computed number", ("W004",), unknown_exercise),
    Kind("redirect to no page", ("R001",), dead_redirect),
    Kind("redirect from a page", ("R002",), shadowing_redirect),
    Kind("redirect to a redirect", ("R003",), redirect_chain),
    Kind("name misspelt in the planner", ("N015",), broken_planner),
]

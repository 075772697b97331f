"""Learning paths: ways through the guide for readers with a purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.schema import PathMeta, PathStep

WORDS_PER_MINUTE = 150
"""Slower than a novel is read: formulas, tables and numbers are not counted as words and take their time."""


@dataclass(frozen=True)
class Step:
    """A concept on a path, and where its entry stands in the front matter."""

    meta: PathStep
    location: tuple[str | int, ...]


@dataclass(frozen=True)
class ReadingPath:
    """A learning path: its page and what its front matter says."""

    page: Page
    meta: PathMeta

    @property
    def steps(self) -> Iterator[Step]:
        """Every step, in order."""
        for n, stage in enumerate(self.meta.stages):
            for m, step in enumerate(stage.steps):
                yield Step(step, ("stages", n, "steps", m, "concept"))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The concepts on it, each once, in order."""
        return tuple(dict.fromkeys(step.meta.concept for step in self.steps))


def reading_paths(guide: Guide) -> tuple[ReadingPath, ...]:
    """The learning paths, by number."""
    found = [ReadingPath(page, page.meta) for page in guide.path_pages if isinstance(page.meta, PathMeta)]
    return tuple(sorted(found, key=lambda path: (path.meta.number, path.page.slug)))


def minutes(page: Page) -> int:
    """How long a page takes to read."""
    return ceil(page.body.words / WORDS_PER_MINUTE)


def reading_times(guide: Guide) -> str:
    """Stands for how long each concept takes: what pages show of one another's prose, which the guide's outline leaves out."""
    return repr([minutes(page) for page in guide.concepts.values()])


def assumed(guide: Guide, path: ReadingPath, slug: str) -> tuple[str, ...]:
    """What a concept requires that is not on the path."""
    page = guide.concepts.get(slug)
    required = page.concept.requires if page and page.concept else ()
    return tuple(other for other in required if other not in path.slugs and other in guide.concepts)

"""The guide in one medium, with the look-ups that its copies share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from fieldguide.guide import Guide, Part
from fieldguide.reading_path import ReadingPath, reading_paths
from fieldguide.render.preview import title
from fieldguide.render.roman import roman
from fieldguide.takeaway.medium import Medium
from fieldguide.takeaway.plain import plain
from fieldguide.takeaway.reference import written_out
from fieldguide.works import write_works


@dataclass(frozen=True)
class Edition:
    """The guide, and how this copy of it writes links, citations and diagrams."""

    guide: Guide
    medium: Medium

    @cached_property
    def paths(self) -> tuple[ReadingPath, ...]:
        """The learning paths."""
        return reading_paths(self.guide)

    @cached_property
    def paths_through(self) -> dict[str, list[tuple[ReadingPath, int]]]:
        """For each concept, the paths that it is on, and which step of each it is."""
        found: dict[str, list[tuple[ReadingPath, int]]] = defaultdict(list)
        for path in self.paths:
            for step, slug in enumerate(path.slugs, 1):
                found[slug].append((path, step))
        return found

    @cached_property
    def works(self) -> dict[str, str]:
        """Each cited work, written out, by its key."""
        return write_works(self.guide, "work", written_out)

    def concept(self, slug: str, fragment: str = "") -> str:
        """A link to a concept by its title."""
        return self.medium.link(plain(title(self.guide, slug)), self.guide.concepts[slug].path, fragment)

    def part(self, part: Part) -> str:
        """A link to a part by its number and title."""
        return self.medium.link(part_title(part), part.page.path)


def part_title(part: Part) -> str:
    """``II. Inference fundamentals``."""
    return f"{roman(part.meta.number)}. {plain(part.meta.title)}"

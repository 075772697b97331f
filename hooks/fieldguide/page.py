"""A page as parsed: its front matter, and what stands in its text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from fieldguide.parse.yaml_document import Document
from fieldguide.schema import ConceptMeta, PartMeta, PathMeta
from fieldguide.source import Problem, Source, Span

GENERATED_ANCHORS = frozenset({"key-numbers", "how-it-connects"})
"""Headings that rendering adds to every concept page."""

SECTIONS = ("Why it matters", "How it works", "Worked example", "When it fails", "In practice", "Check yourself")
"""The sections that an author writes, in order; "Key numbers" and "How it connects" come from the front matter."""

FEWEST_WORDS, MOST_WORDS = 350, 1100
"""Prose words of a concept page."""


class Heading(Struct, frozen=True, array_like=True):
    """A heading; ``anchor`` is its id on the site and on GitHub; ``offset`` the byte where its line starts."""

    level: int
    text: str
    anchor: str
    span: Span
    offset: int


class Link(Struct, frozen=True, array_like=True):
    """A link or an image; ``target`` as written, ``text`` without markup; ``start`` and ``end`` are bytes of the file."""

    target: str
    text: str
    span: Span
    target_span: Span
    start: int
    end: int
    image: bool = False


class Citation(Struct, frozen=True, array_like=True):
    """One work cited: its key, the place in it (empty where none is given)."""

    key: str
    place: str
    span: Span


class CitationGroup(Struct, frozen=True, array_like=True):
    """One ``[@a, §1; @b]``; ``start`` and ``end`` are bytes of the file."""

    citations: tuple[Citation, ...]
    start: int
    end: int


class Html(Struct, frozen=True, array_like=True):
    """A stretch of raw HTML."""

    text: str
    span: Span


class Fence(Struct, frozen=True, array_like=True):
    """A fenced code block; ``info`` is what follows the fence."""

    info: str
    text: str
    span: Span


class Math(Struct, frozen=True, array_like=True):
    """A formula in LaTeX."""

    text: str
    display: bool
    span: Span


class Body(Struct, frozen=True, array_like=True):
    """What a page's text holds; ``offset`` is the byte where it starts in the file, ``words`` counts its prose."""

    offset: int = 0
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    citations: tuple[CitationGroup, ...] = ()
    html: tuple[Html, ...] = ()
    fences: tuple[Fence, ...] = ()
    math: tuple[Math, ...] = ()
    ids: tuple[tuple[str, Span], ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file; ``meta`` is None where its front matter is broken, and on pages that are no concept, part or learning path."""

    source: Source
    document: Document
    body: Body
    meta: ConceptMeta | PartMeta | PathMeta | None = None
    problems: tuple[Problem, ...] = field(default=())

    @property
    def path(self) -> str:
        """The path from the repository's root, such as ``concepts/inference-fundamentals/kv-cache.md``."""
        return self.source.path

    @property
    def slug(self) -> str:
        """The file's stem: a concept's id and its address for ever."""
        return self.path.rpartition("/")[2].rpartition(".")[0]

    @property
    def folder(self) -> str:
        """The name of the folder that holds the file: a concept's part."""
        return self.path.rpartition("/")[0].rpartition("/")[2]

    @property
    def number_ids(self) -> frozenset[str]:
        """The ids of its key numbers as written, of those too that do not fit the schema, and under whatever name their field has."""
        fields = self.document.data.values() if isinstance(self.document.data, dict) else ()
        items = [item for field in fields if isinstance(field, list) for item in field if isinstance(item, dict)]
        return frozenset(str(item["id"]) for item in items if item.get("id"))

    @property
    def heading_anchors(self) -> set[str]:
        """The anchors of its headings."""
        return {heading.anchor for heading in self.body.headings}

    @property
    def anchors(self) -> set[str]:
        """The ids on the site's page: headings, key numbers, raw ids."""
        found = self.heading_anchors | {name for name, _ in self.body.ids}
        return found | GENERATED_ANCHORS | self.number_ids if self.is_concept else found

    @property
    def is_concept(self) -> bool:
        """Whether it is to be a concept page, its front matter broken or not."""
        return self.path.startswith("concepts/") and self.slug != "index"

    @property
    def broken(self) -> bool:
        """Whether its front matter cannot be read."""
        return any(problem.kind == "yaml" for problem in (*self.problems, *self.body.problems))

    @property
    def cut_short(self) -> bool:
        """Whether a fence takes in what follows it, so that nobody knows what the page holds."""
        return any(problem.kind == "unclosed_fence" for problem in self.body.problems)

    @property
    def concept(self) -> ConceptMeta | None:
        """The front matter of a concept page."""
        return self.meta if isinstance(self.meta, ConceptMeta) else None

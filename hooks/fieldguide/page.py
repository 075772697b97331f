"""A page as parsed: its front matter, and what stands in its text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from fieldguide.parse.yaml_document import Document
from fieldguide.schema import ConceptMeta, PartMeta, PathMeta
from fieldguide.source import Problem, Source, Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``anchor`` is its id on the site and on GitHub; ``offset`` the byte where its line starts."""

    level: int
    text: str
    anchor: str
    span: Span
    offset: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image; ``target`` as written, ``text`` without markup; ``start`` and ``end`` are bytes of the file."""

    target: str
    text: str
    span: Span
    target_span: Span
    start: int
    end: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited: its key, the place in it (empty where none is given)."""

    key: str
    place: str
    span: Span


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """One ``[@a, §1; @b]``; ``start`` and ``end`` are bytes of the file."""

    citations: tuple[Citation, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Html:
    """A stretch of raw HTML."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block; ``info`` is what follows the fence."""

    info: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in LaTeX."""

    text: str
    display: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Body:
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
    def cut_short(self) -> bool:
        """Whether a fence takes in what follows it, so that nobody knows what the page holds."""
        return any(problem.kind == "unclosed_fence" for problem in self.body.problems)

    @property
    def concept(self) -> ConceptMeta | None:
        """The front matter of a concept page."""
        return self.meta if isinstance(self.meta, ConceptMeta) else None

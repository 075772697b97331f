"""The guide, or a part of it, bound into one Markdown text: places have names of their own, links lead to them, works are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from fieldguide.export.numbers import SITE_NAME
from fieldguide.guide import Guide, Part
from fieldguide.page import Citation, Page
from fieldguide.parse.facts import FactFile
from fieldguide.reading_path import reading_paths
from fieldguide.render.citation import cited_keys
from fieldguide.render.facts import fact_keys
from fieldguide.render.month import spelt_month
from fieldguide.render.roman import roman
from fieldguide.render.site_path import site_path
from fieldguide.takeaway.drawing import draw
from fieldguide.takeaway.edition import Edition
from fieldguide.takeaway.feed import NO_MONTH
from fieldguide.takeaway.llms import CLOSING_PAGE
from fieldguide.takeaway.medium import Medium, web
from fieldguide.takeaway.pages import page_markdown

_LINK = re.compile(r"\]\(#([^)\s]+)\)")
_PLACE = re.compile(r"\{#([^}\s]+)\}")

Chapter = tuple[Page | FactFile, int]
"""What is bound, and the level of its title."""


@dataclass(frozen=True)
class Book:
    """A text in CommonMark with attributes, its drawings by file name, and what the title page says; ``month`` is YYYY-MM."""

    title: str
    subtitle: str
    text: str
    drawings: Mapping[str, str]
    month: str
    address: str

    publisher = f"The authors of {SITE_NAME}"

    @property
    def rights(self) -> str:
        """Whose it is, from when, and where it is kept."""
        return f"Content under CC BY 4.0. Pages last checked {spelt_month(self.month)}. The site, with its calculators: {self.address}"

    @property
    def epoch(self) -> int:
        """The first second of the month, for the dates within files."""
        year, month = map(int, self.month.split("-"))
        return int(datetime(year, month, 1, tzinfo=UTC).timestamp())


def whole_book(guide: Guide, site_url: str) -> Book:
    """The parts with their concepts, then what stands around them: the closing page, paths, facts, glossary, works cited."""
    chapters = [chapter for part in guide.parts for chapter in _part(guide, part)]
    chapters += _pages(guide, [CLOSING_PAGE], 1)
    chapters += [*_pages(guide, ["docs/paths/index.md"], 1), *((path.page, 2) for path in reading_paths(guide))]
    chapters += [*_pages(guide, ["docs/facts/index.md"], 1), *((file, 2) for file in guide.fact_files if file.table)]
    chapters += _pages(guide, ["docs/glossary.md"], 1)
    return _Binder(guide, site_url, chapters).bound(SITE_NAME, "LLM engineering in concepts, with numbers that are computed or cited")


def part_book(guide: Guide, part: Part, site_url: str) -> Book:
    """A part with its concepts and the works that they cite, under the numbers that the whole guide gives them."""
    return _Binder(guide, site_url, _part(guide, part)).bound(part.meta.title, f"Part {roman(part.meta.number)} of {SITE_NAME}")


def place(path: str, fragment: str = "") -> str:
    """The name of a place in a book, for a file and an id on its page."""
    page = site_path(path).removesuffix(".md").replace("/", ".")
    return f"{page}--{fragment}" if fragment else page


class _Binder:
    """Binds chapters into one text."""

    def __init__(self, guide: Guide, site_url: str, chapters: Sequence[Chapter]) -> None:
        self.guide, self.chapters = guide, chapters
        self.web = web(site_url)
        self.inside = frozenset(chapter.source.path for chapter, _ in chapters)
        self.numbers = _numbered_works(guide)
        self.drawings: dict[str, str] = {}

    def bound(self, title: str, subtitle: str) -> Book:
        """The book."""
        editions = [Edition(self.guide, Medium(self._address, self._cite, place, self._diagram, level, 1)) for level in (1, 2)]
        texts = [page_markdown(chapter, editions[level - 1]) for chapter, level in self.chapters]
        works = "\n".join(f"[]{{#work-{key}}}\\[{self.numbers[key]}\\] {editions[0].works[key]}\n" for key in self._cited())
        text = _with_known_places("\n".join([*texts, f"# References\n\n{works}"]))
        reviewed = [chapter.concept.reviewed for chapter, _ in self.chapters if isinstance(chapter, Page) and chapter.concept]
        return Book(title, subtitle, text, self.drawings, max(reviewed, default=NO_MONTH), self.web.address("docs/index.md", ""))

    def _cited(self) -> list[str]:
        """The works that the chapters cite, by number."""
        pages = [chapter for chapter, _ in self.chapters]
        keys = {key for page in pages for key in (fact_keys(page) if isinstance(page, FactFile) else cited_keys(self.guide, page))}
        return sorted(keys & self.numbers.keys(), key=self.numbers.__getitem__)

    def _address(self, path: str, fragment: str) -> str:
        return f"#{place(path, fragment)}" if path in self.inside else self.web.address(path, fragment)

    def _cite(self, citation: Citation) -> str:
        number = f"[{self.numbers[citation.key]}](#work-{citation.key})" if citation.key in self.numbers else citation.key
        return ", ".join(filter(None, (number, citation.place)))

    def _diagram(self, source: str) -> str:
        drawing = draw(source)
        name = f"{sha256(source.encode()).hexdigest()[:12]}.svg"
        self.drawings[name] = drawing.svg
        return f"![{drawing.title}]({name}){{width={drawing.width:.0%}}}"


def _part(guide: Guide, part: Part) -> list[Chapter]:
    concepts = guide.concepts_of(part)
    return [(part.page, 1), *((page, 2) for page in concepts if page.concept)]


def _pages(guide: Guide, paths: Iterable[str], title: int) -> list[Chapter]:
    return [(guide.pages[path], title) for path in paths if path in guide.pages]


def _numbered_works(guide: Guide) -> dict[str, int]:
    """The number of each work: by first author, year and title."""
    works = sorted(guide.bibliography.references.values(), key=lambda w: (w.fields.get("author", "").strip("{").casefold(), w.year, w.key))
    return {work.key: number for number, work in enumerate(works, 1)}


def _with_known_places(text: str) -> str:
    """The text whose links to a place within a page that the book does not name lead to the page."""
    known = set(_PLACE.findall(text))
    return _LINK.sub(lambda match: match[0] if match[1] in known else f"](#{match[1].partition('--')[0]})", text)

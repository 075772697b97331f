"""What a reader can find: every page of the site, with the names, numbers and text that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.parse.facts import FactFile
from fieldguide.render.roman import roman
from fieldguide.schema import ConceptMeta, PartMeta
from fieldguide.search.text import Section, sections

CONCEPT, FACTS, PART, AROUND = 1.0, 0.9, 0.6, 0.35
"""How much a page counts by its kind: a concept answers; a part, or a page around the guide, leads to an answer."""


@dataclass(frozen=True)
class Findable:
    """A page as the search knows it: ``names`` are its own, ``lists`` what it has a row for.

    ``numbers`` are sections of their own, whose text is the value.
    """

    url: str
    title: str
    part: str
    weight: float
    summary: str = ""
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    numbers: tuple[Section, ...] = ()
    cited: str = field(default="", repr=False)


def findable_paths(guide: Guide, urls: Mapping[str, str]) -> list[str]:
    """The files that have a page of the site, by their paths in the repository: concepts first and in the guide's order, facts, others."""
    concepts = [page.path for page in guide.concepts.values() if page.concept]
    known = {page.path for page in guide.concepts.values()}
    others = [path for path in sorted(guide.pages) if path not in known]
    return [path for path in (*concepts, *guide.facts_at, *others) if path in urls]


def findable_page(guide: Guide, path: str, url: str) -> Findable | None:
    """The page of a file as the search knows it; None where it has no title."""
    if path in guide.facts_at:
        return _facts(guide.facts_at[path], url)
    page = guide.pages[path]
    return _concept(guide, page, page.concept, url) if page.concept else _other(guide, page, url)


def findable_pages(guide: Guide, urls: Mapping[str, str]) -> list[Findable]:
    """The pages that have an address; ``urls`` by path in the repository."""
    return [found for path in findable_paths(guide, urls) if (found := findable_page(guide, path, urls[path]))]


def surroundings(guide: Guide, path: str) -> tuple[str, str]:
    """What a page is found by that stands in other files: the name of its part, and the works that it cites."""
    page = guide.pages.get(path)
    return (_part(guide, page), " ".join(_works(guide, page))) if page else ("", "")


def _part(guide: Guide, page: Page) -> str:
    part = guide.part_of.get(page.folder)
    return f"{roman(part.meta.number)}. {part.meta.title}" if part else ""


def _concept(guide: Guide, page: Page, meta: ConceptMeta, url: str) -> Findable:
    numbers = tuple(Section(number.id, number.name, number.value) for number in meta.key_numbers)
    names = (*meta.aliases, page.slug.replace("-", " "))
    cited = " ".join(_works(guide, page))
    part = _part(guide, page)
    return Findable(url, meta.title, part, CONCEPT, meta.summary, tuple(meta.tags), names, (), tuple(sections(page)), numbers, cited)


def _works(guide: Guide, page: Page) -> Iterator[str]:
    for key in dict.fromkeys(citation.key for group in page.body.citations for citation in group.citations):
        reference = guide.bibliography.references.get(key)
        if reference:
            yield f"{reference.fields.get('author', '')} {reference.year} {reference.fields.get('title', '')}".replace("{", "").replace(
                "}", ""
            )


def _facts(file: FactFile, url: str) -> Findable:
    table = file.table
    if table is None:
        return Findable(url, file.kind, "Facts", FACTS)
    numbers = tuple(
        Section(entry_id, entry.name, " · ".join(f"{fact.field_name} {fact.text}" for fact in file.facts if fact.entry == entry_id))
        for entry_id, entry in table.entries.items()
    )
    about = Section(
        "what-the-columns-mean", "What the columns mean", " ".join(f"{column.name}: {column.about}" for column in table.fields.values())
    )
    entries = tuple(entry.name for entry in table.entries.values())
    return Findable(url, table.title, "Facts", FACTS, table.summary, lists=entries, sections=(about,), numbers=numbers)


def _other(guide: Guide, page: Page, url: str) -> Findable | None:
    """A part's introduction, or a page around the guide: its title is its first heading, its part the folder that it stands in."""
    found = sections(page)
    if isinstance(page.meta, PartMeta):
        return Findable(url, page.meta.title, _part(guide, page), PART, page.meta.summary, sections=tuple(found))
    title = next((heading.text for heading in page.body.headings), "")
    if not title:
        return None
    own, rest = [section for section in found if section.heading == title], [section for section in found[1:] if section.heading != title]
    folder = page.folder if page.folder != "docs" else "guide"
    return Findable(url, title, folder.capitalize(), AROUND, _opening(own), sections=tuple(rest))


def _opening(head: list[Section]) -> str:
    text = head[0].text if head else ""
    return text if len(text) <= 240 else f"{text[:239].rsplit(' ', 1)[0]} …"

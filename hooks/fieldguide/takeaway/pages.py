"""Every page of the guide → a copy in Markdown, by the path at which it stands on the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fieldguide.guide import Guide
from fieldguide.keep import Parts, keep
from fieldguide.page import Page
from fieldguide.parse.facts import FactFile
from fieldguide.reading_path import reading_times
from fieldguide.render.citation import cited_keys
from fieldguide.render.facts import fact_keys
from fieldguide.render.site_path import copy_path
from fieldguide.schema import ConceptMeta, PartMeta, PathMeta
from fieldguide.takeaway.concept import concept_markdown
from fieldguide.takeaway.edition import Edition, part_title
from fieldguide.takeaway.facts import facts_markdown
from fieldguide.takeaway.lists import can_expand, expanded, part_contents, path_stages, works
from fieldguide.takeaway.plain import plain
from fieldguide.takeaway.text import standalone_text

_FEWEST = 40
"""Pages that a process of its own pays for, at least."""

_NOT_COPIED = ("docs/contributing/",)


def copied_pages(guide: Guide) -> Iterator[Page | FactFile]:
    """What has a copy: concepts, parts, paths, facts, and the pages around them but for those that only work as a page."""
    for page in guide.pages.values():
        if page.meta or (page.path.startswith("docs/") and not page.path.startswith(_NOT_COPIED) and can_expand(page.source.text)):
            yield page
    yield from (file for file in guide.fact_files if file.table)


def copied_texts(guide: Guide, edition: Edition, site_url: str) -> dict[str, str]:
    """Each copy without the works that it cites, by the path of its file in the repository."""
    pages = {page.source.path: page for page in copied_pages(guide)}
    times = reading_times(guide)

    def parts(path: str, page: Page | FactFile) -> Parts:
        alone = isinstance(page, Page) and page.concept
        return site_url, guide.outline, "" if alone else times, path, page.source.text

    made_of = {path: parts(path, page) for path, page in pages.items()}
    kept = keep(
        guide.store, "copy", made_of, lambda path: page_markdown(pages[path], edition).encode(), _FEWEST, first=lambda: edition.works
    )
    return {path: text.decode() for path, text in kept.items()}


def markdown_copies(guide: Guide, edition: Edition, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each copy's path on the site and its text, with the works that it cites."""
    for page in copied_pages(guide):
        if isinstance(page, FactFile):
            keys = fact_keys(page)
        else:
            keys = [] if "<!-- references -->" in page.source.text else cited_keys(guide, page)
        yield copy_path(page.source.path), f"{texts[page.source.path]}{_references(keys, edition)}"


def page_markdown(page: Page | FactFile, edition: Edition) -> str:
    """A page or a file of facts without the works that it cites."""
    if isinstance(page, FactFile):
        return facts_markdown(page, edition.medium)
    match page.meta:
        case ConceptMeta() as meta:
            return concept_markdown(edition, page, meta)
        case PartMeta() as meta:
            part = edition.guide.part_of[page.folder]
            title, tail = part_title(part), f"{edition.medium.heading(2, 'Concepts')}\n\n{part_contents(part, edition)}"
        case PathMeta() as meta:
            title, tail = plain(meta.title), path_stages(page, meta, edition)
        case None:
            return f"{expanded(standalone_text(page, edition.medium), edition).strip()}\n"
    text = standalone_text(page, edition.medium)
    blocks = (edition.medium.heading(1, title, page.path, ""), f"> {plain(meta.summary)}", text, tail)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _references(keys: Iterable[str], edition: Edition) -> str:
    listed = works(keys, edition)
    return f"\n{edition.medium.heading(2, 'References')}\n\n{listed}\n" if listed else ""

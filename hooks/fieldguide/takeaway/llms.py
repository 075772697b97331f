"""The guide for language models: ``llms.txt``, which lists the Markdown copies (llmstxt.org), and ``llms-full.txt``, which holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fieldguide.export.datasets import DATASETS
from fieldguide.export.numbers import SITE_NAME
from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.render.site_path import copy_path
from fieldguide.takeaway.edition import Edition, part_title
from fieldguide.takeaway.lists import works
from fieldguide.takeaway.medium import web
from fieldguide.takeaway.pages import copied_pages
from fieldguide.takeaway.plain import plain

_WHAT_IT_IS = "LLM engineering in concepts: what each is, why it matters, its key numbers, when it fails, and how it connects."
_HOW_TO_READ = (
    "Every key number is computed from sourced facts by a formula that each build evaluates again, or cited with its place in the work. "
    "A citation in brackets names the work by its key, under which the list of references has it. Content is under CC BY 4.0."
)
CLOSING_PAGE = "docs/how-it-all-connects.md"


def llms_txt(guide: Guide, site_url: str) -> str:
    """The list: every concept with its summary, by part; then paths, facts and data; what can be left out comes last."""
    head = f"# {SITE_NAME}\n\n> {_WHAT_IT_IS}\n\n{_HOW_TO_READ}\n\n- [Everything in one file]({site_url}llms-full.txt)"
    return "\n\n".join([head, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in _sections(guide, site_url) if lines)]) + "\n"


def llms_full_txt(guide: Guide, edition: Edition, texts: Mapping[str, str]) -> Iterator[str]:
    """The whole guide in its order, in pieces: parts with their concepts, the closing page, facts, and every work cited."""
    pages = [page.path for part in guide.parts for page in (part.page, *guide.concepts_of(part))]
    facts = [file.source.path for file in guide.fact_files]
    yield f"# {SITE_NAME}\n\n> {_WHAT_IT_IS}\n\n{_HOW_TO_READ}\n"
    yield from (f"\n---\n\n{texts[path]}" for path in (*pages, CLOSING_PAGE, *facts) if path in texts)
    yield f"\n---\n\n# References\n\n{works(sorted(edition.works), edition)}\n"


def _sections(guide: Guide, site_url: str) -> Iterator[tuple[str, list[str]]]:
    for part in guide.parts:
        concepts = [
            _line(page.concept.title, page.path, page.concept.summary, site_url) for page in guide.concepts_of(part) if page.concept
        ]
        yield part_title(part), [_line(part.meta.title, part.page.path, part.meta.summary, site_url), *concepts]
    yield "Facts", [_line(file.table.title, file.source.path, file.table.summary, site_url) for file in guide.fact_files if file.table]
    yield "Data", [f"- [{name}]({site_url}api/{name}.json): {dataset.about}" for name, dataset in DATASETS.items()]
    edition = Edition(guide, web(site_url))
    paths = [_line(path.meta.title, path.page.path, path.meta.summary, site_url) for path in edition.paths]
    lists = [page for page in copied_pages(guide) if isinstance(page, Page) and page.meta is None and page.slug != "index"]
    yield "Optional", [*paths, *(_line(_heading(page), page.path, _described(page), site_url) for page in lists)]


def _line(title: str, path: str, about: str, site_url: str) -> str:
    return f"- [{plain(title)}]({site_url}{copy_path(path)}): {plain(about)}"


def _heading(page: Page) -> str:
    return page.body.headings[0].text if page.body.headings else page.slug


def _described(page: Page) -> str:
    data = page.document.data
    return str(data.get("description", "")) if isinstance(data, dict) else ""

"""Lists that the site draws from the guide: parts, a part's contents, references, tags, facts, numbers, data.

A page asks for one by a comment on a line of its own: ``<!-- parts -->``, ``<!-- references -->``, ``<!-- tags -->``, ``<!-- facts -->``,
``<!-- numbers -->``, ``<!-- data -->``, ``<!-- planner -->``, ``<!-- paths -->``, ``<!-- glossary -->``, ``<!-- map -->``,
``<!-- copies -->``. A link to a key number that stands alone, with ``{ .live }`` below it, becomes the number's row with its calculator.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.parse.bibtex import Reference
from fieldguide.parse.facts import FactFile
from fieldguide.render.data_list import data_list
from fieldguide.render.glossary import glossary
from fieldguide.render.number import number_table
from fieldguide.render.number_list import number_list
from fieldguide.render.planner import planner_results
from fieldguide.render.reading_path import path_list
from fieldguide.render.roman import roman
from fieldguide.render.site_path import site_link
from fieldguide.render.table import cell
from fieldguide.takeaway.offer import copy_list

_LIVE = re.compile(r"^\[[^\]\n]*\]\((?:[^)#\n]*/)?([a-z0-9-]+)\.md#([a-z0-9-]+)\)\{ \.number \}\n\{ \.live \}$", re.MULTILINE)


def expand_lists(guide: Guide, page: Page, text: str, references: Mapping[str, str], site_url: str) -> str:
    """The text with each list that it asks for."""
    lists: dict[str, Callable[[], str]] = {
        "parts": lambda: parts(guide, page),
        "references": lambda: reference_list(guide, page, references),
        "tags": lambda: tag_meanings(guide),
        "facts": lambda: fact_tables(guide, page),
        "numbers": lambda: number_list(guide, page, site_url),
        "data": data_list,
        "planner": lambda: planner_results(guide, page),
        "glossary": lambda: glossary(guide, page),
        "map": lambda: map_list(guide, page),
        "paths": lambda: path_list(guide, page),
        "copies": lambda: copy_list(guide),
    }
    for name, render in lists.items():
        comment = f"<!-- {name} -->"
        if comment in text:
            text = text.replace(comment, render())
    return _LIVE.sub(lambda match: _one_number(guide, page, match, site_url), text)


def _one_number(guide: Guide, page: Page, match: re.Match[str], site_url: str) -> str:
    number = guide.numbers.get((match[1], match[2]))
    return number_table(guide, page, [number], site_url) if number else match[0]


def parts(guide: Guide, page: Page) -> str:
    """The parts, each with its concepts."""
    rows = []
    for part in guide.parts:
        link = site_link(page.path, part.page.path)
        concepts = guide.concepts_of(part)
        links = [f"[{cell(c.concept.title)}]({site_link(page.path, c.path)})" for c in concepts if c.concept]
        rows.append(
            f"-   **[{roman(part.meta.number)}. {cell(part.meta.title)}]({link})**\n\n    {cell(part.meta.summary)}\n\n    {' · '.join(links)}"
        )
    return '<div class="parts" markdown="1">\n\n' + "\n\n".join(rows) + "\n\n</div>"


def part_contents(guide: Guide, page: Page) -> str:
    """A part's concepts with their summaries."""
    part = next(part for part in guide.parts if part.page is page)
    rows = []
    for listed in guide.concepts_of(part):
        if listed.concept:
            rows.append(f"[{cell(listed.concept.title)}]({site_link(page.path, listed.path)})\n:   {cell(listed.concept.summary)}")
    return "## Concepts\n\n" + "\n\n".join(rows) if rows else "No page of this part is written yet."


def map_list(guide: Guide, page: Page) -> str:
    """The place of the drawn map, and the same as a list."""
    lines = []
    for part in guide.parts:
        lines.append(f"\n[{roman(part.meta.number)}. {part.meta.title}]({site_link(page.path, part.page.path)})\n")
        for concept in guide.concepts_of(part):
            if concept.concept:
                requires = ", ".join(
                    _title(guide, guide.concepts[slug].path) for slug in concept.concept.requires if slug in guide.concepts
                )
                link = f"[{concept.concept.title}]({site_link(page.path, concept.path)})"
                lines.append(f"- {link}{f' (requires {requires})' if requires else ''}")
    return '<figure class="map" data-search-exclude data-map="guide"></figure>\n\n## As a list\n' + "\n".join(lines)


def reference_list(guide: Guide, page: Page, references: Mapping[str, str]) -> str:
    """Every work, by author and year, and under each the pages that cite it."""
    citing: dict[str, dict[str, None]] = defaultdict(dict)
    for cited in guide.cited:
        citing[cited.citation.key].setdefault(cited.path)
    blocks = []
    for reference in sorted(guide.bibliography.references.values(), key=_author_and_year):
        links = ", ".join(f"[{cell(_title(guide, path))}]({site_link(page.path, path)})" for path in citing[reference.key])
        text = references.get(reference.key, reference.fields.get("title", reference.key))
        blocks.append(f'<span id="{reference.key}"></span>{text}\n:   Cited by {links}')
    listed = "\n\n".join(blocks)
    return f'<div class="references" markdown="1">\n\n{listed}\n\n</div>'


def _author_and_year(reference: Reference) -> tuple[str, str, str]:
    author = reference.fields.get("author", "").replace("{", "").replace("}", "").casefold()
    return author, reference.year, reference.fields.get("title", "").casefold()


def _title(guide: Guide, path: str) -> str:
    page = guide.pages.get(path)
    if page and page.meta:
        return page.meta.title
    table = next((file.table for file in guide.fact_files if file.source.path == path), None)
    return table.title if table else page.body.headings[0].text if page and page.body.headings else path


def tag_meanings(guide: Guide) -> str:
    """What each tag means."""
    return "\n\n".join(f"`{tag}`\n:   {cell(meaning)}" for tag, meaning in sorted(guide.vocabulary.tags.items()))


def fact_tables(guide: Guide, page: Page) -> str:
    """The tables of facts, one line each."""
    rows = []
    for file in guide.fact_files:
        if file.table:
            rows.append(
                f"[{cell(file.table.title)}]({site_link(page.path, file.source.path)}) ({_count(file)})\n:   {cell(file.table.summary)}"
            )
    return "\n\n".join(rows)


def _count(file: FactFile) -> str:
    return f"{len(file.table.entries) if file.table else 0} entries, {len(file.facts)} values"

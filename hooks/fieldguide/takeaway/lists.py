"""The lists that pages of docs/ ask for by a comment → Markdown that stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from fieldguide.export.numbers import number_date
from fieldguide.guide import Part
from fieldguide.page import Page
from fieldguide.reading_path import minutes
from fieldguide.schema import PathMeta
from fieldguide.takeaway.edition import Edition
from fieldguide.takeaway.plain import plain, table
from fieldguide.term import Term, terms

_COMMENT = re.compile(r"<!-- ([\w/-]+) -->")


def expanded(text: str, edition: Edition) -> str:
    """The text with each list that it asks for."""
    return _COMMENT.sub(lambda match: LISTS[match[1]](edition), text)


def can_expand(text: str) -> bool:
    """Whether every list that a text asks for can be written out."""
    return all(name in LISTS for name in _COMMENT.findall(text))


def part_contents(part: Part, edition: Edition) -> str:
    """A part's concepts with their summaries."""
    pages = edition.guide.concepts_of(part)
    return "\n".join(f"- {edition.concept(page.slug)}: {plain(page.concept.summary)}" for page in pages if page.concept)


def works(keys: Iterable[str], edition: Edition) -> str:
    """Works as a list, each under the name by which it is cited."""
    return "\n".join(f"- **{key}**: {edition.works[key]}" for key in keys if key in edition.works)


def path_stages(page: Page, meta: PathMeta, edition: Edition) -> str:
    """What a learning path has its reader read and do."""
    blocks, number = [], 1
    for stage in meta.stages:
        blocks.append(edition.medium.heading(2, plain(stage.title)))
        steps = [step for step in stage.steps if step.concept in edition.guide.concepts]
        lines = [
            f"{n}. {edition.concept(step.concept)} ({minutes(edition.guide.concepts[step.concept])} min): {plain(step.why)}"
            for n, step in enumerate(steps, number)
        ]
        blocks.append("\n".join(lines))
        number += len(steps)
        tasks = [f"- {plain(stage.exercise)}"] if stage.exercise else []
        tasks += [f"- Work out by hand: {_number(name, edition)}" for name in stage.recompute]
        blocks += ["**Exercises**", "\n".join(tasks)] if tasks else []
    return "\n\n".join(blocks)


def _number(name: str, edition: Edition) -> str:
    slug, _, number_id = name.partition("#")
    number = edition.guide.numbers.get((slug, number_id))
    return f"{plain(number.meta.name)}, {edition.medium.link(plain(number.meta.value), number.page.path, number_id)}" if number else name


def _parts(edition: Edition) -> str:
    blocks = [f"**{edition.part(part)}**: {plain(part.meta.summary)}\n\n{part_contents(part, edition)}" for part in edition.guide.parts]
    return "\n\n".join(blocks)


def _map(edition: Edition) -> str:
    blocks = []
    for part in edition.guide.parts:
        pages = edition.guide.concepts_of(part)
        lines = [f"- {edition.concept(page.slug)}{_requires(page, edition)}" for page in pages]
        blocks.append(f"**{edition.part(part)}**\n\n" + "\n".join(lines))
    return "\n\n".join(blocks)


def _requires(page: Page, edition: Edition) -> str:
    required = [edition.concept(slug) for slug in (page.concept.requires if page.concept else ()) if slug in edition.guide.concepts]
    return f" (requires {', '.join(required)})" if required else ""


def _numbers(edition: Edition) -> str:
    rows = []
    for number in edition.guide.numbers.values():
        if number.page.concept and number.sound:
            name = edition.medium.link(plain(number.meta.name), number.page.path, number.meta.id)
            kind = "computed" if number.meta.formula else number.meta.kind or ""
            rows.append((name, plain(number.meta.value), kind, plain(number.page.concept.title), number_date(edition.guide, number)))
    return table(("Number", "Value", "Kind", "Concept", "Date"), ("---", "--:", "---", "---", "---"), rows)


def _glossary(edition: Edition) -> str:
    return "\n\n".join(
        "\n".join(_term(term, edition) for term in group) for _, group in groupby(terms(edition.guide), lambda t: t.name[0].upper())
    )


def _term(term: Term, edition: Edition) -> str:
    page = edition.guide.concepts[term.slug]
    if page.concept and term.name == page.concept.title:
        return f"- **{edition.concept(term.slug)}**: {plain(page.concept.summary)}"
    stands_for = f"{plain(term.expansion)}. " if term.expansion else ""
    return f"- **{plain(term.name)}**: {stands_for}See {edition.concept(term.slug)}."


def _facts(edition: Edition) -> str:
    tables = [(file.source.path, file.table, len(file.facts)) for file in edition.guide.fact_files if file.table]
    return "\n".join(
        f"- {edition.medium.link(plain(facts.title), path)} ({len(facts.entries)} entries, {count} values): {plain(facts.summary)}"
        for path, facts, count in tables
    )


def _tags(edition: Edition) -> str:
    return "\n".join(f"- **{tag}**: {plain(meaning)}" for tag, meaning in sorted(edition.guide.vocabulary.tags.items()))


def _paths(edition: Edition) -> str:
    return "\n".join(
        f"- {edition.medium.link(plain(path.meta.title), path.page.path)}: {plain(path.meta.summary)}" for path in edition.paths
    )


LISTS: dict[str, Callable[[Edition], str]] = {
    "parts": _parts,
    "references": lambda edition: works(sorted(edition.guide.bibliography.references), edition),
    "tags": _tags,
    "facts": _facts,
    "numbers": _numbers,
    "glossary": _glossary,
    "map": _map,
    "paths": _paths,
    "material/tags": lambda edition: "",
}
"""What a page may ask for, by the comment's word; the planner and the data's fields make no sense on paper."""

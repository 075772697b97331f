"""A Markdown file → a page."""

from __future__ import annotations

import re
from typing import Any

from fieldguide.nearest import did_you_mean
from fieldguide.page import Body, Page
from fieldguide.parse.markdown import parse_body
from fieldguide.parse.validate import validate
from fieldguide.parse.yaml_document import Document, parse_yaml
from fieldguide.schema import ConceptMeta, PartMeta, PathMeta, Strict
from fieldguide.source import TOP, Problem, Source, Span

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)(?<=\n)---[ \t]*(?:\n|\Z)", re.DOTALL)

SITE_FIELDS = ("title", "description", "hide", "tags", "search")
"""The fields of a page in docs/; what else the theme reads from a front matter can redirect a reader or swap the page's template."""

_OPENING = re.compile(r"---[ \t]*\n")


def parse_page(source: Source) -> Page:
    """Reads a page; its path says whether it is a concept, a part's introduction, a learning path or another page."""
    model = model_of(source.path)
    match = _FRONT_MATTER.match(source.text)
    if not match:
        problems = _without_front_matter(source, model) if model else ()
        body = Body() if model and _OPENING.match(source.text) else parse_body(source, 0)
        return Page(source, Document(None), body, None, problems)
    document = parse_yaml(match["yaml"], first_line=2)
    body = parse_body(source, len(source.text[: match.end()].encode()))
    if any(problem.kind == "yaml" for problem in document.problems):
        return Page(source, document, body, None, document.problems)
    if not isinstance(document.data, dict):
        found = "a list" if isinstance(document.data, list) else "a text" if document.data else "nothing"
        message = f"the front matter holds {found}, and wants fields such as 'title: …'"
        return Page(source, document, body, None, (*document.problems, Problem("yaml", Span(1, 1, 1, 4), message)))
    if model is None:
        return Page(source, document, body, None, (*document.problems, *_unknown_fields(document)))
    meta, document = validate(model, document, _placeholders(source.path))
    return Page(source, document, body, meta, document.problems)


def front_matter(source: Source) -> tuple[int, int] | None:
    """Where the text between the lines ``---`` that a page begins with begins and ends, in characters."""
    match = _FRONT_MATTER.match(source.text)
    return match.span("yaml") if match else None


def model_of(path: str) -> type[ConceptMeta] | type[PartMeta] | type[PathMeta] | None:
    """The schema of a page's front matter; None where it is no concept, part or learning path."""
    index = path.endswith("/index.md")
    if path.startswith("concepts/"):
        return PartMeta if index else ConceptMeta
    return PathMeta if path.startswith("docs/paths/") and not index else None


def _unknown_fields(document: Document) -> list[Problem]:
    unknown = [name for name in document.data if name not in SITE_FIELDS]
    hints = {name: did_you_mean(name, SITE_FIELDS) or f"; there are {', '.join(SITE_FIELDS)}" for name in unknown}
    return [Problem("unknown_field", document.key_span([name]), f"'{name}' is not a field here{hints[name]}") for name in unknown]


def _placeholders(path: str) -> dict[str, Any]:
    """What stands in for a required field that is missing or does not fit, so that the rest is still checked."""
    *_, folder, name = path.split("/")
    slug = name.removesuffix(".md")
    stage = {"title": slug, "steps": [{"concept": slug, "why": slug}]}
    return {
        "title": slug, "part": folder, "summary": slug, "tags": ["placeholder"], "reviewed": "2000-01", "number": "99", "concepts": [],
        "stages": [stage],
    }  # fmt: skip


def _without_front_matter(source: Source, model: type[Strict]) -> tuple[Problem, ...]:
    if _OPENING.match(source.text):
        return (Problem("yaml", Span(1, 1, 1, 4), "the front matter is not closed; end it with a line that holds only ---"),)
    if re.match(r"\s+---", source.text):
        return (
            Problem("yaml", Span(1, 1, 1, 2), "something stands before the front matter; the first line is ---, with no space before it"),
        )
    fields = ", ".join(name for name, field in model.model_fields.items() if field.is_required())
    message = f"the front matter is missing; begin the page with a line that holds only ---, then {fields}"
    return (Problem("yaml", TOP, message),)

"""A concept moved to another address: every file that names it, as it reads afterwards."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fieldguide.edit import Edit, by_path, edited
from fieldguide.guide import Guide, Part
from fieldguide.link import Kind, resolve
from fieldguide.page import Page
from fieldguide.parse.page import parse_page
from fieldguide.parse.redirects import address_of
from fieldguide.parse.yaml_document import Location
from fieldguide.reading_order import Place, delist, enlist
from fieldguide.reading_path import reading_paths
from fieldguide.source import Source, Span

_DEFINITION = re.compile(rb"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)
_REDIRECTS_HEAD = "# Addresses that pages had, each with the one it has now: old-part/old-slug: part/slug. `fieldguide mv` writes them.\n"


class UnmovableLinkError(ValueError):
    """A link to the page that is written in a way that cannot be rewritten; its text says where and what to do."""


@dataclass(frozen=True)
class Move:
    """A concept page, the path it is to have, and where in the order of its part (None: where it stands)."""

    page: Page
    to: str
    part: Part
    place: Place | None

    @property
    def slug(self) -> str:
        """The concept's name afterwards."""
        return posixpath.basename(self.to).removesuffix(".md")


def moved_texts(guide: Guide, move: Move) -> dict[str, str | None]:
    """The new text of every file that changes, by path; None for the one that goes. Raises `UnmovableLinkError`."""
    edits = by_path([*_link_edits(guide, move), *_field_edits(guide, move), *_order_edits(guide, move)])
    texts: dict[str, str | None] = {}
    for source in _sources(guide):
        text = edited(source, edits.get(source.path, ()))
        texts[source.path] = with_mentions(text, move)
    texts[guide.redirects.source.path] = _redirects(guide, move)
    moved, texts[move.page.path] = texts[move.page.path], None
    texts[move.to] = moved
    _refuse_leftovers(guide, move, texts)
    before = {source.path: source.text for source in _sources(guide)}
    return {path: text for path, text in texts.items() if text != before.get(path)}


def _sources(guide: Guide) -> Iterator[Source]:
    yield from (page.source for page in guide.pages.values())
    yield from (file.source for file in guide.fact_files)
    yield from (guide.vocabulary.source, guide.bibliography.source)
    if guide.planner_file:
        yield guide.planner_file.source


def _link_edits(guide: Guide, move: Move) -> Iterator[Edit]:
    for page in guide.pages.values():
        raw = page.source.text.encode()
        places = [(link.target, link.target_span) for link in page.body.links if link.target_span != link.span]
        fences = [(fence.span.line, fence.span.end_line) for fence in page.body.fences]
        for match in _DEFINITION.finditer(raw, page.body.offset):
            span = page.source.span(*match.span("target"))
            if not any(first <= span.line <= last for first, last in fences):
                places.append((match["target"].decode(), span))
        for target, span in places:
            text = _retargeted(page.path, target, move)
            if text != target:
                yield Edit(page.path, span, text)


def _retargeted(path: str, target: str, move: Move) -> str:
    """A link of the page at ``path`` as it is to be written after the move."""
    written = re.split(r"[?#]", target, maxsplit=1)[0]
    found = resolve(path, target)
    inside = found.kind in (Kind.INSIDE, Kind.OUTSIDE)
    if not written or not inside or (found.path != move.page.path and path != move.page.path):
        return target
    old, new = posixpath.dirname(path), posixpath.dirname(move.to if path == move.page.path else path)
    leads_to = move.to if found.path == move.page.path else found.path
    plain = posixpath.relpath(found.path, old)
    if written.removeprefix("./") == plain or old != new:
        moved = posixpath.relpath(leads_to, new)
        moved = f"./{moved}" if written.startswith("./") and not moved.startswith("../") else moved
        moved = quote(moved) if "%" in written else moved
    else:
        moved = _with_end(written, address_of(move.page.path), address_of(move.to))
    return moved + target[len(written) :]


def _with_end(written: str, old: str, new: str) -> str:
    """A roundabout path (``../part/slug.md`` beside the page) whose end changes."""
    if written.endswith(f"{old}.md"):
        return written.removesuffix(f"{old}.md") + f"{new}.md"
    return posixpath.join(posixpath.dirname(written), posixpath.basename(new) + ".md")


def _field_edits(guide: Guide, move: Move) -> Iterator[Edit]:
    old, new = move.page.slug, move.slug
    if move.part.slug != move.page.folder:
        yield Edit(move.page.path, move.page.document.span(["part"]), move.part.slug)
    if old == new:
        return
    for page in guide.concept_pages:
        meta, document = page.concept, page.document
        if not meta:
            continue
        for index, slug in enumerate(meta.requires):
            if slug == old:
                yield Edit(page.path, document.span(["requires", index]), new)
        if old in meta.related:
            yield Edit(page.path, document.key_span(["related", old]), new)
    documents = [(page.path, page.document) for page in (*guide.concept_pages, *(path.page for path in reading_paths(guide)))]
    documents += [(guide.planner_file.source.path, guide.planner_file.document)] if guide.planner_file else []
    for path, document in documents:
        for location in _naming(document.data, old):
            yield Edit(path, document.span_within(location, 0, len(old)), new)


def _naming(data: Any, slug: str, location: tuple[str | int, ...] = ()) -> Iterator[Location]:
    """The places in YAML data of each field ``concept`` that names the page, and of each text ``slug#number`` that names a number of it."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _naming(value, slug, (*location, step))
    elif isinstance(data, str) and (data.startswith(f"{slug}#") or (data == slug and location[-1:] == ("concept",))):
        yield location


def _order_edits(guide: Guide, move: Move) -> Iterator[Edit]:
    home = guide.part_of.get(move.page.folder)
    listed = home is not None and move.page.slug in home.meta.concepts
    if home and listed and home.slug == move.part.slug and move.place is None:
        index = home.meta.concepts.index(move.page.slug)
        yield Edit(home.page.path, home.page.document.span(["concepts", index]), move.slug)
        return
    if home and listed:
        yield from delist(home, move.page.slug)
    yield from enlist(move.part, move.slug, move.place or Place())


def with_mentions(text: str, move: Move) -> str:
    """A text with the path of the page, wherever it is written out, replaced."""
    return re.sub(rf"(?<![\w-]){re.escape(move.page.path)}(?![\w-])", move.to, text)


def naming_lines(text: str, move: Move) -> list[int]:
    """The lines of a text that name the page, by its address or the name of its file."""
    names = re.compile(rf"(?<![\w-])(?:{re.escape(address_of(move.page.path))}|{re.escape(move.page.slug)}\.md)(?![\w-])")
    return [number for number, line in enumerate(text.split("\n"), 1) if names.search(line)]


def _redirects(guide: Guide, move: Move) -> str:
    """The redirects, the new one among them, none of them a chain: those to the page lead where it goes."""
    old, new = address_of(move.page.path), address_of(move.to)
    moved: Mapping[str, str] = {**{a: new if b == old else b for a, b in guide.redirects.moved.items()}, old: new}
    text = guide.redirects.source.text
    head = re.match(r"(?:#.*\n)*", text)
    lines = sorted(f"{a}: {b}\n" for a, b in moved.items() if a != new)
    return (head[0] if head and text else _REDIRECTS_HEAD) + "".join(lines)


def _refuse_leftovers(guide: Guide, move: Move, texts: Mapping[str, str | None]) -> None:
    for path, text in texts.items():
        if text is None or not path.endswith(".md"):
            continue
        for link in parse_page(Source(path, text)).body.links:
            if resolve(path, link.target).path == move.page.path:
                raise UnmovableLinkError(_unmovable(path, link.span, link.target))


def _unmovable(path: str, span: Span, target: str) -> str:
    return f"{path}:{span.line}:{span.column}: the link to '{target}' cannot be rewritten here; write it as [text]({target}) first"

"""Markdown → headings, links, citations, code, HTML and a count of words, each with its place.

The parser is pulldown-cmark (through pyromark), which reports byte ranges, so that code, math and
HTML are never mistaken for text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pyromark
from pymdownx.slugs import slugify

from fieldguide.page import Body, Fence, Heading, Html, Link, Math
from fieldguide.parse.admonitions import expose_admonitions
from fieldguide.parse.citations import find_citations
from fieldguide.parse.html_tags import html_tags
from fieldguide.parse.unread_markup import unread_block, unread_code, unread_elsewhere, unread_formula, unread_lines, unread_text
from fieldguide.source import Problem, Source, Span

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_LEVELS = {f"H{level}": level for level in range(1, 7)}
_UNREAD = {"Link", "Image", "CodeBlock", "HtmlBlock"}
_OUTSIDE_PROSE = {"Heading", "Table", "Image", "CodeBlock", "HtmlBlock"}
_CITING_LINK = re.compile(r"@[a-z][\w-]*(?:,.*)?", re.DOTALL)
_NUMBERED = re.compile(r"(.*)_([0-9]{1,4000})")
_LEAD = re.compile(rb"[ >\t\\]*")
_BACKSLASH = ord("\\")
_ATTRIBUTE_ID = re.compile(rb"\{:?[^{}\n]*#([\w-]+)[^{}\n]*\}")
_slugify = slugify(case="lower")


def parse_body(source: Source, offset: int) -> Body:
    """What stands in the text that begins ``offset`` bytes into the file."""
    raw = source.text.encode()[offset:]
    return _Reader(source, offset, raw).read()


@lru_cache(maxsize=65536)
def anchor_of(text: str) -> str:
    """The id that a heading's text gets, on the site as on GitHub."""
    return str(_slugify(text, "-"))


@dataclass(slots=True)
class _Element:
    """An element that has begun: its name, what the parser says of it, the text gathered in it, where the last thing in it ends."""

    name: str
    details: Any
    text: list[str] = field(default_factory=list)
    reach: int = 0


class _Reader:
    """Walks the parser's events once."""

    def __init__(self, source: Source, offset: int, raw: bytes) -> None:
        self.source, self.offset, self.raw = source, offset, raw
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.html: list[Html] = []
        self.fences: list[Fence] = []
        self.math: list[Math] = []
        self.ids: list[tuple[str, Span]] = []
        self.problems: list[Problem] = []
        self.anchors: set[str] = set()
        self.after: dict[str, str] = {}
        self.plain = bytearray(len(raw))
        self.line_end = 0
        self.code: list[tuple[int, int]] = []
        self.raw_html: list[tuple[int, int]] = []
        self.prose: list[str] = []
        self.open: list[_Element] = []
        self.unread = 0
        self.outside_prose = 0

    def read(self) -> Body:
        opened = self.open
        for event, span in pyromark.events_with_range(expose_admonitions(self.raw.decode()), options=OPTIONS):
            start, end = span["start"], span["end"]
            if isinstance(event, str):
                if opened:
                    opened[-1].reach = end
                if event.endswith("Break"):
                    self._text(" ", start, end)
                    self.line_end = end
                continue
            kind, value = _only(event)
            if kind == "End":
                self._leave(opened.pop(), start, end)
                continue
            if opened:
                opened[-1].reach = end
            if kind == "Text":
                self._text(value, start, end)
            elif kind == "Start":
                self._enter(value, start, end)
            else:
                self._note(kind, value, start, end)
        self.ids += [(m[1].decode(), self._span(*m.span())) for m in _ATTRIBUTE_ID.finditer(self.plain)]
        groups, problems = find_citations(self.plain, self._span, self.offset)
        elsewhere = unread_elsewhere(self.raw, self.plain, self.code, self.raw_html, self._span)
        self.problems += [*problems, *unread_text(self.plain, self._span), *elsewhere]
        words = sum(word.isalnum() or any(map(str.isalnum, word)) for word in "\n".join(self.prose).split())
        return Body(
            self.offset, tuple(self.headings), tuple(self.links), tuple(groups), tuple(self.html), tuple(self.fences),
            tuple(self.math), tuple(self.ids), words, tuple(self.problems),
        )  # fmt: skip

    def _note(self, kind: str, value: Any, start: int, end: int) -> None:
        """Notes a code span, a formula or a tag."""
        if kind == "Code" or kind.endswith("Math"):
            self._collect(value)
            self.code.append((start, end))
            self.problems += unread_lines(self.raw, start, end, self._span)
            if kind != "Code":
                self.problems += unread_formula(self.raw, start, end, self._span)
                self.math.append(Math(value, kind == "DisplayMath", self._span(start, end)))
        elif kind == "InlineHtml":
            self._note_html(start, end)

    def _span(self, start: int, end: int) -> Span:
        return self.source.span(start + self.offset, end + self.offset)

    def _enter(self, value: str | dict[str, Any], start: int, end: int) -> None:
        name, details = (value, {}) if isinstance(value, str) else next(iter(value.items()))
        self.open.append(_Element(name, details))
        self.unread += name in _UNREAD
        self.outside_prose += name in _OUTSIDE_PROSE
        if name == "HtmlBlock":
            self._note_html(start, end)
            self._note_problem(unread_block(self.raw, start, end, self._span))

    def _leave(self, element: _Element, start: int, end: int) -> None:
        name, details = element.name, element.details
        self.unread -= name in _UNREAD
        self.outside_prose -= name in _OUTSIDE_PROSE
        text = "".join(element.text)
        if name == "Heading":
            text = " ".join(text.split())
            anchor = details["id"] or self._unique(anchor_of(text))
            self.anchors.add(anchor)
            end = start + len(self.raw[start:end].rstrip())
            self.headings.append(Heading(_LEVELS[details["level"]], text, anchor, self._span(start, end), start + self.offset))
        elif name in ("Link", "Image"):
            self._note_link(element, text, start, end)
        elif name == "CodeBlock":
            info = details["Fenced"] if isinstance(details, dict) else None
            self.code.append((start, end))
            self._note_problem(unread_code(self.raw, info, start, end, self._span))
            if info is not None:
                self.fences.append(Fence(info, text, self._span(start, end)))
        if name in ("Link", "Emphasis", "Strong"):
            self._collect(text)

    def _collect(self, text: str) -> None:
        if self.open:
            self.open[-1].text.append(text)

    def _text(self, value: str, start: int, end: int) -> None:
        if self.open:
            self.open[-1].text.append(value)
        if not self.outside_prose:
            self.prose.append(value)
        if self.unread:
            return
        line_end, raw, plain = self.line_end, self.raw, self.plain
        if line_end and (line_end == start or _LEAD.fullmatch(raw, line_end, start)):  # the indentation of the line goes with it
            plain[line_end:start] = raw[line_end:start].replace(b">", b" ")
        elif start and raw[start - 1] == _BACKSLASH:
            plain[start - 1] = _BACKSLASH
        plain[start:end] = raw[start:end]
        self.line_end = 0

    def _note_link(self, element: _Element, text: str, start: int, end: int) -> None:
        target, image = element.details["dest_url"], element.name == "Image"
        raw = target.encode()
        found = max(self.raw.find(raw, element.reach, end), self.raw.rfind(raw, start, element.reach)) if raw else -1
        place = (found, found + len(raw)) if found >= 0 else (start, end)
        self.links.append(
            Link(target, " ".join(text.split()), self._span(start, end), self._span(*place), start + self.offset, end + self.offset, image)
        )
        if self.raw[start:end].startswith(b"<"):
            self.raw_html.append((start, end))
        if not image and _CITING_LINK.fullmatch(text):
            wanted = text if "," in text else f"{text}, place"
            message = f"'[{text}]' is a link here, not a citation; write [{wanted}], with no parenthesis and no bracket after it"
            self.problems.append(Problem("malformed_citation", self._span(start, end), message))

    def _note_problem(self, problem: Problem | None) -> None:
        if problem:
            self.problems.append(problem)

    def _note_html(self, start: int, end: int) -> None:
        text, span = self.raw[start:end].decode(), self._span(start, end)
        self.html.append(Html(text, span))
        self.raw_html.append((start, end))
        for tag in html_tags(text):
            self.ids += [(value, span) for name, value in tag.attributes if name in ("id", "name") and value]

    def _unique(self, anchor: str) -> str:
        """Python-Markdown's way of keeping ids apart; what was passed over once is not gone through again."""
        passed = []
        while anchor in self.anchors or not anchor:
            passed.append(anchor)
            match = _NUMBERED.fullmatch(anchor)
            anchor = self.after.get(anchor) or (f"{match[1]}_{int(match[2]) + 1}" if match else f"{anchor}_1")
        self.after.update(dict.fromkeys(passed, anchor))
        return anchor


def _only(event: Mapping[str, Any]) -> tuple[str, Any]:
    """The kind of an event and what it says."""
    ((kind, value),) = event.items()
    return kind, value

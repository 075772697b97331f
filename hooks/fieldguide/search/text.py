"""The text of a Markdown page by its headings, as a reader sees it: no markup, no citation, no formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyromark

from fieldguide.page import Page
from fieldguide.parse.admonitions import expose_admonitions
from fieldguide.parse.markdown import OPTIONS

_CITATION = re.compile(r"\s?\[@[^\]]*\]")
_ATTRIBUTES = re.compile(r"\{[:.# ][^{}\n]*\}")
_LETTERING = re.compile(r"\\(?:mathrm|text|mathit|mathbf|operatorname)\b|[{}]|\\[,;! ]")
_SIGNS = {
    r"\cdot": "·",
    r"\times": "×",
    r"\approx": "≈",
    r"\leq": "≤",
    r"\le": "≤",
    r"\geq": "≥",
    r"\ge": "≥",
    r"\beta": "β",
    r"\alpha": "α",
}


@dataclass(frozen=True)
class Section:
    """A stretch of a page that a link can lead to; the page's own head has neither anchor nor heading."""

    anchor: str
    heading: str
    text: str


@dataclass
class _Open:
    anchor: str
    heading: str
    pieces: list[str] = field(default_factory=list)

    def close(self) -> Section:
        text = _ATTRIBUTES.sub("", _CITATION.sub("", "".join(self.pieces)))
        return Section(self.anchor, self.heading, " ".join(text.split()))


def sections(page: Page) -> list[Section]:
    """The page's head and the section under each of its headings, in order."""
    found = [_Open("", "")]
    headings = iter(page.body.headings)
    in_heading = drawing = False
    for kind, value in _events(page):
        if kind == "Start" and "Heading" in value:
            heading = next(headings)
            found.append(_Open(heading.anchor, heading.text))
            in_heading = True
        elif kind == "Fence":
            drawing = value.startswith("mermaid")
        elif kind == "End":
            drawing = False
            in_heading = in_heading and "Heading" not in value
            found[-1].pieces.append(" · " if "TableCell" in value else " " if _ends_a_block(value) else "")
        elif kind in ("Text", "Code") and not in_heading and not drawing:
            found[-1].pieces.append(value)
        elif kind.endswith("Math"):
            found[-1].pieces.append(_formula(value))
        elif kind.endswith("Break"):
            found[-1].pieces.append(" ")
    return [section.close() for section in found]


def _events(page: Page) -> Iterator[tuple[str, str]]:
    text = page.source.text.encode()[page.body.offset :].decode()
    for event in pyromark.events(expose_admonitions(text), options=OPTIONS):
        if isinstance(event, str):
            yield event, ""
        else:
            kind, value = next(iter(event.items()))
            details: Any = value
            if isinstance(details, str):
                yield kind, details
            elif isinstance(details.get("CodeBlock"), dict):
                yield "Fence", str(details["CodeBlock"].get("Fenced", ""))
            else:
                yield kind, next(iter(details), "")


def _formula(latex: str) -> str:
    """A short formula as plain text, any other as an ellipsis."""
    text = _LETTERING.sub("", latex)
    for command, sign in _SIGNS.items():
        text = text.replace(command, sign)
    return text if "\\" not in text and len(text) <= 40 else "…"


def _ends_a_block(name: str) -> bool:
    return name not in ("Emphasis", "Strong", "Link", "Image", "Strikethrough")

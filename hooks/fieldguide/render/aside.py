"""Finished HTML within a page's Markdown, put aside while that is converted: it would be read tag by tag, and come out as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGIN, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_TAGS = re.compile(f"{_MARKED.pattern}|(?:<math\\b.*?</math>|<[a-z/][^<>]*>)+")
_PLACE = re.compile(f"(<p>)?{_BEGIN}(\\d+){_END}(?(1)</p>)")


def finished(html: str) -> str:
    """HTML that is to be put aside; alone in a paragraph it stands for a block."""
    return f"{_BEGIN}{html}{_END}"


def with_finished_tags(markdown: str) -> str:
    """Markdown of our own whose HTML tags, and formulas, are to be put aside; a ``<`` in an attribute is to be escaped."""
    return _TAGS.sub(lambda match: match[0] if match[0][0] == _BEGIN else finished(match[0]), markdown)


def put_aside(markdown: str) -> tuple[str, list[str]]:
    """The Markdown with a number in the place of each piece, and the pieces."""
    pieces: list[str] = []

    def number(match: re.Match[str]) -> str:
        pieces.append(match[1])
        return finished(str(len(pieces) - 1))

    return _MARKED.sub(number, markdown), pieces


def put_back(html: str, pieces: Sequence[str]) -> str:
    """The converted HTML with the pieces in their places."""
    return _PLACE.sub(lambda match: pieces[int(match[2])] if int(match[2]) < len(pieces) else match[0], html)

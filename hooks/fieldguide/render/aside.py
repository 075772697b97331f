"""Finished HTML within a page's Markdown, put aside while that is converted: it would be read tag by tag, and come out as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import compress, decompress

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

_BEGIN, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_TAGS = re.compile(f"{_MARKED.pattern}|(?:<math\\b.*?</math>|<[a-z/][^<>]*>)+")
_PLACE = re.compile(f"(<p>)?{_BEGIN}(\\d+){_END}(?(1)</p>)")


class Resolved(Struct, frozen=True, array_like=True):
    """A page's Markdown with a number in the place of each piece, and the pieces."""

    markdown: str
    pieces: list[str]

    def pack(self) -> bytes:
        """Its bytes, compressed: a guide of many pages is held in memory all at once."""
        return compress(encode(self), 1)


_decoder = Decoder(Resolved)


def unpack(packed: bytes) -> Resolved:
    """What was packed."""
    return _decoder.decode(decompress(packed))


def finished(html: str) -> str:
    """HTML that is to be put aside; alone in a paragraph it stands for a block."""
    return f"{_BEGIN}{html}{_END}"


def with_finished_tags(markdown: str) -> str:
    """Markdown of our own whose HTML tags, and formulas, are to be put aside; a ``<`` in an attribute is to be escaped."""
    return _TAGS.sub(lambda match: match[0] if match[0][0] == _BEGIN else finished(match[0]), markdown)


def put_aside(markdown: str) -> Resolved:
    """Takes the pieces out of the Markdown."""
    pieces: list[str] = []

    def number(match: re.Match[str]) -> str:
        pieces.append(match[1])
        return finished(str(len(pieces) - 1))

    return Resolved(_MARKED.sub(number, markdown), pieces)


def put_back(html: str, pieces: Sequence[str]) -> str:
    """The converted HTML with the pieces in their places."""
    return _PLACE.sub(lambda match: pieces[int(match[2])] if int(match[2]) < len(pieces) else match[0], html)

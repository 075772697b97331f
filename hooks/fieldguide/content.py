"""What converting a page's Markdown comes to, as plain values: it passes between processes, and is kept between builds."""

from __future__ import annotations

from typing import Any
from zlib import compress, decompress

from msgspec import Struct
from msgspec.msgpack import Decoder, encode


class Content(Struct, frozen=True, array_like=True):
    """A page's HTML, and what the rest of the build reads of it.

    ``toc`` holds nested entries ``[title, id, level, entries]``; ``title`` is that of the first heading; ``links`` are those to anchors of
    other pages, as written, by the path of the file and the anchor; ``sound`` says that nothing was logged on the way.
    """

    html: str
    toc: list[Any]
    title: str | None
    meta: dict[str, Any]
    anchors: list[str]
    links: dict[str, dict[str, str]]
    sound: bool

    def pack(self) -> bytes:
        """Its bytes, compressed but for the first, which says whether it is sound."""
        return bytes([self.sound]) + compress(encode(self), 1)


_decoder = Decoder(Content)


def unpack(packed: bytes) -> Content:
    """What was packed."""
    return _decoder.decode(decompress(packed[1:]))


def is_sound(packed: bytes) -> bool:
    """Whether what was packed is sound."""
    return packed[0] == 1

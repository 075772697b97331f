"""What converting a page's Markdown comes to, as plain values: it passes between processes, and is kept between builds."""

from __future__ import annotations

import struct
from typing import Any
from zlib import compress, decompress

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

_HEAD = struct.Struct("<?I")


class About(Struct, frozen=True, array_like=True):
    """What the rest of the build reads of a page besides its HTML.

    ``toc`` holds nested entries ``[title, id, level, entries]``; ``title`` is that of the first heading; ``links`` are those to anchors of
    other pages, as written, by the path of the file and the anchor.
    """

    toc: list[Any]
    title: str | None
    meta: dict[str, Any]
    anchors: list[str]
    links: dict[str, dict[str, str]]


_decoder = Decoder(About)


def pack(html: str, about: About, sound: bool) -> bytes:
    """The bytes of a page's content, of which either part can be read alone; ``sound`` says that nothing was logged on the way."""
    first = compress(encode(about), 1)
    return _HEAD.pack(sound, len(first)) + first + compress(html.encode(), 1)


def is_sound(packed: bytes) -> bool:
    """Whether what was packed is sound."""
    return bool(_HEAD.unpack_from(packed)[0])


def about_of(packed: bytes) -> About:
    """What was packed about the page."""
    return _decoder.decode(decompress(packed[_HEAD.size : _html_at(packed)]))


def html_of(packed: bytes) -> str:
    """The page's HTML that was packed."""
    return decompress(packed[_html_at(packed) :]).decode()


def _html_at(packed: bytes) -> int:
    return _HEAD.size + int(_HEAD.unpack_from(packed)[1])

"""A parsed page ↔ bytes, without what its text tells at once; so pages are handed from process to process, and kept between runs."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from fieldguide.page import Body, Page
from fieldguide.parse.page import front_matter, model_of, parse_page
from fieldguide.parse.yaml_document import Document
from fieldguide.source import Source


class _Packed(Struct, frozen=True, array_like=True):
    """``front`` is where the YAML of the front matter begins and ends in the text, in characters; None where there is none."""

    body: Body
    data: Any
    front: tuple[int, int] | None


_decoder = Decoder(_Packed)


def parse_packed(source: Source) -> bytes:
    """The page that a text makes, packed; empty where its front matter has problems, or characters that no file can hold."""
    page = parse_page(source)
    try:
        return b"" if page.problems else encode(_Packed(page.body, page.document.data, front_matter(source)))
    except UnicodeEncodeError:
        return b""


def unpack(source: Source, packed: bytes) -> Page:
    """The page that was packed, out of its bytes and its text."""
    kept = _decoder.decode(packed)
    if kept.front is None:
        return Page(source, Document(None), kept.body)
    start, end = kept.front
    model = model_of(source.path)
    document = Document(kept.data, text=source.text[start:end], first_line=2)
    return Page(source, document, kept.body, model.model_validate(kept.data) if model else None)

"""The index → the files that the site serves: one entry, word lists and postings by the alphabet, and one file a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec.msgpack import Decoder, encode

from fieldguide.guide import Guide
from fieldguide.keep import keep
from fieldguide.search.entry import Entry, entry_of
from fieldguide.search.findable import findable_page, findable_paths, surroundings
from fieldguide.search.index import Index, build_index
from fieldguide.search.words import STOP_WORDS

PIECE = 16_000
"""Characters of a piece of the postings, about: some 6 kB over the wire."""

_decoder = Decoder(Entry)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def write_search(guide: Guide, urls: Mapping[str, str], to: Path) -> None:
    """Writes the search of the guide's pages into a folder; ``urls`` holds each page's address by its path in the repository."""

    def count(path: str) -> bytes:
        page = findable_page(guide, path, urls[path])
        return encode(entry_of(page)) if page else b""

    def text(path: str) -> str:
        source = guide.source(path)
        return source.text if source else ""

    made_of = {path: (path, urls[path], *surroundings(guide, path), text(path)) for path in findable_paths(guide, urls)}
    entries = [_decoder.decode(packed) for packed in keep(guide.store, "findable", made_of, count).values() if packed]
    for name, content in search_files(build_index(entries)).items():
        path = to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def search_files(index: Index) -> dict[str, str]:
    """Each file's name and text; all but the entry are named by what they hold, so none is ever stale."""
    files: dict[str, str] = {}

    def put(folder: str, content: Any) -> str:
        return put_text(folder, json.dumps(content, ensure_ascii=False, separators=(",", ":")))

    def put_text(folder: str, text: str) -> str:
        name = hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
        files[f"{folder}/{name}.js"] = f'guideSearch.take("{folder}/{name}",{text})\n'
        return name

    parts = list(dict.fromkeys(page.part for page in index.pages))
    tags = sorted({tag for page in index.pages for tag in page.tags})
    entry = {
        "stop": " ".join(sorted(STOP_WORDS)),
        "parts": parts,
        "tags": tags,
        "partOf": [parts.index(page.part) for page in index.pages],
        "tagsOf": [[tags.index(tag) for tag in page.tags] for page in index.pages],
        "pages": " ".join(put_text("page", page.shown) for page in index.pages),
        "words": [[piece[0][0], put("words", dict(piece))] for piece in _pieces(index)],
        "spelling": {
            letter: put("spelling", " ".join(group)) for letter, group in groupby(sorted(index.spelling), key=lambda word: word[0])
        },
    }
    files["entry.js"] = f'guideSearch.take("entry",{json.dumps(entry, ensure_ascii=False, separators=(",", ":"))})\n'
    return files


def _pieces(index: Index) -> Iterator[list[tuple[str, str]]]:
    piece: list[tuple[str, str]] = []
    size = 0
    for word, pages in index.postings.items():
        text = _encoded(pages)
        if size and size + len(word) + len(text) > PIECE:
            yield piece
            piece, size = [], 0
        piece.append((word, text))
        size += len(word) + len(text) + 6
    if piece:
        yield piece


def _encoded(pages: Iterable[tuple[int, int]]) -> str:
    """Page numbers as distances, which are left out where they are one, each with a letter for its strength: ``12FcA``."""
    text, last = "", -1
    for page, level in pages:
        text += f"{page - last if page - last > 1 else ''}{_LETTERS[level]}"
        last = page
    return text

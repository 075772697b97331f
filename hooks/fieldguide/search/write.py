"""The index → the files that the site serves: one entry, word lists and postings by the alphabet, and one file a page."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from fieldguide.guide import Guide
from fieldguide.keep import keep
from fieldguide.output import Output
from fieldguide.search.entry import entry_of, unpack
from fieldguide.search.findable import findable_page, findable_paths, surroundings
from fieldguide.search.index import Index, build_index
from fieldguide.search.words import STOP_WORDS

PIECE = 16_000
"""Characters of a piece of the postings, about: some 6 kB over the wire."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def write_search(guide: Guide, urls: Mapping[str, str], to: Output) -> None:
    """Writes the search of the guide's pages; ``urls`` holds each page's address by its path in the repository."""

    def count(path: str) -> bytes:
        page = findable_page(guide, path, urls[path])
        return entry_of(page).pack() if page else b""

    def text(path: str) -> str:
        source = guide.source(path)
        return source.text if source else ""

    made_of = {path: (path, urls[path], *surroundings(guide, path), text(path)) for path in findable_paths(guide, urls)}
    entries = [packed for packed in keep(guide.store, "findable", made_of, count).values() if packed]
    for name, content in search_files(build_index(entries)):
        to.write(f"search/{name}", content.encode())


def search_files(index: Index) -> Iterator[tuple[str, str]]:
    """Each file's name and text; all but the entry are named by what they hold, so none is ever stale."""
    names: dict[str, list[str]] = defaultdict(list)

    def put(folder: str, text: str) -> tuple[str, str]:
        name = hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
        names[folder].append(name)
        return f"{folder}/{name}.js", f'guideSearch.take("{folder}/{name}",{text})\n'

    parts_of, tags_of = [], []
    for entry in map(unpack, index.entries):
        parts_of.append(entry.part)
        tags_of.append(entry.tags)
        yield put("page", entry.shown)
    first_words = []
    for piece in _pieces(index):
        first_words.append(piece[0][0])
        yield put("words", _json(dict(piece)))
    letters = []
    for letter, group in groupby(sorted(index.spelling), key=lambda word: word[0]):
        letters.append(letter)
        yield put("spelling", _json(" ".join(group)))
    parts = list(dict.fromkeys(parts_of))
    tags = sorted({tag for own in tags_of for tag in own})
    start = {
        "stop": " ".join(sorted(STOP_WORDS)),
        "parts": parts,
        "tags": tags,
        "partOf": [parts.index(part) for part in parts_of],
        "tagsOf": [[tags.index(tag) for tag in own] for own in tags_of],
        "pages": " ".join(names["page"]),
        "words": [list(pair) for pair in zip(first_words, names["words"], strict=True)],
        "spelling": dict(zip(letters, names["spelling"], strict=True)),
    }
    yield "entry.js", f'guideSearch.take("entry",{_json(start)})\n'


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


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


def _encoded(pages: Iterable[int]) -> str:
    """Page numbers as distances, which are left out where they are one, each with a letter for its strength: ``12FcA``."""
    pieces, last = [], -1
    for code in pages:
        page = code >> 6
        if page - last > 1:
            pieces.append(str(page - last))
        pieces.append(_LETTERS[code & 63])
        last = page
    return "".join(pieces)

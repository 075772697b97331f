"""The index → the files that the site serves: one entry, word lists and postings by the alphabet, and one file a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from fieldguide.guide import Guide
from fieldguide.search.findable import Findable, findable_pages
from fieldguide.search.index import Index, build_index
from fieldguide.search.words import STOP_WORDS

PIECE = 16_000
"""Characters of a piece of the postings, about: some 6 kB over the wire."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def write_search(guide: Guide, urls: Mapping[str, str], to: Path) -> None:
    """Writes the search of the guide's pages into a folder; ``urls`` holds each page's address by its path in the repository."""
    for name, text in search_files(build_index(findable_pages(guide, urls))).items():
        path = to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def search_files(index: Index) -> dict[str, str]:
    """Each file's name and text; all but the entry are named by what they hold, so none is ever stale."""
    files: dict[str, str] = {}

    def keep(folder: str, content: Any) -> str:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
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
        "pages": " ".join(keep("page", _page(page)) for page in index.pages),
        "words": [[piece[0][0], keep("words", dict(piece))] for piece in _pieces(index)],
        "spelling": {
            letter: keep("spelling", " ".join(group)) for letter, group in groupby(sorted(index.spelling), key=lambda word: word[0])
        },
    }
    files["entry.js"] = f'guideSearch.take("entry",{json.dumps(entry, ensure_ascii=False, separators=(",", ":"))})\n'
    return files


def _page(page: Findable) -> dict[str, Any]:
    return {
        "url": page.url,
        "title": page.title,
        "part": page.part,
        "tags": page.tags,
        "names": page.names,
        "summary": page.summary,
        "sections": [[section.anchor, section.heading, section.text] for section in page.sections],
        "numbers": [[number.anchor, number.heading, number.text] for number in page.numbers],
    }


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


def _encoded(pages: tuple[tuple[int, int], ...]) -> str:
    """Page numbers as distances, which are left out where they are one, each with a letter for its strength: ``12FcA``."""
    text, last = "", -1
    for page, level in pages:
        text += f"{page - last if page - last > 1 else ''}{_LETTERS[level]}"
        last = page
    return text

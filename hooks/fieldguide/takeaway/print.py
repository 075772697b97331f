"""The books → files in the site's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fieldguide.guide import Guide
from fieldguide.takeaway.bind import to_epub, to_pdf
from fieldguide.takeaway.book import part_book, whole_book
from fieldguide.takeaway.offer import BOOK_PATH, part_book_path, tell_sizes


def print_books(guide: Guide, site_url: str, site: Path) -> Iterator[Path]:
    """Writes the whole guide as PDF and EPUB and each part as PDF, and tells their sizes on the page that offers them."""
    book = whole_book(guide, site_url)
    yield _written(site / f"{BOOK_PATH}.epub", to_epub(book))
    yield _written(site / f"{BOOK_PATH}.pdf", to_pdf(book))
    for part in guide.parts:
        yield _written(site / part_book_path(part), to_pdf(part_book(guide, part, site_url)))
    tell_sizes(site)


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path

"""What there is to take away, and the page that offers it: each copy with its size, once it has been made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from fieldguide.guide import Guide, Part
from fieldguide.render.roman import roman
from fieldguide.render.table import cell
from fieldguide.takeaway.feed import FEED_PATH

ARCHIVE_PATH = "llm-engineering-field-guide.zip"
BOOK_PATH = "book/llm-engineering-field-guide"
"""Without its ending, ``.pdf`` or ``.epub``."""

PAGE = "take-away/index.html"

_COPY = re.compile(r'<span class="copy" data-copy="([^"]+)">(?:<a [^>]*>)?([^<]*)(?:</a>)? ?(?:<small>.*?</small>)?</span>')


@dataclass(frozen=True)
class Copy:
    """A file, its name for readers, what it is good for; ``command`` makes it where no build does by itself."""

    path: str
    name: str
    about: str
    command: str = ""


def part_book_path(part: Part) -> str:
    """The path of a part's PDF."""
    return f"book/part-{part.meta.number}-{part.slug}.pdf"


def copies(guide: Guide) -> Iterator[tuple[str, list[Copy]]]:
    """All copies, under headings."""
    parts = [
        Copy(part_book_path(part), f"Part {roman(part.meta.number)}: {part.meta.title}", part.meta.summary, "make book")
        for part in guide.parts
    ]
    yield (
        "On paper and on a reading device",
        [
            Copy(
                f"{BOOK_PATH}.pdf",
                "The whole guide as PDF",
                "A book, with contents, bookmarks and page numbers; to print or to read.",
                "make book",
            ),
            Copy(f"{BOOK_PATH}.epub", "The whole guide as EPUB", "For e-readers and reading apps; formulas are MathML.", "make book"),
            *parts,
        ],
    )
    yield (
        "Without a network",
        [
            Copy(
                ARCHIVE_PATH,
                "The whole site as an archive",
                "Unpack it and open index.html: search, calculators and planner work from the disk.",
                "make archive",
            ),
        ],
    )
    yield (
        "For language models",
        [
            Copy("llms.txt", "llms.txt", "A list of the pages' Markdown copies with a summary of each, as llmstxt.org proposes."),
            Copy(
                "llms-full.txt",
                "llms-full.txt",
                "The whole guide as one Markdown text: pages, numbers with formulas and sources, relations, facts, references.",
            ),
        ],
    )
    yield "To follow", [Copy(FEED_PATH, "Atom feed", "New concepts, and those that were checked again.")]


def copy_list(guide: Guide) -> str:
    """The Markdown of the list; sizes and links are put in by `tell_sizes` when the files are there."""
    return "\n\n".join(f"## {heading}\n\n" + "\n\n".join(map(_entry, found)) for heading, found in copies(guide))


def tell_sizes(site: Path) -> None:
    """On the page that offers them, turns the name of each copy that exists into a link with its size."""
    page = site / PAGE
    if page.is_file():
        text = page.read_text(encoding="utf-8")
        page.unlink()  # it may be a link to that of the site that stands
        page.write_text(_COPY.sub(lambda match: _offered(site, match), text), encoding="utf-8")


def as_within(html: str, path: str) -> str:
    """The page as it stands within a copy of it: that copy is not offered there, and says nothing of its own size."""

    def own(match: re.Match[str]) -> str:
        return f'<span class="copy" data-copy="{path}">{match[2].strip()} <small>this copy</small></span>' if match[1] == path else match[0]

    return _COPY.sub(own, html)


def _entry(copy: Copy) -> str:
    made = f" <small>by <code>{copy.command}</code></small>" if copy.command else ""
    return f'<span class="copy" data-copy="{copy.path}">{cell(copy.name)}{made}</span>\n:   {cell(copy.about)}'


def _offered(site: Path, match: re.Match[str]) -> str:
    path, name = match[1], match[2].strip()
    if not (site / path).is_file():
        return match[0]
    size = _size((site / path).stat().st_size)
    return f'<span class="copy" data-copy="{escape(path)}"><a href="../{escape(path)}">{name}</a> <small>{size}</small></span>'


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"

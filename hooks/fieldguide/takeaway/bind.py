"""A book's Markdown → PDF by Typst, EPUB by Pandoc.

Chosen for what a book wants: formulas set as formulas, page numbers in its contents, and the same file for the same text.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc
import typst

from fieldguide.takeaway.book import Book

_MARKDOWN = "commonmark+pipe_tables+tex_math_dollars+attributes+bracketed_spans+raw_attribute+implicit_figures+yaml_metadata_block"
_HERE = Path(__file__).parent
_SPOT = re.compile(r"\[\]\{#([^}]+)\}")
_NARROWING = re.compile(r"\\!")
"""Pandoc makes six times too much of this space where it writes Typst."""

_KEY_NUMBERS = "columns: 3,\n    align: (left,right,left,)"
"""What Pandoc makes of a table of key numbers or facts."""


def to_pdf(book: Book) -> bytes:
    """The book as PDF, the same bytes for the same book."""
    text = _SPOT.sub(r"`#metadata(none)<\1>`{=typst}", _NARROWING.sub("", book.text))
    with TemporaryDirectory() as folder:
        source = Path(folder, "book.typ")
        _convert(book, text, "typst", source, f"--template={_HERE / 'book.typ'}", *_variables(book))
        laid_out = source.read_text(encoding="utf-8").replace(_KEY_NUMBERS, _KEY_NUMBERS.replace("3", "(2fr, auto, 3fr)"))
        source.write_text(laid_out, encoding="utf-8")
        pdf = typst.compile(str(source), root=folder, ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    return pdf


def to_epub(book: Book) -> bytes:
    """The book as EPUB 3, formulas as MathML, the same bytes for the same book."""
    with TemporaryDirectory() as folder:
        made = Path(folder, "book.epub")
        options = ("--mathml", "--toc", "--toc-depth=2", "--split-level=2", f"--css={_HERE / 'book.css'}")
        _convert(book, f"{_metadata(book)}{book.text}", "epub3", made, *options)
        return made.read_bytes()


def _convert(book: Book, text: str, to: str, output: Path, *options: str) -> None:
    """Has Pandoc write a file, with the drawings beside it."""
    for name, svg in book.drawings.items():
        (output.parent / name).write_text(svg, encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), f"--from={_MARKDOWN}", f"--to={to}", f"--output={output}", *options]
    subprocess.run(command, input=text, cwd=output.parent, env={"SOURCE_DATE_EPOCH": str(book.epoch)}, text=True, check=True)


def _variables(book: Book) -> list[str]:
    year, month = book.month.split("-")
    values = {
        "title": book.title,
        "subtitle": book.subtitle,
        "publisher": book.publisher,
        "rights": book.rights,
        "year": year,
        "month": str(int(month)),
    }
    return [f"--variable={name}:{value}" for name, value in values.items()]


def _metadata(book: Book) -> str:
    """What an EPUB says of itself; its identifier is the address that the book is made from, so that a new edition replaces the old."""
    fields = {
        "title": book.title, "subtitle": book.subtitle, "author": book.publisher, "rights": book.rights, "lang": "en", "date": f"{book.month}-01",
        "identifier": book.address,
    }  # fmt: skip
    return "---\n" + "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items()) + "---\n\n"

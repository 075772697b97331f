"""Start a page: write it with all its fields and headings, and list it in its part.

The page says in each place what to fill in; `fieldguide check` reports what is still to be written, and nothing else.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from fieldguide.commands.place import new_address, part_called, place_arguments, place_in
from fieldguide.commands.root import guide_at, root_argument
from fieldguide.commands.status import MisuseError, Status
from fieldguide.edit import edited, write_files
from fieldguide.fresh_page import fresh_page, title_from
from fieldguide.guide import Guide
from fieldguide.reading_order import enlist


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("page", metavar="PART/SLUG", help="its part's folder and its file name, which is its address for ever")
    parser.add_argument("--title", help="the concept's name (default: the slug in words)")
    place_arguments(parser)
    root_argument(parser)


def run(options: Namespace) -> Status:
    """Writes the page and its place in the part's order, or nothing."""
    guide = guide_at(options.root)
    folder, slash, slug = options.page.removeprefix("concepts/").removesuffix(".md").partition("/")
    if not slash:
        names = ", ".join(part.slug for part in guide.parts)
        raise MisuseError(f"'{options.page}' names no part; write PART/{folder}, with one of {names}")
    part = part_called(guide, folder)
    place = place_in(part, options)
    path = new_address(guide, part, slug)
    title = " ".join((title_from(slug) if options.title is None else options.title).split())
    if not title.isprintable() or not title or set(title) & set("<>[]`"):
        raise MisuseError("a title is plain text in one line; give it without brackets and markup")
    _refuse_name_of_another(guide, title)
    texts = {
        path: fresh_page(title, part.slug, f"{date.today():%Y-%m}"),
        part.page.path: edited(part.page.source, enlist(part, slug, place)),
    }
    write_files(guide.root, texts)
    print(_next_steps(path, part.page.path, options.root))
    return Status.CLEAN


def _refuse_name_of_another(guide: Guide, title: str) -> None:
    for page in guide.concepts.values():
        names = [page.concept.title, *page.concept.aliases] if page.concept else []
        if title.casefold() in (name.casefold() for name in names):
            raise MisuseError(
                f"'{title}' is a name of {page.path} already; write there what is missing, or take its alias away first, or give another --title"
            )


def _next_steps(path: str, index: str, root: Path) -> str:
    return (
        f"wrote {root / path} and listed it in {root / index}\n"
        "next:\n"
        "  1. fill in what the page asks for; each number is a formula over facts, or cited with its place\n"
        "  2. fieldguide cite DOI, arXiv id or BibTeX: adds a source to references.bib and prints how to cite it\n"
        "  3. make check: reports what is still to be written; make serve: shows the page as a reader will see it"
    )

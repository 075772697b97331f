"""Make a book of the guide and one of each part, as PDF and EPUB, and put them into the finished site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from fieldguide.commands.root import guide_at, root_argument
from fieldguide.commands.status import MisuseError, Status
from fieldguide.render.site_path import SITE


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="where to put them, under book/ (default: site)")
    parser.add_argument("--site-url", default=SITE, help=f"where what is not in a book is found (default: {SITE})")
    root_argument(parser)


def run(options: Namespace) -> Status:
    """Writes the files and prints the name of each."""
    try:
        from fieldguide.takeaway.print import print_books
    except ModuleNotFoundError as error:
        raise MisuseError(f"{error.name} is not installed; 'make book' installs what books are made with") from None
    for path in print_books(guide_at(options.root), options.site_url, options.site):
        print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return Status.CLEAN

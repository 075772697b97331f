"""Pack the finished site into an archive that works from a folder, and put it into the site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from fieldguide.commands.status import MisuseError, Status
from fieldguide.takeaway.archive import write_archive
from fieldguide.takeaway.offer import tell_sizes


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="the folder that was built (default: site)")


def run(options: Namespace) -> Status:
    """Writes the archive and prints its name."""
    root: Path = options.site
    if not (root / "index.html").is_file():
        raise MisuseError(f"there is no file index.html in {root.resolve()}; build the site first, or name its folder")
    path = write_archive(root)
    tell_sizes(root)
    print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return Status.CLEAN

"""The finished site that a command reads."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from fieldguide.commands.status import MisuseError


def site_argument(parser: ArgumentParser) -> None:
    """The argument that names the site's folder."""
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="the folder that was built (default: site)")


def site_at(folder: Path) -> Path:
    """The folder of a finished site; raises `MisuseError` where there is none."""
    if not (folder / "index.html").is_file():
        raise MisuseError(f"there is no file index.html in {folder.resolve()}; build the site first, or name its folder")
    return folder

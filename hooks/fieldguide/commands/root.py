"""The repository that a command works on."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from fieldguide.commands.status import MisuseError
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.store import open_store


def root_argument(parser: ArgumentParser) -> None:
    """The option that names the repository."""
    parser.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="the repository (default: this folder)")


def guide_at(root: Path) -> Guide:
    """The guide of a repository; raises `MisuseError` where there is none."""
    if not (root / "concepts").is_dir():
        raise MisuseError(f"there is no folder 'concepts' in {root.resolve()}; name the repository")
    return load_guide(root.resolve(), open_store(root))

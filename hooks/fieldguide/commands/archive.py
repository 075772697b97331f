"""Pack the finished site into an archive that works from a folder, and put it into the site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from fieldguide.commands.built_site import site_argument, site_at
from fieldguide.commands.status import Status
from fieldguide.takeaway.archive import write_archive
from fieldguide.takeaway.offer import tell_sizes


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    site_argument(parser)


def run(options: Namespace) -> Status:
    """Writes the archive and prints its name."""
    root = site_at(options.site)
    path = write_archive(root)
    tell_sizes(root)
    print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return Status.CLEAN

"""Read the finished site as a browser does, and report every fault of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from fieldguide.commands.built_site import site_argument, site_at
from fieldguide.commands.status import Status
from fieldguide.diagnostic import summary
from fieldguide.report.as_text import to_text
from fieldguide.site import load_site
from fieldguide.store import open_store
from fieldguide.verify import verify_site


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    site_argument(parser)


def run(options: Namespace) -> Status:
    """Prints the faults, or how much was read and found clean."""
    root = site_at(options.site)
    site = load_site(root)
    found = verify_site(site, open_store(root.resolve().parent))
    for diagnostic in found:
        print(to_text(diagnostic, site.source(diagnostic.fault.path)))
    if found:
        print(summary(found))
        return Status.FAULTS
    print(f"{len(site.pages)} pages, {len(site.files)} files: no faults")
    return Status.CLEAN

"""Read the finished site as a browser does, and report every fault of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from fieldguide.commands.status import MisuseError, Status
from fieldguide.diagnostic import summary
from fieldguide.report.as_text import to_text
from fieldguide.site import load_site
from fieldguide.verify import verify_site


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="the folder that was built (default: site)")


def run(options: Namespace) -> Status:
    """Prints the faults, or how much was read and found clean."""
    root: Path = options.site
    if not (root / "index.html").is_file():
        raise MisuseError(f"there is no file index.html in {root.resolve()}; build the site first, or name its folder")
    site = load_site(root)
    found = verify_site(site)
    sources = {page.source.path: page.source for page in site.pages.values()}
    for diagnostic in found:
        print(to_text(diagnostic, sources.get(diagnostic.fault.path)))
    if found:
        print(summary(found))
        return Status.FAULTS
    print(f"{len(site.pages)} pages, {len(site.files)} files, {len(site.addresses)} addresses: no faults")
    return Status.CLEAN

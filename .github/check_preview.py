"""Looks through the packed site of a pull request without unpacking it; ends with 1 and the reasons where it holds what no site does."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_FILES = 20_000
MOST_BYTES = 300_000_000
ENDINGS = frozenset([".html", ".css", ".js", ".json", ".map", ".md", ".txt", ".xml", ".yml", ".csv", ".bib", ".svg", ".png", ".jpg", ".webp", ".ico", ".woff", ".woff2", ".gz", ".wasm", ".pdf", ".epub", ".zip", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"])  # fmt: skip


def faults(members: list[ZipInfo]) -> Iterator[str]:
    """What is wrong with the members of an archive."""
    if len(members) > MOST_FILES:
        yield f"{len(members):,} files, more than {MOST_FILES:,}"
    size = sum(member.file_size for member in members)
    if size > MOST_BYTES:
        yield f"{size:,} bytes, more than {MOST_BYTES:,}"
    if "index.html" not in {member.filename for member in members}:
        yield "no index.html at the top"
    for member in members:
        reason = _fault(member)
        if reason:
            yield f"{member.filename[:200]!r}: {reason}"


def _fault(member: ZipInfo) -> str | None:
    name, path = member.filename, PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not name.isprintable():
        return "a path that leads elsewhere"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "neither a file nor a folder"
    if not member.is_dir() and path.suffix not in ENDINGS and path.name not in ("CNAME", ".nojekyll"):
        return "an ending that no file of the site has"
    return None


def main(path: str) -> int:
    """Prints what is wrong; 0 where nothing is."""
    try:
        with ZipFile(path) as archive:
            found = list(faults(archive.infolist()))
    except (BadZipFile, OSError) as error:
        found = [f"this is no archive: {error}"]
    for fault in found[:20]:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

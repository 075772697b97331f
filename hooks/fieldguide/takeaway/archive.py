"""The finished site → an archive that works from a folder, with no server and no network.

There every link names its file, each page's policy allows files beside its own host, which a folder does not have, and what the
archive leaves out is linked where it is published. The same site gives the same bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fieldguide.site import Site, load_site
from fieldguide.takeaway.offer import ARCHIVE_PATH, PAGE, as_within

_LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz", "book/", ARCHIVE_PATH)
_SCRIPT = "assets/from-folder.js"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format knows; the site's files have the dates of their build."""

_PIECE = re.compile(r"(<script\b[^>]*>.*?</script>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
_LINK = re.compile(r"(\s(?:href|xlink:href|data-to)=)([\"'])(?![a-zA-Z][\w+.-]*:|//|#)([^\"'#?]*)([^\"']*)\2")
_REFRESH = re.compile(r"(content=\"0; url=)([^\"#?]*)()(\")")
_POLICY = re.compile(r"http-equiv=\"Content-Security-Policy\"")


def write_archive(root: Path) -> Path:
    """Packs the site that was built into ``root``, and puts the archive there."""
    site = load_site(root)
    path = root / ARCHIVE_PATH
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(_packed(site)):
            member = ZipInfo(f"{path.stem}/{name}", _FIRST_DAY)
            member.external_attr = 0o644 << 16
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, content)
    return path


def _packed(site: Site) -> Iterator[tuple[str, bytes]]:
    inside = frozenset(name for name in site.files if not name.startswith(_LEFT_OUT))
    yield _SCRIPT, Path(__file__).with_name("from-folder.js").read_bytes()
    for name in inside:
        if name.endswith(".html"):
            html = (site.root / name).read_text(encoding="utf-8")
            page = as_within(html, ARCHIVE_PATH) if name == PAGE else html
            yield name, _Page(name, site.base, inside).from_folder(page).encode()
        else:
            yield name, (site.root / name).read_bytes()


@dataclass(frozen=True)
class _Page:
    """A page of the site: its file's name, the address that the site is published at, the files that the archive holds."""

    name: str
    base: str
    inside: frozenset[str]

    def from_folder(self, html: str) -> str:
        """The page as it works from a folder."""
        script = f'<script src="{posixpath.relpath(_SCRIPT, posixpath.dirname(self.name) or ".")}"></script>'
        head, body, rest = "".join(map(self._piece, _PIECE.split(html))).rpartition("</body>")
        return f"{head}{script}{body}{rest}" if body else rest

    def _piece(self, piece: str) -> str:
        """A tag with its links written out; a script's text stays as it is, since the policy has its hash."""
        if not piece.startswith("<"):
            return piece
        tag, closing, text = piece.partition(">") if piece.startswith("<script") else (piece, "", "")
        if _POLICY.search(tag):
            return tag.replace("'self'", "'self' file:")
        if "refresh" in tag:
            tag = _REFRESH.sub(lambda match: f"{match[1]}{self._address(match[2])}{match[4]}", tag)
        tag = _LINK.sub(lambda match: f"{match[1]}{match[2]}{self._address(match[3])}{match[4]}{match[2]}", tag)
        return f"{tag}{closing}{text}"

    def _address(self, path: str) -> str:
        """The file that a link leads to; what the archive does not hold is where the site is published."""
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), unquote(path)))
        if name in self.inside or not path:
            return path
        if posixpath.normpath(f"{name}/index.html") in self.inside:
            return f"{path.rstrip('/') or '.'}/index.html"
        return urljoin(urljoin(self.base, self.name), path)

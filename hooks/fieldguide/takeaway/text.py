"""The text of a page → Markdown that stands alone: citations and links written out, nothing of the site's own syntax left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fieldguide.link import Kind, resolve
from fieldguide.page import Link, Page
from fieldguide.splice import Replacement, splice
from fieldguide.takeaway.medium import Medium

_FENCE = re.compile(r"(`{3,}|~{3,})\s*(\S*)")
_SUMMARY = re.compile(r"<summary>(.*)</summary>")
_WRAPPER = re.compile(r"</?(?:details|div)\b[^>]*>|\{\s*[.#:][^}]*\}")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)\s*([\w-]+)[^\"]*(?:\"(.*)\")?")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[.#][^}]*\}\s*$")


def standalone_text(page: Page, medium: Medium, insertions: Iterable[Replacement] = ()) -> str:
    """The text below the front matter, with ``insertions`` put where they belong."""
    replacements = [*insertions, *_citations(page, medium), *_links(page, medium), *_headings(page, medium)]
    return "\n".join(_once_blank(_without_site_syntax(splice(page, replacements), medium))).strip()


def heading_offset(page: Page, text: str) -> int:
    """The byte where a section begins; where there is none, the end of the file."""
    found = (heading.offset for heading in page.body.headings if heading.level == 2 and heading.text == text)
    return next(found, len(page.source.text.encode()))


def _citations(page: Page, medium: Medium) -> Iterator[Replacement]:
    for group in page.body.citations:
        yield group.start, group.end, f"[{'; '.join(map(medium.cite, group.citations))}]"


def _links(page: Page, medium: Medium) -> Iterator[Replacement]:
    raw = page.source.text.encode()
    for link in page.body.links:
        target = resolve(page.path, link.target)
        if target.kind is Kind.INSIDE:
            yield (
                link.start,
                link.end,
                _readdressed(raw[link.start : link.end].decode(), link, medium.address(target.path, target.fragment)),
            )


def _readdressed(written: str, link: Link, address: str) -> str:
    before, target, after = written.rpartition(link.target)
    return f"{before}{address}{after}" if target else f"[{link.text}]({address})"


def _headings(page: Page, medium: Medium) -> Iterator[Replacement]:
    raw = page.source.text.encode()
    for heading in page.body.headings:
        if raw[heading.offset : heading.offset + 1] == b"#":
            yield heading.offset, heading.offset, "#" * (medium.level(heading.level) - heading.level)
            end = raw.find(b"\n", heading.offset)
            yield end, end, medium.mark(page.path, "" if heading.level == 1 else heading.anchor)


def _without_site_syntax(text: str, medium: Medium) -> Iterator[str]:
    """The lines: what folds stands open, cards and attributes are gone, an admonition is a quotation, a diagram is the medium's."""
    fence, quoted = "", False
    drawing: list[str] | None = None
    for line in text.split("\n"):
        mark = _FENCE.match(line.lstrip())
        if fence:
            closes = bool(mark and mark[1].startswith(fence) and not mark[2])
            if drawing is None:
                yield line
            elif closes and medium.diagram:
                yield medium.diagram("\n".join(drawing))
            else:
                drawing.append(line)
            fence, drawing = ("", None) if closes else (fence, drawing)
            continue
        if mark:
            fence = mark[1]
            drawing = [] if mark[2] == "mermaid" and medium.diagram else None
            if drawing is None:
                yield line
            continue
        opened = _ADMONITION.match(line)
        quoted = bool(opened) or (quoted and (not line.strip() or line.startswith("    ")))
        if opened:
            yield f"> **{opened[2] or opened[1].capitalize()}**"
        elif quoted:
            yield f"> {line[4:]}".rstrip() if line.strip() else ">"
        elif folded := _SUMMARY.fullmatch(line):
            yield f"**{folded[1]}**"
        elif not _WRAPPER.fullmatch(line.strip()):
            yield _ATTRIBUTES.sub("", line) if line.startswith("#") and not medium.inner else line


def _once_blank(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with no two empty ones in a row."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line

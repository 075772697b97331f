"""The copies that every build makes → files beside the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldguide.guide import Guide
from fieldguide.output import Output
from fieldguide.takeaway.edition import Edition
from fieldguide.takeaway.feed import FEED_PATH, feed
from fieldguide.takeaway.llms import llms_full_txt, llms_txt
from fieldguide.takeaway.medium import web
from fieldguide.takeaway.pages import copied_texts, markdown_copies


def copy_files(guide: Guide, site_url: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Each file's path on the site and the pieces of its text; ``site_url`` is the site's address, with a slash at its end."""
    edition = Edition(guide, web(site_url))
    texts = copied_texts(guide, edition, site_url)
    yield from ((path, [text]) for path, text in markdown_copies(guide, edition, texts))
    yield "llms.txt", [llms_txt(guide, site_url)]
    yield "llms-full.txt", llms_full_txt(guide, edition, texts)
    yield FEED_PATH, [feed(guide, site_url)]


def write_copies(guide: Guide, site_url: str, to: Output) -> None:
    """Writes them into the site."""
    for name, pieces in copy_files(guide, site_url):
        to.write(name, b"".join(piece.encode() for piece in pieces))

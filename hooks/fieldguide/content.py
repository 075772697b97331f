"""What converting a page's Markdown comes to, as plain values: it passes between processes, and is kept between builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Content:
    """A page's HTML, and what the rest of the build reads of it.

    ``toc`` holds nested entries ``[title, id, level, entries]``; ``title`` is that of the first heading; ``links`` are those to anchors of
    other pages, as written, by the path of the file and the anchor.
    """

    html: str
    toc: list[Any]
    title: str | None
    meta: dict[str, Any]
    anchors: list[str]
    links: dict[str, dict[str, str]]

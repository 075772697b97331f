"""What tells one kind of copy from another: how it leads from place to place, cites, and shows a diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fieldguide.page import Citation
from fieldguide.render.site_path import site_address, site_path


@dataclass(frozen=True)
class Medium:
    """How a copy writes what Markdown leaves open.

    ``address`` gives where a link leads, for a file of the repository and a fragment; ``anchor`` the mark of a place that
    such a link may lead to, for the file and the id; ``cite`` a citation within its brackets; ``diagram`` what stands for a
    diagram, given its Mermaid text; ``deeper`` by how many levels its headings stand below those of the page.
    """

    address: Callable[[str, str], str]
    cite: Callable[[Citation], str]
    anchor: Callable[[str, str], str] = lambda path, name: ""
    diagram: Callable[[str], str] | None = None
    deeper: int = 0

    def heading(self, level: int, title: str, path: str, anchor: str) -> str:
        """A heading of the page at ``path``; ``title`` is Markdown."""
        mark = self.anchor(path, anchor)
        return f"{'#' * (level + self.deeper)} {title}{f' {mark}' if mark else ''}"

    def link(self, text: str, path: str, fragment: str = "") -> str:
        """A link whose text is Markdown."""
        return f"[{text}]({self.address(path, fragment)})"


def web(site_url: str) -> Medium:
    """Copies that stand beside the pages of the site: links are full addresses, citations name the work by its key."""

    def address(path: str, fragment: str) -> str:
        here = site_address(path, fragment) if path.endswith((".md", ".yml")) else site_path(path)
        return f"{site_url}{here}"

    def cite(citation: Citation) -> str:
        return ", ".join(filter(None, (citation.key, citation.place)))

    return Medium(address, cite)

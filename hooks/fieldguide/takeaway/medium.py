"""What tells one kind of copy from another: how it leads from place to place, cites, and shows a diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fieldguide.page import Citation
from fieldguide.render.site_path import site_address, site_path


@dataclass(frozen=True)
class Medium:
    """How a copy writes what Markdown leaves open.

    ``address`` gives where a link leads, for a file of the repository and a fragment; ``place`` the name of the place
    that it leads to, empty where a copy names none; ``cite`` a citation within its brackets; ``diagram`` what stands for a
    diagram, given its Mermaid text; ``title`` the level of a page's title, ``inner`` by how many levels its other headings go down.
    """

    address: Callable[[str, str], str]
    cite: Callable[[Citation], str]
    place: Callable[[str, str], str] = lambda path, fragment: ""
    diagram: Callable[[str], str] | None = None
    title: int = 1
    inner: int = 0

    def heading(self, level: int, title: str, path: str = "", fragment: str | None = None) -> str:
        """A heading whose title is Markdown; where it has a ``fragment``, it is a place to link to, and with an empty one the page is."""
        mark = "" if fragment is None else self.mark(path, fragment)
        return f"{'#' * self.level(level)} {title}{mark}"

    def level(self, level: int) -> int:
        """The level at which a page's heading stands."""
        return self.title if level == 1 else level + self.inner

    def mark(self, path: str, fragment: str) -> str:
        """What makes a heading a place to link to, at the end of its line."""
        name = self.place(path, fragment)
        return f" {{#{name}}}" if name else ""

    def spot(self, path: str, fragment: str) -> str:
        """What makes a place to link to of what follows it in a line."""
        name = self.place(path, fragment)
        return f"[]{{#{name}}}" if name else ""

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

"""Repository paths → the site's paths."""

from __future__ import annotations

import posixpath

SITE = "https://llm-engineering-field-guide.github.io/guide/"
"""Where the site is published; `site_url` of mkdocs.yml."""


def site_path(path: str) -> str:
    """Where a file of concepts/ or docs/ stands in the site's tree of Markdown: ``concepts/facts/x.yml`` → ``facts/x.md``."""
    inside = path.split("/", 1)[1]
    if path.startswith("concepts/facts/") and inside.endswith(".yml"):
        return inside.removesuffix(".yml") + ".md"
    return inside


def site_link(origin: str, target: str, fragment: str = "") -> str:
    """The link from one page of the site to another, both given as repository paths."""
    start, end = site_path(origin), site_path(target)
    link = "" if start == end and fragment else posixpath.relpath(end, posixpath.dirname(start) or ".")
    return f"{link}#{fragment}" if fragment else link


def site_address(path: str, fragment: str = "") -> str:
    """The address of a file's page on the site, from the site's root: ``concepts/a/b.md`` → ``a/b/``."""
    page = site_path(path).removesuffix(".md").removesuffix("index")
    address = page if page.endswith("/") or not page else f"{page}/"
    return f"{address}#{fragment}" if fragment else address


def copy_path(path: str) -> str:
    """Where the copy of a file's page stands on the site: its page's address with ``.md`` for the last slash."""
    return f"{site_address(path).rstrip('/') or 'index'}.md"


def relative_address(origin: str, target: str) -> str:
    """The address of one page of the site as seen from another, both given as repository paths."""
    start, end = site_address(origin), site_address(target)
    return posixpath.relpath(f"/{end}", f"/{start}") + "/"

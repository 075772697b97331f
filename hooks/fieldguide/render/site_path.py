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

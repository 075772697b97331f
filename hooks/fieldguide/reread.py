"""The guide once more, with other texts in a few of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fieldguide.guide import Guide
from fieldguide.source import Source


def reread(guide: Guide, texts: Mapping[str, str]) -> Guide:
    """The guide with other texts in some of its files; only these are parsed."""
    others = {path: Source(path, texts[path]) if path in texts else source for path, source in guide.others.items()}
    return replace(guide, pages=guide.pages.but(texts), others=others)

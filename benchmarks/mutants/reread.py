"""The guide once more, with other texts in a few of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fieldguide.guide import Guide
from fieldguide.parse.bibtex import parse_bibliography
from fieldguide.parse.facts import parse_facts, parse_vocabulary
from fieldguide.parse.page import parse_page
from fieldguide.source import Source


def reread(guide: Guide, texts: Mapping[str, str]) -> Guide:
    """The guide with other texts in some of its files; only these are parsed."""
    sources = {path: Source(path, text) for path, text in texts.items()}
    return replace(
        guide,
        pages={path: parse_page(sources[path]) if path in sources else page for path, page in guide.pages.items()},
        fact_files=tuple(parse_facts(sources[file.source.path]) if file.source.path in sources else file for file in guide.fact_files),
        vocabulary=parse_vocabulary(sources[path]) if (path := guide.vocabulary.source.path) in sources else guide.vocabulary,
        bibliography=parse_bibliography(sources[path]) if (path := guide.bibliography.source.path) in sources else guide.bibliography,
    )

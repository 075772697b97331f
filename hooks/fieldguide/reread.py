"""The guide once more, with other texts in a few of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from fieldguide.guide import Guide
from fieldguide.parse.bibtex import parse_bibliography
from fieldguide.parse.facts import parse_facts, parse_vocabulary
from fieldguide.parse.page import parse_page
from fieldguide.parse.planner import parse_planner
from fieldguide.parse.redirects import parse_redirects
from fieldguide.source import Source


class _Parsed(Protocol):
    @property
    def source(self) -> Source: ...


_File = TypeVar("_File", bound=_Parsed)


def reread(guide: Guide, texts: Mapping[str, str]) -> Guide:
    """The guide with other texts in some of its files; only these are parsed."""

    def again(file: _File, parse: Callable[[Source], _File]) -> _File:
        path = file.source.path
        return parse(Source(path, texts[path])) if path in texts else file

    return replace(
        guide,
        pages={path: again(page, parse_page) for path, page in guide.pages.items()},
        fact_files=tuple(again(file, parse_facts) for file in guide.fact_files),
        vocabulary=again(guide.vocabulary, parse_vocabulary),
        bibliography=again(guide.bibliography, parse_bibliography),
        redirects=again(guide.redirects, parse_redirects),
        planner_file=again(guide.planner_file, parse_planner) if guide.planner_file else None,
    )

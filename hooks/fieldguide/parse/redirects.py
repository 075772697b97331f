"""concepts/redirects.yml → the addresses that pages had, each with the one that it has now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from fieldguide.parse.yaml_document import Document, parse_yaml
from fieldguide.schema import ADDRESS
from fieldguide.source import Problem, Source, Span

PATH = "concepts/redirects.yml"


@dataclass(frozen=True)
class Redirects:
    """The addresses that pages had → those that they have now, both ``part/slug``; no file is no redirect."""

    source: Source
    document: Document
    moved: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def path_now(self, path: str) -> str | None:
        """Where the page is that stood at ``path``."""
        now = self.moved.get(address_of(path))
        return path_of(now) if now and path == path_of(address_of(path)) else None

    def slug_now(self, slug: str) -> str | None:
        """What the concept is called that was called ``slug``."""
        names = (now.partition("/")[2] for old, now in self.moved.items() if old.partition("/")[2] == slug)
        return next((name for name in names if name != slug), None)


def address_of(path: str) -> str:
    """``concepts/part/slug.md`` → ``part/slug``."""
    return str(PurePosixPath(path.removeprefix("concepts/")).with_suffix("")) if path else ""


def path_of(address: str) -> str:
    """``part/slug`` → ``concepts/part/slug.md``."""
    return f"concepts/{address}.md"


@lru_cache(maxsize=8)
def parse_redirects(source: Source) -> Redirects:
    """Reads the file, whose text is empty where there is none."""
    document = parse_yaml(source.text)
    if document.data is None:
        return Redirects(source, document, {}, document.problems)
    if not isinstance(document.data, dict):
        message = "this file does not consist of lines 'old-part/old-slug: part/slug'; write it so"
        return Redirects(source, document, {}, (*document.problems, Problem("yaml", Span(1, 1, 1, 2), message)))
    problems, moved = list(document.problems), {}
    for old, now in document.data.items():
        if not re.fullmatch(ADDRESS, old):
            problems.append(Problem("invalid_field", document.key_span([old]), f"'{old}' is no address of a page; write part/slug"))
        elif not isinstance(now, str) or not re.fullmatch(ADDRESS, now):
            found = f" (found '{now}')" if isinstance(now, str) else ""
            problems.append(Problem("invalid_field", document.span([old]), f"'{old}' wants the address it leads to, part/slug{found}"))
        else:
            moved[old] = now
    return Redirects(source, document, moved, tuple(problems))

"""Markup in a field that is plain text: in front matter, facts, tags or a BibTeX entry.

## Why

Such a text is set into tables, titles and lists, where nobody expects it to link, to load or to run anything.

## Wrong

```yaml
summary: The [keys](javascript:alert) of past tokens.
```

## Right

```yaml
summary: The keys of past tokens, fewer than 4 % of the memory.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.page_check import in_each_page_and
from fieldguide.parse.yaml_document import Document

_MARKUP = re.compile(r"<[A-Za-z/!?]|\]\s?[(\[]|!\[|\{\s?[:.#]|\[\^|\$|`|&#?\w+;|<!--")
_IN_BIBTEX = re.compile(r"<[A-Za-z/!?]|\]\s?[(\[]|&#?\w+;|(?:javascript|vbscript)\s*:|data:\w+/", re.IGNORECASE)
_PLAIN = {"doi": re.compile(r"10\.\d+/[^\s\"<>\\]+"), "eprint": re.compile(r"[\w.-]+(?:/\d+)?")}
_READ_OTHERWISE = {"formula", "value", "where"}


def _in_other_files(guide: Guide) -> Iterator[Fault]:
    documents = [(file.source.path, file.document) for file in guide.fact_files]
    for path, document in (*documents, (guide.vocabulary.source.path, guide.vocabulary.document)):
        yield from _in_yaml(path, document.but(kept={}), document.data, ())
    yield from _in_bibtex(guide)


@in_each_page_and(_in_other_files)
def markup_in_field(page: Page) -> Iterator[Fault]:
    """Markup in a field that is plain text: in front matter, facts, tags or a BibTeX entry."""
    yield from _in_yaml(page.path, page.document.but(kept={}), page.document.data, ())


def _in_yaml(path: str, document: Document, data: Any, location: tuple[str | int, ...]) -> Iterator[Fault]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in _READ_OTHERWISE:
                yield from _in_yaml(path, document, value, (*location, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _in_yaml(path, document, value, (*location, index))
    elif isinstance(data, str) and (found := _MARKUP.search(data)):
        span = document.span_within(location, found.start() - (len(data) - len(data.lstrip())), len(found[0]))
        yield Fault(path, span, f"'{found[0]}' begins markup, and this field is plain text; say it in words")


def _in_bibtex(guide: Guide) -> Iterator[Fault]:
    bibliography = guide.bibliography
    for reference in bibliography.references.values():
        for name, text in reference.fields.items():
            span = bibliography.line_span(reference.lines.get(name, reference.span.line))
            if found := _IN_BIBTEX.search(text):
                yield Fault(bibliography.source.path, span, f"'{found[0]}' in '{name}' is markup, or runs code; write plain text")
            elif name in _PLAIN and text and not _PLAIN[name].fullmatch(text):
                yield Fault(
                    bibliography.source.path, span, f"'{text[:60]}' is no {name}; write it as its registry does, without an address"
                )

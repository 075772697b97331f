"""A concept page that lacks one of the guide’s sections, has one twice or out of order, or writes one that the site adds.

## Why

Readers find the same heading at the same place on every page; so does grep.

## Wrong

```text title="concepts/inference-fundamentals/latency.md"
---
title: Latency
part: inference-fundamentals
summary: What a request waits for.
tags: [inference]
reviewed: 2026-11
---
Latency is the time that a request takes.

## How it works

## Why it matters
```

## Right

```text title="concepts/inference-fundamentals/latency.md"
---
title: Latency
part: inference-fundamentals
summary: What a request waits for.
tags: [inference]
reviewed: 2026-11
---
Latency is the time that a request takes.

## Why it matters

## How it works

## Worked example

## When it fails

## In practice

## Check yourself
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fieldguide.diagnostic import Fault, Fix, rewrite
from fieldguide.nearest import certain, nearest
from fieldguide.page import GENERATED_ANCHORS, SECTIONS, Heading, Page
from fieldguide.page_check import in_each_page
from fieldguide.source import TOP, Span


@in_each_page
def missing_section(page: Page) -> Iterator[Fault]:
    """A concept page that lacks one of the guide’s sections, has one twice or out of order, or writes one that the site adds."""
    if not page.is_concept or not page.body.words:
        return
    if page.cut_short:
        return
    headings = [heading for heading in page.body.headings if heading.anchor not in GENERATED_ANCHORS]
    yield from _lacking(page, {heading.text: heading for heading in headings if heading.level == 2})
    yield from _out_of_order(page, [heading for heading in headings if heading.level == 2 and heading.text in SECTIONS])
    for heading in page.body.headings:
        if heading.anchor in GENERATED_ANCHORS:
            yield Fault(page.path, heading.span, f"the site writes '{heading.text}' from the front matter; remove it here")


def _lacking(page: Page, sections: Mapping[str, Heading]) -> Iterator[Fault]:
    others = {heading.text: heading for heading in page.body.headings if heading.text not in SECTIONS or heading.level != 2}
    missing: dict[tuple[Span, str], list[str]] = {}
    for name in SECTIONS:
        near = nearest(name, others) if name not in sections else None
        if near:
            fix = _fix(page, others[near], name) if certain(name, others) == near else None
            yield Fault(page.path, others[near].span, f"'{near}' is '## {name}' on every page; write it so", fix)
        elif name not in sections:
            missing.setdefault(_neighbour(name, sections), []).append(f"'{name}'")
    for (span, where), names in missing.items():
        these, verb, them = ("sections", "are", "them") if len(names) > 1 else ("section", "is", "it")
        yield Fault(page.path, span, f"the {these} {', '.join(names)} {verb} missing; add {them}{where}")


def _neighbour(name: str, sections: Mapping[str, Heading]) -> tuple[Span, str]:
    """The section that a missing one stands before, or else after."""
    at = SECTIONS.index(name)
    later = next((section for section in SECTIONS[at:] if section in sections), None)
    if later:
        return sections[later].span, " before this one"
    earlier = next((section for section in reversed(SECTIONS[:at]) if section in sections), None)
    return (sections[earlier].span, " after this one") if earlier else (TOP, "")


def _out_of_order(page: Page, sections: Sequence[Heading]) -> Iterator[Fault]:
    for before, after in pairwise(sections):
        if after.text == before.text:
            yield Fault(page.path, after.span, f"'{after.text}' stands here twice; keep one")
        elif SECTIONS.index(after.text) < SECTIONS.index(before.text):
            yield Fault(page.path, after.span, f"'{after.text}' comes before '{before.text}' on every page; move it")


def _fix(page: Page, heading: Heading, name: str) -> Fix | None:
    """Writes the section's heading as it is on every page."""
    line = page.source.lines[heading.span.line - 1]
    if line.lstrip("#").strip() != heading.text:
        return None
    return rewrite(page.path, Span(heading.span.line, 1, heading.span.line, len(line) + 1), f"## {name}")

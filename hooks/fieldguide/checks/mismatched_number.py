"""A link to a key number or a fact whose text is not its value.

## Why

A number that is repeated in prose goes stale when its source changes; the build compares the two.

## Wrong

```markdown
A cache of [129 KiB](#kv-per-token) a token.
```

## Right

```markdown
A cache of [128 KiB](#kv-per-token) a token.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldguide.diagnostic import Fault, rewrite
from fieldguide.guide import Guide
from fieldguide.link import resolve


def mismatched_number(guide: Guide) -> Iterator[Fault]:
    """A link to a key number or a fact whose text is not its value."""
    for page in guide.pages.values():
        for link in page.body.links:
            if "#" not in link.target or link.image:
                continue
            target = resolve(page.path, link.target)
            number = guide.number_at(target.path, target.fragment)
            if number and (number.problems or target.fragment in guide.headings(target.path)):
                continue
            fact = guide.fact_at(target.path, target.fragment)
            if fact and not fact.stated:
                continue
            value = number.meta.value if number else fact.text if fact else None
            if value is not None and _plain(link.text) != _plain(value):
                message = f"'{target.fragment}' is {value}, and the link says '{link.text}'; write [{value}]({link.target})"
                plain = page.source.at(link.span) == f"[{link.text}]({link.target})"
                fix = rewrite(page.path, link.span, f"[{value}]({link.target})", safe=False) if plain else None
                yield Fault(page.path, link.span, message, fix)


def _plain(text: str) -> str:
    return " ".join(text.split())

"""A character that cannot be seen, turns the text around, or looks like another.

## Why

What a reviewer reads must be what the file says. Such characters make two texts look the same, or one look like another.

## Wrong

```markdown
The \u0441ache of keys.
```

## Right

```markdown
The cache of keys, in µs and \u03c4.
```
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from fieldguide.diagnostic import Fault
from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.page_check import in_each_page_and
from fieldguide.source import Source, Span

_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_ALIKE = "\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03f2\u03f3\u0400-\u052f\u0531-\u058f\u13a0-\u13ff\uff21-\uff5a"
_HIDDEN = re.compile(f"[{_UNSEEN}]+|(?<=[A-Za-z])[{_ALIKE}]+|[{_ALIKE}]+(?=[A-Za-z])")
_SUSPECT = re.compile(f"[{_UNSEEN}{_ALIKE}]")
_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])
_MOST_FAULTS = 100


def _in_other_files(guide: Guide) -> Iterator[Fault]:
    for source in (guide.vocabulary.source, guide.bibliography.source, *(file.source for file in guide.fact_files)):
        yield from _hidden(source)


@in_each_page_and(_in_other_files)
def hidden_character(page: Page) -> Iterator[Fault]:
    """A character that cannot be seen, turns the text around, or looks like another."""
    yield from _hidden(page.source)


def _hidden(source: Source) -> Iterator[Fault]:
    if not _SUSPECT.search(source.text.encode().translate(None, _PLAIN).decode()):
        return
    starts: list[int] = []
    for count, found in enumerate(_HIDDEN.finditer(source.text)):
        starts = starts or [0, *accumulate(len(line) + 1 for line in source.lines)]
        line = bisect_right(starts, found.start())
        column = found.start() - starts[line - 1] + 1
        if count == _MOST_FAULTS:
            yield Fault(source.path, Span(line, column, line, column), "and more such characters from here on; remove them all")
            return
        character = found[0][0]
        name = unicodedata.name(character, "a character without a name")
        remedy = "type the Latin letter" if character.isalpha() and character.isprintable() else "remove it"
        message = f"U+{ord(character):04X} ({name}) {_reason(character)}; {remedy}"
        yield Fault(source.path, Span(line, column, line, column + len(found[0])), message)


def _reason(character: str) -> str:
    if character in "\u200e\u200f\u061c" or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return "turns the text around it"
    return "looks like a Latin letter" if character.isalpha() and character.isprintable() else "cannot be seen"

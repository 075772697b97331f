"""The checks of the guide as a whole: run at once on all cores where it is large, and not at all where what they read is as it was when clean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from msgspec.msgpack import Decoder, encode

from fieldguide.diagnostic import Fault
from fieldguide.fork import spread
from fieldguide.guide import Guide, Size
from fieldguide.store import key_of
from fieldguide.verdict import Verdict

Finders = Mapping[str, Callable[[Guide], Iterator[Fault]]]

_LARGE = 2000
"""Pages from which on a second process pays, although what it reads and evaluates is lost with it."""

_OF_NUMBERS = ("N", "W", "D")
"""The families whose checks evaluate the key numbers, which takes as long as all others together."""

_decoder = Decoder(Size)


def find_in_whole(guide: Guide, finders: Finders, verdicts: Mapping[str, Verdict]) -> list[tuple[str, list[Fault]]]:
    """What each finder finds, by its code."""
    guide_key = vars(guide)["outline"] = _outline(guide, verdicts)
    key = key_of("clean", guide_key, *sorted(finders)) if guide.store.folder else b""
    kept = guide.store.get_many([key]) if key else {}
    if key in kept:
        vars(guide)["size"] = _decoder.decode(kept[key])  # without it the pages would be read to count what is on them
        return []
    found = _find(guide, finders)
    if key and not any(faults for _, faults in found):
        guide.store.put_many("clean", {key: encode(guide.size)})
    return found


def _find(guide: Guide, finders: Finders) -> list[tuple[str, list[Fault]]]:
    def run(codes: list[str]) -> list[tuple[str, list[Fault]]]:
        return [(code, list(finders[code](guide))) for code in codes]

    if len(guide.pages) < _LARGE:
        return run(list(finders))
    guide.pages.load(guide.pages)
    groups = [[code for code in finders if code.startswith(_OF_NUMBERS)], [code for code in finders if not code.startswith(_OF_NUMBERS)]]
    return [found for group in spread(run, groups, 1) for found in group]


def _outline(guide: Guide, verdicts: Mapping[str, Verdict]) -> bytes:
    """Stands for all that the checks of the whole read: what pages show, the other files, what the disk says of files beside them."""
    beside = sorted({path for verdict in verdicts.values() for path in verdict.beside})
    shown = [part for path, verdict in verdicts.items() for part in (path, verdict.outline)]
    others = [part for path, source in guide.others.items() for part in (path, source.text)]
    there = [f"{path} {os.path.isfile(guide.root / path)}" for path in beside]
    return key_of("outline", *others, "", *shown, "", *there, "", repr(guide.unreadable))

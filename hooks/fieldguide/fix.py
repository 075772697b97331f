"""Faults that carry their remedy → files without them: fixes are applied in memory, and the guide checked again, until none is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from fieldguide.diagnostic import Diagnostic, Fix
from fieldguide.edit import Edit, by_path, edited
from fieldguide.guide import Guide
from fieldguide.reread import reread

_MOST_ROUNDS = 20


@dataclass(frozen=True)
class Fixed:
    """The guide as it would read after its fixes, the new texts by path, and how many fixes that took."""

    guide: Guide
    texts: Mapping[str, str]
    count: int


def fix_guide(guide: Guide, find: Callable[[Guide], Iterable[Diagnostic]], *, unsafe: bool) -> Fixed:
    """Carries out the safe fixes of what ``find`` finds, the unsafe ones too if so asked; writes nothing."""
    texts: dict[str, str] = {}
    count = 0
    for _ in range(_MOST_ROUNDS):
        fixes = _compatible(d.fault.fix for d in find(guide) if d.fault.fix and (d.fault.fix.safe or unsafe))
        changed = _apply(guide, fixes)
        if not changed:
            break
        texts |= changed
        count += len(fixes)
        guide = reread(guide, changed)
    return Fixed(guide, texts, count)


def _compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be carried out together; one that touches what an earlier one touches waits for the next round."""
    taken: list[Edit] = []
    chosen: list[Fix] = []
    for fix in dict.fromkeys(fixes):
        if not any(_touch(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            chosen.append(fix)
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    if one.path != other.path:
        return False
    first, second = sorted((one.span, other.span), key=attrgetter("line", "column"))
    return (second.line, second.column) <= (first.end_line, first.end_column)


def _apply(guide: Guide, fixes: Iterable[Fix]) -> dict[str, str]:
    """The texts that differ after the fixes."""
    texts = {}
    for path, edits in by_path(edit for fix in fixes for edit in fix.edits).items():
        source = guide.source(path)
        if source and (text := edited(source, edits)) != source.text:
            texts[path] = text
    return texts

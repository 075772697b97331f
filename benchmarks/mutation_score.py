"""How many faults made on purpose in the real guide are reported, and at their own lines.

Faults of known kinds are made one at a time at places drawn from a fixed seed. Each is to be reported under a code of its kind at the line
where it was made (at what lacks it now, where something was taken away). Whatever else is reported is noise: one slip, one message.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.diagnostic import Diagnostic
from fieldguide.edit import by_path, edited
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.reread import reread
from fieldguide.source import Source

from benchmarks.mutants import fields, files, links, numbers, paths, prose, sources, strangers
from benchmarks.mutants.mutant import Kind, Mutant

ROOT = Path(__file__).parents[1]
SEED = 2026
OF_EACH_KIND = 8
KINDS = [*files.KINDS, *fields.KINDS, *numbers.KINDS, *links.KINDS, *prose.KINDS, *sources.KINDS, *paths.KINDS, *strangers.KINDS]
LEFT_OUT = {"C010": "needs a page whose every citation goes, which is no slip"}
"""Checks that no single slip on a real page trips, and why."""


@dataclass(frozen=True)
class Outcome:
    """What was said of one mutant: whether it was reported, and at its place; the codes of all else, and what it was, for the list of misses."""

    kind: Kind
    reported: bool
    in_place: bool
    noise: tuple[str, ...]
    description: str


@lru_cache(maxsize=1)
def real_guide() -> Guide:
    """The guide at hand, read once in each process."""
    return load_guide(ROOT)


def seed_mutants(seed: int = SEED, of_each: int = OF_EACH_KIND) -> list[tuple[int, Mutant]]:
    """The number of a kind and a mutant of it, the same for one seed."""
    found: list[tuple[int, Mutant]] = []
    for index, kind in enumerate(KINDS):
        chance = random.Random(f"{seed} {kind.name}")
        possible = list(kind.mutants(real_guide(), chance))
        found += [(index, mutant) for mutant in chance.sample(possible, min(of_each, len(possible)))]
    return found


def judge(item: tuple[int, Mutant]) -> Outcome:
    """Checks the guide with one mutant in it."""
    kind, mutant = KINDS[item[0]], item[1]
    diagnostics = list(_check(mutant))
    own = [diagnostic for diagnostic in diagnostics if diagnostic.code in kind.codes]
    in_place = [diagnostic for diagnostic in own if _stands_in(mutant, diagnostic)]
    noise = [diagnostic for diagnostic in diagnostics if diagnostic not in own] if kind.elsewhere else list(diagnostics)
    noise = [diagnostic for diagnostic in noise if diagnostic not in in_place[:1]]
    return Outcome(kind, bool(own), bool(in_place), tuple(d.code for d in noise), _describe(mutant, diagnostics))


def _stands_in(mutant: Mutant, diagnostic: Diagnostic) -> bool:
    return any(diagnostic.fault.path == path and diagnostic.fault.span.line in lines for path, lines in mutant.places)


def _check(mutant: Mutant) -> Iterator[Diagnostic]:
    guide = real_guide()
    if not mutant.files:
        texts = {path: edited(_source(guide, path), edits) for path, edits in by_path(mutant.edits).items()}
        yield from check_guide(reread(guide, texts))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("concepts", "docs"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "references.bib", root)
        for path, data in mutant.files.items():
            (root / path).write_bytes(data)
        yield from check_guide(load_guide(root))


def _source(guide: Guide, path: str) -> Source:
    source = guide.source(path)
    assert source
    return source


def _describe(mutant: Mutant, diagnostics: list[Diagnostic]) -> str:
    made = [f"{edit.path}:{edit.span.line}: {edit.text.strip()[:60]!r}" for edit in mutant.edits] or list(mutant.files)
    said = [diagnostic.headline[:160] for diagnostic in diagnostics[:6]]
    return "\n    ".join(
        [f"{'; '.join(made[:2])}, to be reported at {mutant.places[0][0]}:{mutant.places[0][1]}", *(said or ["nothing is reported"])]
    )


def judge_all(seed: int = SEED, of_each: int = OF_EACH_KIND) -> list[Outcome]:
    """Every mutant's outcome, in the order of the kinds."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(judge, seed_mutants(seed, of_each), chunksize=4))


def table(outcomes: list[Outcome]) -> str:
    """A line for each kind: made, reported, at its place, other messages."""
    width = max(len(kind.name) for kind in KINDS)
    lines = [f"{'kind':{width}}  {'codes':14} {'made':>5} {'reported':>9} {'in place':>9} {'noise':>6}"]
    for kind in KINDS:
        own = [outcome for outcome in outcomes if outcome.kind.name == kind.name]
        lines.append(f"{kind.name:{width}}  {_row(kind.codes, own)}  {_remark(kind, own)}".rstrip())
    return "\n".join([*lines, f"{f'{len(KINDS)} kinds':{width}}  {_row((), outcomes)}"])


def _row(codes: tuple[str, ...], outcomes: list[Outcome]) -> str:
    reported, in_place = sum(outcome.reported for outcome in outcomes), sum(outcome.in_place for outcome in outcomes)
    noise = sum(len(outcome.noise) for outcome in outcomes)
    return f"{' '.join(codes):14} {len(outcomes):>5} {reported:>9} {in_place:>9} {noise:>6}"


def _remark(kind: Kind, outcomes: list[Outcome]) -> str:
    noise = Counter(code for outcome in outcomes for code in outcome.noise)
    return "; ".join(
        [*([kind.elsewhere] if kind.elsewhere else []), *([" ".join(f"{n} {c}" for c, n in noise.most_common(4))] if noise else [])]
    )


def main() -> None:
    """Makes the mutants, judges them and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=OF_EACH_KIND, help=f"mutants of each kind (default: {OF_EACH_KIND})")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--noise", metavar="KIND", help="list the mutants of a kind that had other messages than their own")
    options = parser.parse_args()
    outcomes = judge_all(options.seed, options.each)
    print(table(outcomes))
    print(
        f"untouched guide: {len(check_guide(real_guide()))} faults; no mutants for {', '.join(f'{c} ({why})' for c, why in LEFT_OUT.items())}"
    )
    misses = [outcome for outcome in outcomes if not outcome.in_place]
    misses += [outcome for outcome in outcomes if outcome.noise and outcome.kind.name == options.noise]
    print("\n".join(f"\n{outcome.kind.name}: {outcome.description}" for outcome in misses))


if __name__ == "__main__":
    main()

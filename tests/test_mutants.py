"""Faults made on purpose in the real guide: each is reported, at its own line, and says little else."""

from __future__ import annotations

from fieldguide.checks import CHECKS, check_guide

from benchmarks.mutation_score import KINDS, LEFT_OUT, judge_all, real_guide, seed_mutants, table

SOME_OF_EACH_KIND = 5


def test_the_untouched_guide_has_no_fault() -> None:
    assert [diagnostic.headline for diagnostic in check_guide(real_guide())] == []


def test_every_fault_is_reported_at_its_own_line_and_few_say_more() -> None:
    outcomes = judge_all(of_each=SOME_OF_EACH_KIND)
    assert len(outcomes) >= 500
    assert [f"{outcome.kind.name}: {outcome.description}" for outcome in outcomes if not outcome.in_place] == []
    noisy = [outcome for outcome in outcomes if outcome.noise]
    assert len(noisy) <= len(outcomes) // 50, table(outcomes)


def test_there_are_mutants_for_every_check() -> None:
    seeded = {code for index, _ in seed_mutants(of_each=1) for code in KINDS[index].codes}
    assert seeded | LEFT_OUT.keys() == CHECKS.keys()


def test_one_seed_makes_the_same_mutants() -> None:
    assert seed_mutants(of_each=2) == seed_mutants(of_each=2)
    assert seed_mutants(of_each=2) != seed_mutants(seed=1, of_each=2)

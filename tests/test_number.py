"""Key numbers over the graph of facts and of one another: exact from page to page, circles reported, no chain too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
import yaml
from fieldguide.evaluate import Numbers
from fieldguide.number import Number, NumberId
from fieldguide.parse.facts import parse_facts
from fieldguide.parse.page import parse_page
from fieldguide.source import Source
from hypothesis import given, settings
from hypothesis import strategies as st

Declared = dict[str, object]

FACTS = """\
title: Chips
summary: Rates.
fields:
  peak: {name: Peak, unit: TFLOP/s, about: Dense.}
  power: {name: Power, unit: W, about: At most.}
entries:
  chip-1.5:
    name: Chip
    values: {peak: '1,000 TFLOP/s', power: 500–700 W}
"""


def number(name: str, value: str, formula: str | None = None, **where: str) -> Declared:
    """A key number as its page declares it."""
    computed = {"formula": formula, "where": where} if formula else {"cite": "a2020b, §1", "kind": "measured"}
    return {"id": name, "name": name, "value": value, **computed}


def evaluate(pages: Mapping[str, Sequence[Declared]]) -> dict[NumberId, Number]:
    """The key numbers of pages that hold nothing else."""
    concepts = {}
    for slug, numbers in pages.items():
        fields = {"title": slug, "part": "part", "summary": "Short.", "tags": ["tag"], "reviewed": "2026-11", "key_numbers": list(numbers)}
        text = f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\nText.\n"
        concepts[slug] = parse_page(Source(f"concepts/part/{slug}.md", text))
        assert concepts[slug].problems == ()
    facts = parse_facts(Source("concepts/facts/chips.yml", FACTS))
    assert facts.problems == ()
    return dict(Numbers(concepts, {fact.id: fact for fact in facts.facts}))


def problems(numbers: Mapping[NumberId, Number]) -> list[tuple[str, str, str]]:
    """What was found: of which number, of what kind, at which text."""
    found = []
    for (slug, name), item in numbers.items():
        for problem in item.problems:
            span = problem.span
            line = item.page.source.lines[span.line - 1]
            found.append((f"{slug}#{name}", problem.kind, line[span.column - 1 : span.end_column - 1]))
    return found


def exact(numbers: Mapping[NumberId, Number], slug: str, name: str) -> Fraction | None:
    """What a number's formula gives, in base units."""
    found = numbers[slug, name].exact
    return found.magnitude if found else None


def test_a_chain_passes_exact_values_on() -> None:
    numbers = evaluate({
        "a": [number("third", "0.33", "1 / 3"), number("one", "1", "3 * third", third="third")],
        "b": [number("again", "1.00", "third * 3", third="a#third"), number("all", "2", "x + y", x="again", y="a#one")],
    })  # fmt: skip
    assert problems(numbers) == []
    assert exact(numbers, "a", "third") == Fraction(1, 3)
    assert exact(numbers, "b", "again") == 1
    assert exact(numbers, "b", "all") == 2


def test_a_cited_number_passes_what_it_states() -> None:
    numbers = evaluate({"a": [number("share", "33.3 %"), number("twice", "66.6 %", "2 * share", share="share")]})
    assert problems(numbers) == []
    assert exact(numbers, "a", "twice") == Fraction("0.666")


def test_an_input_may_stand_below_or_on_a_later_page() -> None:
    numbers = evaluate({
        "z": [number("last", "8", "2 * middle", middle="middle"), number("middle", "4", "2 * first", first="a#first")],
        "a": [number("first", "2")],
    })  # fmt: skip
    assert problems(numbers) == []
    assert list(numbers) == [("z", "last"), ("z", "middle"), ("a", "first")]


def test_facts_are_inputs() -> None:
    numbers = evaluate({"a": [number("two", "2,000 TFLOP/s", "2 * peak", peak="chip-1.5.peak")]})
    assert problems(numbers) == []
    assert numbers["a", "two"].inputs[0].fact is not None


@pytest.mark.parametrize("taken", ["chip-1.5.power", "waste", "b#waste"])
def test_a_range_is_no_input(taken: str) -> None:
    numbers = evaluate({"a": [number("waste", "60–80 %"), number("bad", "1", "x", x=taken)], "b": [number("waste", "1–2 ×")]})
    assert problems(numbers) == [("a#bad", "bad_quantity", taken)]


def test_a_wrong_number_passes_its_exact_value_on_and_is_reported_once() -> None:
    numbers = evaluate({"a": [number("wrong", "5", "2 + 2"), number("right", "8", "2 * wrong", wrong="wrong")]})
    assert problems(numbers) == [("a#wrong", "wrong_value", "5")]


def test_a_broken_formula_is_reported_once_and_what_is_stated_stands_in() -> None:
    numbers = evaluate({"a": [number("broken", "4", "2 +"), number("right", "8", "2 * broken", broken="broken")]})
    assert [(where, kind) for where, kind, _ in problems(numbers)] == [("a#broken", "bad_formula")]
    assert exact(numbers, "a", "right") == 8


@pytest.mark.parametrize("formula", ["0x10", "...", "1e400", "9**9**9", "1/0", "lambda", "(", "x +", "sqrt(-1)", "1 if 1 else 2", "٣"])
def test_no_formula_is_an_error_of_ours(formula: str) -> None:
    assert [kind for _, kind, _ in problems(evaluate({"a": [number("bad", "1", formula)]}))] == ["bad_formula"]


def test_names_that_nothing_has() -> None:
    numbers = evaluate({"a": [number("bad", "1", "x + y + z", x="chip-1.5.peek", y="wast", z="b#wast"), number("waste", "1")], "b": []})
    assert problems(numbers) == [
        ("a#bad", "unknown_fact", "chip-1.5.peek"),
        ("a#bad", "unknown_number", "wast"),
        ("a#bad", "unknown_number", "b#wast"),
    ]


def test_a_name_that_is_missing_is_found_as_a_whole_word() -> None:
    numbers = evaluate({"a": [number("bad", "1", "max(n, 1) + a", n="1")]})
    assert problems(numbers) == [("a#bad", "unknown_input", "a")]
    assert numbers["a", "bad"].problems[0].span.column == len("  formula: max(n, 1) + a")


def test_of_two_numbers_with_one_id_the_first_counts() -> None:
    numbers = evaluate({"a": [number("twin", "1"), number("twin", "2"), number("sum", "2", "twin + twin", twin="twin")]})
    assert problems(numbers) == []
    assert numbers["a", "twin"].meta.value == "1"


def ring(length: int, *, pages: bool) -> dict[str, list[Declared]]:
    """Numbers that take one another in a circle, each on a page of its own or all on one."""
    names = [f"n{at}" for at in range(length)]
    numbers = [number(name, "1", "x", x=f"{following if pages else 'one'}#{following}") for name, following in pairwise([*names, names[0]])]
    return {name: [item] for name, item in zip(names, numbers, strict=True)} if pages else {"one": numbers}


@pytest.mark.parametrize("pages", [False, True], ids=["on one page", "over pages"])
@pytest.mark.parametrize("length", [1, 2, 3, 10])
def test_a_circle_is_reported_at_the_input_of_each_member_once(length: int, pages: bool) -> None:
    numbers = evaluate(ring(length, pages=pages))
    slug = "n{}" if pages else "one"
    following = {at: (at + 1) % length for at in range(length)}
    assert problems(numbers) == [(f"{slug.format(at)}#n{at}", "number_cycle", f"{slug.format(to)}#n{to}") for at, to in following.items()]
    for at in range(length):
        message = numbers[slug.format(at), f"n{at}"].problems[0].message
        around = [*range(at, length), *range(at), at]
        chain = " → ".join(f"{slug.format(member)}#n{member}" for member in around)
        assert message.endswith(chain if length < 10 else f" → … → {slug.format(at)}#n{at}")


def test_what_takes_a_number_of_a_circle_is_no_member_of_it() -> None:
    numbers = evaluate({
        "a": [
            number("before", "2", "2 * hen", hen="hen"),
            number("hen", "1", "egg", egg="egg"),
            number("egg", "1", "hen + after - after", hen="hen", after="after"),
            number("after", "3"),
            number("last", "2", "2 * egg", egg="egg"),
        ]
    })  # fmt: skip
    assert problems(numbers) == [("a#hen", "number_cycle", "egg"), ("a#egg", "number_cycle", "hen")]
    assert exact(numbers, "a", "before") == exact(numbers, "a", "last") == 2


def test_two_circles_with_a_number_in_common() -> None:
    numbers = evaluate({
        "a": [
            number("hub", "1", "x + y", x="left", y="right"),
            number("left", "1", "hub", hub="hub"),
            number("right", "1", "hub", hub="hub"),
        ]
    })  # fmt: skip
    assert problems(numbers) == [
        ("a#hub", "number_cycle", "left"),
        ("a#hub", "number_cycle", "right"),
        ("a#left", "number_cycle", "hub"),
        ("a#right", "number_cycle", "hub"),
    ]


LONG = 2000


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain_does_not_overflow_the_stack(backwards: bool) -> None:
    chain = [number("n0", "1"), *(number(f"n{at}", f"{at + 1:,}", "x + 1", x=f"n{at - 1}") for at in range(1, LONG))]
    numbers = evaluate({"a": chain[::-1] if backwards else chain})
    assert problems(numbers) == []
    assert exact(numbers, "a", f"n{LONG - 1}") == LONG


def test_a_long_circle_does_not_overflow_the_stack() -> None:
    numbers = evaluate(ring(LONG, pages=False))
    assert Counter(kind for _, kind, _ in problems(numbers)) == {"number_cycle": LONG}
    assert max(len(item.problems[0].message) for item in numbers.values()) < 300


def test_numbers_that_all_take_all_others_are_soon_done_with() -> None:
    names = [f"n{at}" for at in range(40)]
    numbers = evaluate({"a": [number(name, "1", " + ".join(names), **{other: other for other in names}) for name in names]})
    assert {kind for _, kind, _ in problems(numbers)} == {"number_cycle"}
    assert {where for where, _, _ in problems(numbers)} == {f"a#{name}" for name in names}


@given(st.data(), st.integers(1, 15))
@settings(max_examples=50)
def test_any_graph_without_circles_is_evaluated(data: st.DataObject, size: int) -> None:
    values: list[Fraction] = []
    pages: dict[str, list[Declared]] = {"a": [], "b": [], "c": []}
    places: list[str] = []
    for at in range(size):
        slug = data.draw(st.sampled_from(sorted(pages)))
        taken = data.draw(st.lists(st.integers(0, at - 1), max_size=3, unique=True)) if at else []
        values.append(sum((values[other] for other in taken), Fraction(at + 1, 3)))
        formula = " + ".join([f"{at + 1} / 3", *(f"x{other}" for other in taken)])
        item = number(f"n{at}", f"{float(values[at]):.2f}", formula, **{f"x{other}": f"{places[other]}#n{other}" for other in taken})
        pages[slug].insert(data.draw(st.integers(0, len(pages[slug]))), item)
        places.append(slug)
    numbers = evaluate(pages)
    assert [exact(numbers, slug, f"n{at}") for at, slug in enumerate(places)] == values
    assert problems(numbers) == []

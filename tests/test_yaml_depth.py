"""YAML nested too deeply is refused before it is composed, which would overflow the stack; all other YAML is composed."""

from __future__ import annotations

import pytest
import yaml
from fieldguide.parse.yaml_document import parse_yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaml.events import CollectionEndEvent, CollectionStartEvent

DEEPEST = 30
OPENINGS = (
    "[",
    "[a: ",
    "[? ",
    "{",
    "{a: ",
    "{? ",
    "? ",
    "a: ",
    "- ",
    ", ",
    "]",
    "}",
    "\n",
    "\u2028",
    " ",
    "  ",
    "a:\n",
    "&x ",
    "!!seq ",
    "---\n",
    "'",
    "#",
)


def depth(text: str) -> int:
    """How deep libyaml goes before it is done or gives up."""
    level = deepest = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            level += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            deepest = max(deepest, level)
    except yaml.YAMLError:
        pass
    return deepest


def refused(text: str) -> bool:
    """Whether it is the depth that was found wrong."""
    return any(f"nested more than {DEEPEST} levels deep" in problem.message for problem in parse_yaml(text).problems)


@given(st.lists(st.sampled_from(OPENINGS), max_size=12).map("".join), st.integers(1, 40))
@settings(max_examples=500)
@example("[? ", 16)
@example("- ", 31)
def test_depth_is_counted_as_libyaml_counts_it(opening: str, times: int) -> None:
    text = opening * times
    assert refused(text) is (depth(text) > DEEPEST)


@pytest.mark.parametrize("break_", ["\n", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("opening", ["- ", "[", "{a: ", "[? ", "? "])
def test_a_hundred_thousand_levels_are_refused(opening: str, break_: str) -> None:
    assert refused(f"a:{break_} {opening * 100_000}")


@pytest.mark.parametrize("break_", ["\n", "\x85", "\u2028", "\u2029"])
def test_a_staircase_is_refused(break_: str) -> None:
    assert refused(break_.join(" " * level + "a:" for level in range(1000)))
    assert not refused(break_.join(" " * level + "a:" for level in range(DEEPEST)))

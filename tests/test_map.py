"""The map: nothing covers anything, whatever the graph; and what it draws is what the guide says."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.render.map import draw_map, draw_neighbourhood, implied, prerequisites
from fieldguide.render.map_layout import BOX_WIDTH, Edge, Layout, lay_out, wrap_title
from sample import copy_sample

GRAPHS = pytest.mark.parametrize("seed", range(12))


def graph(seed: int) -> tuple[list[list[str]], dict[str, str], list[Edge]]:
    """Up to 160 concepts in up to 12 parts, each requiring some of those before it."""
    chance = random.Random(seed)
    columns = [[f"c-{part}-{n}" for n in range(chance.randint(0, 14))] for part in range(chance.randint(1, 12))]
    order = [slug for column in columns for slug in column]
    titles = {slug: " ".join(["attention"] * chance.randint(1, 6)) for slug in order}
    edges = [(chance.choice(order[:n]), slug) for n, slug in enumerate(order) for _ in range(chance.randint(0, 3)) if n]
    return columns, titles, list(dict.fromkeys(edges))


def rectangles(layout: Layout) -> dict[str, tuple[float, float, float, float]]:
    return {slug: (box.x, box.y - box.height / 2, box.x + BOX_WIDTH, box.y + box.height / 2) for slug, box in layout.boxes.items()}


@GRAPHS
def test_no_box_covers_another_and_all_stand_on_the_map(seed: int) -> None:
    columns, titles, edges = graph(seed)
    layout = lay_out(columns, titles, edges)
    boxes = list(rectangles(layout).values())
    assert len(boxes) == len(titles)
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0 <= top
        assert right <= layout.width
        assert bottom <= layout.height
        assert all(right <= a or c <= left or bottom <= b or d <= top for a, b, c, d in boxes[:n])


@GRAPHS
def test_no_line_crosses_a_box(seed: int) -> None:
    columns, titles, edges = graph(seed)
    layout = lay_out(columns, titles, edges)
    boxes = rectangles(layout)
    assert layout.lines.keys() == set(edges)
    for edge, corners in layout.lines.items():
        for (x, y), (to_x, to_y) in pairwise(corners):
            assert x == to_x or y == to_y, edge
            for left, top, right, bottom in boxes.values():
                crosses = (
                    min(x, to_x) < right - 0.5 and max(x, to_x) > left + 0.5 and min(y, to_y) < bottom - 0.5 and max(y, to_y) > top + 0.5
                )
                assert not crosses, edge


@GRAPHS
def test_a_line_leads_from_its_source_to_its_target(seed: int) -> None:
    columns, titles, edges = graph(seed)
    layout = lay_out(columns, titles, edges)
    boxes = rectangles(layout)
    for (source, target), corners in layout.lines.items():
        for slug, (x, y) in ((source, corners[0]), (target, corners[-1])):
            left, top, right, bottom = boxes[slug]
            assert left <= x <= right
            assert top <= y <= bottom


def test_a_title_is_shortened_at_its_colon_and_its_parenthesis() -> None:
    assert wrap_title("Latency: TTFT, TPOT and percentiles") == ("Latency",)
    assert wrap_title("Fully sharded data parallel (FSDP)") == ("Fully sharded data", "parallel")
    assert len(wrap_title("one two three four five six seven eight nine ten eleven twelve")) == 3


def test_what_a_longer_way_says_is_implied() -> None:
    assert implied([("a", "b"), ("b", "c"), ("c", "d"), ("a", "c"), ("a", "d"), ("x", "d")]) == {("a", "c"), ("a", "d")}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


def test_the_map_links_every_concept_and_part_and_draws_every_prerequisite(guide: Guide) -> None:
    svg = draw_map(guide, lambda path: f"to/{path}")
    assert re.findall(r'class="node[^"]*" xlink:href="to/([^"]+)"', svg) == [page.path for page in guide.concepts.values()]
    assert all(f'xlink:href="to/{part.page.path}"' in svg for part in guide.parts)
    assert set(re.findall(r'data-from="([^"]+)" data-to="([^"]+)"', svg)) == set(prerequisites(guide))
    assert not re.search(r"\sstyle=|\son\w+=|<script", svg)


def test_a_neighbourhood_holds_what_the_page_names(guide: Guide) -> None:
    for slug, page in guide.concepts.items():
        assert page.concept
        svg = draw_neighbourhood(guide, slug, lambda path: path)
        shown = set(re.findall(r'data-concept="([^"]+)"', svg))
        leads_to = {other for other, its in guide.concepts.items() if its.concept and slug in its.concept.requires}
        backlinks = {other for other, _ in guide.backlinks.get(slug, ())}
        assert shown == {*page.concept.requires, *page.concept.related, *leads_to, *backlinks}


def test_a_concept_alone_has_no_neighbourhood(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    for path in root.glob("concepts/*/*.md"):
        text = re.sub(r"^(requires: .*|related:\n(  .*\n)+)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    assert draw_neighbourhood(load_guide(root), "kv-cache", str) == ""

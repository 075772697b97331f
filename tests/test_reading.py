"""What helps a reader through the built site: paths, the map, the glossary, previews."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import ROOT
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.reading_path import assumed, minutes, reading_paths
from fieldguide.term import abbreviations, terms


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


def html_of(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", html))))


def test_a_path_shows_its_steps_in_order_with_purpose_minutes_and_what_it_assumes(site: Path, guide: Guide) -> None:
    for path in reading_paths(guide):
        html = html_of(site, f"paths/{path.page.slug}")
        assert re.findall(r'data-step="([^"]+)"', html) == [step.meta.concept for step in path.steps]
        text = text_of(html).replace("\u00a0", " ")
        for step in path.steps:
            assert step.meta.why in text
            assert f"{minutes(guide.concepts[step.meta.concept])} min" in text
        wanted = sum(1 for slug in path.slugs if assumed(guide, path, slug))
        assert text.count("Assumes: ") == wanted
        for stage in path.meta.stages:
            assert stage.title in text
            assert not stage.exercise or stage.exercise in text
            assert all(guide.numbers[tuple(name.split("#"))].meta.name in text for name in stage.recompute)  # type: ignore[index]


def test_the_whole_guide_is_on_the_first_path(guide: Guide) -> None:
    assert reading_paths(guide)[0].slugs == tuple(guide.concepts)


def test_a_concept_names_its_paths_and_the_next_on_each(site: Path, guide: Guide) -> None:
    for slug, page in guide.concepts.items():
        text = text_of(html_of(site, f"{page.folder}/{slug}"))
        for path in reading_paths(guide):
            if slug not in path.slugs:
                continue
            n = path.slugs.index(slug)
            following = path.slugs[n + 1] if n + 1 < len(path.slugs) else None
            meta = guide.concepts[following].concept if following else None
            ending = f"next is {meta.title}" if meta else "the last"
            assert f"{path.meta.title}: step {n + 1} of {len(path.slugs)}; {ending}" in text


def test_the_index_lists_every_path(site: Path, guide: Guide) -> None:
    html = html_of(site, "paths")
    for path in reading_paths(guide):
        assert f'href="{path.page.slug}/"' in html
        assert path.meta.summary in text_of(html)


def test_the_glossary_holds_every_name(site: Path, guide: Guide) -> None:
    entries = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html_of(site, "glossary"), re.DOTALL)
    assert sorted(text_of(name).strip() for name, _ in entries) == sorted(term.name for term in terms(guide))
    meanings = {text_of(name).strip(): text_of(meaning) for name, meaning in entries}
    assert meanings["TTFT"].strip().startswith("time to first token.")
    assert all("<a " in name + meaning for name, meaning in entries)


def test_every_abbreviation_links_to_what_it_stands_for_and_stands_in_text(site: Path, guide: Guide) -> None:
    known, seen = abbreviations(guide), set()
    for slug, page in guide.concepts.items():
        html = html_of(site, f"{page.folder}/{slug}")
        for section in re.split(r"<h2", html):
            names = re.findall(r'<a class="abbreviation"[^>]* data-concept="([^"]+)"[^>]*>([^<]+)</a>', section)
            assert len(names) == len(set(names))
            assert all(known[name].slug == target != slug for target, name in names)
            seen |= {name for _, name in names}
        plain = re.sub(r"<(code|h[1-6]|math|svg|a)\b(?! class=\"abbreviation\").*?</\1>", "", html, flags=re.DOTALL)
        assert plain.count('class="abbreviation"') == html.count('class="abbreviation"')
    assert seen >= {"GQA", "TTFT", "HBM", "MoE"}


def test_every_concept_has_a_preview_and_every_marked_link_one(site: Path, guide: Guide) -> None:
    assert {path.stem for path in (site / "assets" / "previews").iterdir()} == set(guide.concepts)
    for path in site.rglob("index.html"):
        assert set(re.findall(r'data-concept="([^"]+)"', path.read_text(encoding="utf-8"))) <= set(guide.concepts)


def test_scripts_and_previews_are_small(site: Path) -> None:
    assert all(path.stat().st_size < 6_000 for path in (site / "assets" / "previews").iterdir())
    assert sum(path.stat().st_size for name in ("site", "map") for path in (site / "assets").glob(f"{name}.*.js")) in range(1, 20_000)


def test_drawings_hold_no_script_and_no_style(site: Path) -> None:
    for path in site.rglob("index.html"):
        for svg in re.findall(r'<svg[^>]*role="group".*?</svg>', path.read_text(encoding="utf-8"), re.DOTALL):
            assert not re.search(r"\sstyle=|\son\w+=|<script|\shref=", svg.replace("xlink:href", "")), path

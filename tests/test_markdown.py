"""Reading Markdown: what stands in the text is found at its very place, and what stands in code, math or comments is not found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import markdown  # type: ignore[import-untyped, unused-ignore]
import pytest
import yaml
from fieldguide.page import Body
from fieldguide.parse.admonitions import expose_admonitions
from fieldguide.parse.html_tags import html_tags
from fieldguide.parse.markdown import parse_body
from fieldguide.parse.page import parse_page
from fieldguide.source import Source, Span
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_layout import WORDS, Block, lay_out, marks, pages, site_pages

FRONT_MATTER = "---\ntitle: Größe – 大きさ\n---\n"


def text_at(text: str, span: Span) -> str:
    """The stretch of a text that a span names, counted anew: lines and columns from 1, in characters."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    return text[starts[span.line - 1] + span.column - 1 : starts[span.end_line - 1] + span.end_column - 1]


def read(blocks: Iterable[Block], before: str = FRONT_MATTER) -> tuple[str, Body]:
    """A page's whole text, and what is read of it."""
    text = before + lay_out(blocks)
    return text, parse_page(Source("docs/page.md", text)).body


@given(pages)
@settings(max_examples=300)
def test_all_is_found_at_its_place_and_nothing_else(blocks: list[Block]) -> None:
    text, body = read(blocks)
    expected = marks(blocks, start=len(FRONT_MATTER))
    wanted = {kind: [mark for mark in expected if mark.kind == kind] for kind in ("heading", "link", "image", "citation")}
    assert [text_at(text, heading.span) for heading in body.headings] == [mark.text for mark in wanted["heading"]]
    assert [len(text.encode()[: heading.offset].decode()) for heading in body.headings] == [mark.start for mark in wanted["heading"]]
    for image in (False, True):
        found, due = [link for link in body.links if link.image is image], wanted["image" if image else "link"]
        assert [text_at(text, link.span) for link in found] == [mark.text for mark in due]
        assert [len(text.encode()[: link.start].decode()) for link in found] == [mark.start for mark in due]
        assert [(link.target, text_at(text, link.target_span)) for link in found] == [(mark.detail, mark.detail) for mark in due]
    groups = [text.encode()[group.start : group.end].decode() for group in body.citations]
    assert groups == [mark.text for mark in wanted["citation"]]
    assert [len(text.encode()[: group.start].decode()) for group in body.citations] == [mark.start for mark in wanted["citation"]]
    for group, written in zip(body.citations, groups, strict=True):
        assert [f"@{citation.key}" for citation in group.citations] == re.findall(r"@[\w-]+", written)
        assert [text_at(text, citation.span) for citation in group.citations] == [citation.key for citation in group.citations]
        assert [citation.place for citation in group.citations] == [
            " ".join(part.partition(",")[2].split()) for part in written[1:-1].split(";")
        ]
    assert body.problems == ()


@given(pages)
def test_code_math_comments_tables_and_headings_are_no_prose(blocks: list[Block]) -> None:
    assert read(blocks)[1].words == read(prose_of(blocks))[1].words


def prose_of(blocks: Iterable[Block]) -> list[Block]:
    """The blocks whose words count, without the pieces that are not read."""
    return [
        Block(tuple(tuple(p for p in line if p.kind != "hidden") if not b.inner else line for line in b.lines), tuple(prose_of(b.inner)))
        for b in blocks
        if b.prose
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two three.", 3),
        ("Größe – 日本語 and 🚀 60–80 %.", 4),
        ("A `b c` d $e + f$ g.", 3),
        ("## Five words that are none\n\nOne.", 1),
        ("```\nnone of these\n```\n\nOne.", 1),
        ("| a | b |\n|---|---|\n| c | d |\n\nOne.", 1),
        ("![none of these](x.png) one", 1),
        ("$$\nx + y\n$$\n\nOne.", 1),
        ('!!! note "Title"\n\n    One two.\n', 4),
        ("- one\n- two", 2),
        ("[one two](x.md)", 2),
        ("<!-- none of these -->\n\nOne.", 1),
        ("one — two", 2),
    ],
)
def test_words(text: str, count: int) -> None:
    assert parse_body(Source("docs/page.md", text), 0).words == count


@given(
    st.text()
    | st.lists(st.sampled_from(["!!! note", "??? a", "    ", "  ", "\t", "\n", "\r\n", "```", "~~~", "ü", "🚀", "x", " "])).map("".join)
)
@example("!!! note\n\n    text\n\n        code\n")
def test_exposing_admonitions_keeps_every_place(text: str) -> None:
    exposed = expose_admonitions(text)
    assert len(exposed.encode(errors="surrogatepass")) == len(text.encode(errors="surrogatepass"))
    changed = [(before, after) for before, after in zip(text, exposed, strict=True) if before != after]
    assert set(changed) <= {(" ", ">"), ("\t", ">"), ("\t", " ")}
    assert exposed.count("\n") == text.count("\n")


@cache
def site_markdown() -> markdown.Markdown:
    """Python-Markdown as mkdocs.yml sets it up."""
    config: dict[str, Any] = yaml.load((Path(__file__).parents[1] / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.UnsafeLoader)
    settings_of = [entry if isinstance(entry, dict) else {entry: {}} for entry in config["markdown_extensions"]]
    return markdown.Markdown(
        extensions=[name for entry in settings_of for name in entry],
        extension_configs={k: v for entry in settings_of for k, v in entry.items()},
    )


def site_anchors(text: str) -> list[str]:
    """The ids that the site gives a page's headings."""
    converter = site_markdown().reset()
    converter.convert(text)

    def walk(tokens: list[Any]) -> list[str]:
        return [anchor for token in tokens for anchor in (token["id"], *walk(token["children"]))]

    return walk(getattr(converter, "toc_tokens"))  # noqa: B009


TITLES = (
    *WORDS, "`code_x`", "`a  b`", "$x^2$", "[link](page.md)", "[@a2020b, §1]", "Foo", "Foo_1", "_1", "???", "—", "foo", "FOO", "  ", "a--b",
    "a/b", "İ", "ﬁ", "½", "x²", "٣_٣", "#", "C#", "<kbd>Ctrl</kbd>", "&lt;", '"', "::", "1.", "10 %",
)  # fmt: skip
title_texts = st.lists(st.sampled_from(TITLES), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.tuples(st.integers(1, 6), title_texts), min_size=1, max_size=8))
@settings(max_examples=200)
@example([(2, "Foo"), (2, "Foo"), (3, "Foo_1"), (2, "Foo_1")])
@example([(2, "???"), (2, "???"), (2, "???")])
@example([(2, "A  double space")])
def test_anchors_are_those_of_the_site(titles: list[tuple[int, str]]) -> None:
    text = "".join(f"{'#' * level} {title}\n\nText.\n\n" for level, title in titles)
    assert [heading.anchor for heading in parse_body(Source("docs/page.md", text), 0).headings] == site_anchors(text)


@given(site_pages)
@settings(max_examples=100)
def test_headings_within_a_page_have_the_anchors_of_the_site(blocks: list[Block]) -> None:
    text, body = read(blocks, before="")
    assert [heading.anchor for heading in body.headings] == site_anchors(text)


@given(site_pages)
@settings(max_examples=100)
def test_links_and_images_are_those_of_the_site(blocks: list[Block]) -> None:
    text, body = read(blocks, before="")
    html = re.sub(r"<!--.*?-->", "", site_markdown().reset().convert(text), flags=re.DOTALL)
    attributes = [dict(tag.attributes) for tag in html_tags(html) if tag.name in ("a", "img")]
    on_site = [unquote(found.get("src") or found["href"]) for found in attributes if found.get("class") != "headerlink"]
    assert sorted(on_site) == sorted(link.target for link in body.links)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("## How it works", "how-it-works"),
        ("## How it works {#mechanism}", "mechanism"),
        ("## How it works {: #mechanism }", "mechanism"),
        ("Setext *title*\n---", "setext-title"),
        ("## ![alt](x.png) With an image", "with-an-image"),
        ("> ## Quoted", "quoted"),
        ("!!! note\n\n    ## Boxed", "boxed"),
    ],
)
def test_anchor(text: str, anchor: str) -> None:
    assert [heading.anchor for heading in parse_body(Source("docs/page.md", text), 0).headings] == [anchor] == site_anchors(text)


@pytest.mark.parametrize(
    "scrap",
    [
        "# a\n",
        "[a](b) ",
        "é [@a2020b, x] ",
        "[a][b] ",
        "[@a ",
        "*a* ",
        "<!-- ",
        "`a ",
        "$a ",
        "!!! note\n\n    a\n",
        "{= ",
        "](a) ",
        "\\\\",
        "> - ",
    ],
)
def test_a_long_page_is_soon_read(scrap: str) -> None:
    count = 10_000 if scrap != "> - " else 100
    assert parse_body(Source("docs/page.md", f"é\n{scrap * count}"), 0).offset == 0

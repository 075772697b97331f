"""HTML by a stranger: what is live on the site is found by the checks, however it is hidden.

The checks read CommonMark, the site is built by Python-Markdown; where the two disagree on what is code, a comment or a formula,
a tag could pass for text here and be one there.
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from fieldguide.checks.forbidden_html import ALLOWED, ATTRIBUTES
from fieldguide.page import Body
from fieldguide.parse.html_tags import html_tags
from fieldguide.parse.markdown import parse_body
from fieldguide.source import Source
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_markdown import site_markdown

TAG, ATTRIBUTE = "<i onx=1>", "{: onx=1 }"
SCRAPS = (
    TAG, TAG, TAG, ATTRIBUTE, ATTRIBUTE, "{onx=1}", "<!--", "-->", "<!-- ", " -->", "`", "``", "```\n", "~~~\n", "$", "$$", "\\(", "\\)", "\\[",
    "\\]", "\\begin{a}", "\\end{a}", "[", "](", "](x", "](<", ")", "]", "[^", "[^1]", "[^1]: ", "[a]: ", "*[a]: ", "\n", "\n\n", "    ", "  ",
    "\t", " ", "!!! note\n\n    ", "??? a\n", "- ", "1. ", "> ", ":   ", "| a | b |\n|---|---|\n", "|", "<span ", "<span title='", "</span>",
    '<div markdown="1">\n', "<div>", "</div>", "<pre>", "</pre>", "<code>", "<script>", "</script>", "<style>", "<textarea>", "<!", "<?", "?>",
    "<![CDATA[", "]]>", "<https://a>", "<b@c.d>", "'", '"', "<", ">", "&lt;", "\\", "*", "**", "#", "## ", "===\n", "---\n", "x", "{: #a }",
)  # fmt: skip


class _Live(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= any(name == "onx" for name, _ in attrs)


def live(text: str) -> bool:
    """Whether the site's HTML of a page has the attribute on an element."""
    parser = _Live()
    parser.feed(site_markdown().reset().convert(text).replace("<![", "   "))
    parser.close()
    return parser.found


def faulty(body: Body) -> bool:
    """Whether the checks find something wrong with a page's markup."""
    tags = [tag for html in body.html for tag in html_tags(html.text)]
    forbidden = any(tag.name not in ALLOWED or any(name not in ATTRIBUTES for name, _ in tag.attributes) for tag in tags)
    return forbidden or bool(body.problems)


@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=12).map("".join))
@settings(max_examples=300, derandomize=True)
@example(f"<!-- {TAG}\n\ntext")
@example(f"- a\n\n    <!--\n    {TAG}\n\n    -->")
@example(f"!!! note\n\n    <!--\n    ## Title\n    {TAG}\n    -->")
@example(f"<![CDATA[{TAG}")
@example(f"[a]: {TAG}")
@example(f"[a](<!-- ) {TAG} -->")
@example(f"\\($\\){TAG}$")
@example(f"$$    {TAG}$$x")
@example(f"</div>===\n{ATTRIBUTE}")
@example(f"``\n`{ATTRIBUTE}`")
@example(f"[a](b.md){ATTRIBUTE}")
@example(f"| a |\n|---|\n| b {ATTRIBUTE} |")
@example("## A {onx=1}")
def test_what_is_live_on_the_site_is_found(text: str) -> None:
    assume("onx" in text)
    assert faulty(parse_body(Source("docs/page.md", text), 0)) or not live(text)


@pytest.mark.parametrize(
    "text", ["`<i onx=1>`", "```html\n<i onx=1>\n```", "$a < b$ and `{: onx=1 }`", "Text.\n{: .wide #text }", "## A {#a}"]
)
def test_what_is_not_live_is_no_fault(text: str) -> None:
    assert not live(text)
    assert not faulty(parse_body(Source("docs/page.md", text), 0))


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<b>", ["b"]),
        ("<B CLASS=x>", ["b"]),
        ("<!-- <b> -->", ["b"]),
        ("<!-- <b>", ["b"]),
        ('<span title="<b>">', ["span", "b"]),
        ("<span title='<b>", ["span", "b"]),
        ("<b>" * 3, ["b"] * 3),
        ("<![CDATA[ <b> ]]>", ["!", "b"]),
        ("<![^?>", ["!"]),
        ("<!DOCTYPE html>", ["!"]),
        ("<?php x ?>", ["?"]),
        ("<!--> <b> -->", ["!--", "b"]),
        ("</b>", []),
        ("a < b", []),
        ("<!-- a -->", []),
        ("<", []),
    ],
)
def test_tags(html: str, names: list[str]) -> None:
    assert [tag.name for tag in html_tags(html)] == names


@given(st.text() | st.lists(st.sampled_from(SCRAPS)).map("".join))
def test_any_text_has_tags_at_places_within_it(text: str) -> None:
    for tag in html_tags(text):
        assert text.split("\n")[tag.line][tag.column] == "<"


@pytest.mark.parametrize("scrap", ["<!-- ", "<!-- > ", "<![CDATA[ > ", "<i ", "<?a ", "<!a ", "<i title='", '<i a="" '])
def test_a_long_text_is_soon_gone_through(scrap: str) -> None:
    assert html_tags(scrap * 20_000) is not None

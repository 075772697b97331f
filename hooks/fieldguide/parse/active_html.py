"""HTML → what in it could run, load or steer something, by a list of what may stand there.

The parser is turbohtml, which builds the tree that a browser builds. Whatever is not on the lists is active: a list of what is
dangerous would never be complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from turbohtml import Element, Namespace, Node, parse_fragment

_HTML = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "button",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "li",
        "mark",
        "nav",
        "ol",
        "option",
        "output",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
        "var",
        "wbr",
        "script",
    ]
)
_SVG = frozenset(
    [
        "svg",
        "a",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textpath",
        "defs",
        "marker",
        "title",
        "desc",
        "clippath",
        "lineargradient",
        "radialgradient",
        "stop",
        "symbol",
        "use",
        "mask",
        "pattern",
    ]
)
_MATHML = frozenset(
    [
        "math",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mrow",
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mtr",
        "mtd",
        "mpadded",
        "mphantom",
        "mstyle",
        "mmultiscripts",
        "mprescripts",
        "none",
        "merror",
    ]
)
_ELEMENTS = {Namespace.HTML: _HTML, Namespace.SVG: _SVG, Namespace.MATHML: _MATHML}
_ATTRIBUTES = frozenset(
    [
        "class",
        "id",
        "title",
        "lang",
        "dir",
        "role",
        "tabindex",
        "hidden",
        "align",
        "valign",
        "open",
        "start",
        "reversed",
        "colspan",
        "rowspan",
        "scope",
        "headers",
        "value",
        "type",
        "checked",
        "disabled",
        "readonly",
        "name",
        "min",
        "max",
        "step",
        "size",
        "selected",
        "for",
        "datetime",
        "alt",
        "width",
        "height",
        "rel",
        "inputmode",
        "autocomplete",
        "spellcheck",
        "loading",
        "placeholder",
    ]
)
_INERT_IN_HTML = re.compile(r"aria-[a-z]+|data-(?!md-)[a-z0-9-]+")
_STEERING = re.compile(r"on.*|style|src|href|xlink:href|.*:href|xml:base|actiontype|action|formaction|begin|attributename|nonce")
_NO_FRAGMENT = re.compile(r"url\s*\(\s*(?![\"']?#)|@import|expression\s*\(", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DROPPED = re.compile(r"[\t\n\r]")
_LINKED, _DATA = ("http", "https", "mailto"), "application/json"


@dataclass(frozen=True, slots=True)
class Active:
    """Something active: what it is, and the line and column, from 1, of the tag that holds it."""

    what: str
    line: int
    column: int


def active_html(html: str) -> list[Active]:
    """What in a fragment of HTML a page of the site may not hold."""
    tree = parse_fragment(html)
    return [Active(what, node.source_line or 1, node.source_col or 1) for node in tree.descendants for what in _of_node(node)]


@lru_cache(maxsize=2**16)
def scheme_of(address: str) -> str:
    """The scheme that a browser finds in an address; ``//`` where it names a host alone, empty where it is relative."""
    plain = _DROPPED.sub("", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    return scheme[1].lower() if scheme else "//" if plain.startswith("//") else ""


def _of_node(node: Node) -> Iterator[str]:
    if not isinstance(node, Element):
        return
    if node.tag.lower() not in _ELEMENTS[node.namespace]:
        yield f"<{node.tag}>"
    elif node.tag == "script" and node.attrs.get("type") != _DATA:
        yield f"<script> that is not of {_DATA}"
    for name, value in node.attrs.items():
        text = " ".join(value) if isinstance(value, list) else value or ""
        if not _inert(node, name.lower(), text):
            yield f'{name}="{text[:40]}" of <{node.tag}>'


def _inert(node: Element, name: str, value: str) -> bool:
    if name == "id" and value.startswith("__"):
        return False
    if name == "class" and any(word.startswith("md-") for word in value.split()):
        return False
    if node.namespace is not Namespace.HTML:
        if name in ("href", "xlink:href") and node.tag == "a":
            return node.namespace is Namespace.SVG and scheme_of(value) == ""
        return value.startswith("#") if name in ("href", "xlink:href") else not _STEERING.fullmatch(name) and not _NO_FRAGMENT.search(value)
    if name == "href":
        return node.tag == "a" and scheme_of(value) in ("", *_LINKED)
    if name == "src":
        return node.tag == "img" and scheme_of(value) == ""
    return name in _ATTRIBUTES or bool(_INERT_IN_HTML.fullmatch(name))

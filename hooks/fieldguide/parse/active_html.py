"""HTML → what in it could run, load or steer something, by a list of what may stand there.

The parser is turbohtml, which builds the tree that a browser builds. Whatever is not on the lists is active: a list of what is
dangerous would never be complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from turbohtml import Element, Namespace, parse_fragment

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
_READ = frozenset(["id", "class", "href", "src"])
"""Attributes of HTML whose value says whether they may stand."""

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
    elements = parse_fragment(html).select("*")
    return [Active(what, element.source_line or 1, element.source_col or 1) for element in elements for what in _of_element(element)]


@lru_cache(maxsize=2**16)
def scheme_of(address: str) -> str:
    """The scheme that a browser finds in an address; ``//`` where it names a host alone, empty where it is relative."""
    plain = _DROPPED.sub("", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    return scheme[1].lower() if scheme else "//" if plain.startswith("//") else ""


def _of_element(element: Element) -> Iterator[str]:
    namespace, tag = element.namespace, element.tag
    if tag.lower() not in _ELEMENTS[namespace]:
        yield f"<{tag}>"
    elif tag == "script" and element.attrs.get("type") != _DATA:
        yield f"<script> that is not of {_DATA}"
    for name, value in element.attrs.items():
        if namespace is Namespace.HTML and _is_inert(name):
            continue
        text = " ".join(value) if isinstance(value, list) else value or ""
        if not _may_stand(element, name.lower(), text):
            yield f'{name}="{text[:40]}" of <{tag}>'


@lru_cache(maxsize=2**12)
def _is_inert(name: str) -> bool:
    """Whether an attribute of HTML does nothing, whatever its value."""
    return name not in _READ and (name in _ATTRIBUTES or bool(_INERT_IN_HTML.fullmatch(name)))


def _may_stand(element: Element, name: str, value: str) -> bool:
    if name == "id":
        return not value.startswith("__")
    if name == "class":
        return "md-" not in value or not any(word.startswith("md-") for word in value.split())
    if element.namespace is not Namespace.HTML:
        if name in ("href", "xlink:href") and element.tag == "a":
            return element.namespace is Namespace.SVG and scheme_of(value) == ""
        return value.startswith("#") if name in ("href", "xlink:href") else not _STEERING.fullmatch(name) and not _NO_FRAGMENT.search(value)
    if name == "href":
        return element.tag == "a" and scheme_of(value) in ("", *_LINKED)
    if name == "src":
        return element.tag == "img" and scheme_of(value) == ""
    return _is_inert(name)

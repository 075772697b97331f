"""HTML → HTML whose links to concepts say so, and whose abbreviations link to what they stand for.

The text of a page stays as its author wrote it: abbreviations are found in the finished HTML, the first of each
section, and never in code, formulas, headings, links or what the site draws from the front matter.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

from fieldguide.term import Term

_TOKEN = re.compile(r"(<math\b.*?</math>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
"""A tag, or a whole formula, in which nothing is to be found."""

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_WORD = re.compile(r"(?<![\w.-])[A-Za-z0-9][\w-]*")
_HREF = re.compile(r'\shref="([^"#]*)(?:#([^"]*))?"')
_UNTOUCHED = frozenset(
    ["a", "button", "code", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "math", "pre", "script", "style", "summary", "svg", "th"]
)
_UNTOUCHED_CLASS = re.compile(r'\sclass="[^"]*\b(?:about|about-step|extent|footnote|key-numbers|place|summary)\b')
_SHORT = 70
_VOID = frozenset(["br", "hr", "img", "input", "wbr"])


@dataclass(frozen=True)
class Addresses:
    """The site's address of each concept, such as ``inference-fundamentals/kv-cache/``, by slug."""

    of: Mapping[str, str]
    slugs: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "slugs", {address: slug for slug, address in self.of.items()})

    def link(self, here: str, slug: str) -> str:
        """The relative link from the page at ``here`` to a concept."""
        address = self.of[slug]
        start = here if here.endswith("/") else posixpath.dirname(here)
        relative = posixpath.relpath(address, start or ".")
        return f"{relative}/" if address.endswith("/") else relative


def explain(html: str, here: str, addresses: Addresses, abbreviations: Mapping[str, Term], number_ids: frozenset[str]) -> str:
    """The HTML of the page at ``here``, whose key numbers have ``number_ids``, with concepts marked and ``abbreviations`` linked."""
    own = addresses.slugs.get(here)
    linked: set[str] = set()

    def link(match: re.Match[str]) -> str:
        word = match[0]
        name = word if word in abbreviations else word.removesuffix("s")
        term = abbreviations.get(name)
        if not term or term.slug == own or term.slug not in addresses.of or name in linked:
            return word
        linked.add(name)
        stands_for = f' data-stands-for="{escape(term.expansion)}"' if term.expansion else ""
        address = addresses.link(here, term.slug)
        return f'<a class="abbreviation" href="{address}" data-concept="{term.slug}"{stands_for}>{name}</a>{word[len(name) :]}'

    pieces, within, depth = [], "", 0
    for token in _TOKEN.split(html):
        tag = _TAG.match(token)
        if tag and token.endswith("</math>"):
            pass
        elif tag:
            closing, name = tag[1] == "/", tag[2].lower()
            if within:
                depth += (name == within) * (-1 if closing else 1)
                within = within if depth else ""
            elif not closing and name not in _VOID and (name in _UNTOUCHED or _UNTOUCHED_CLASS.search(token)):
                within, depth = name, 1
            if name == "h2" and not closing:
                linked.clear()
            token = _marked(token, here, addresses, number_ids) if name == "a" and not closing else token
        elif abbreviations and not within and _names_one(token, abbreviations):
            token = _WORD.sub(link, token)
        pieces.append(token)
    return "".join(pieces)


def _names_one(text: str, abbreviations: Mapping[str, Term]) -> bool:
    """Whether an abbreviation is among the words, or the plural of one."""
    words = _WORD.findall(text)
    return not abbreviations.keys().isdisjoint(words) or any(word[:-1] in abbreviations for word in words if word[-1] == "s")


def _marked(token: str, here: str, addresses: Addresses, number_ids: frozenset[str]) -> str:
    """The opening tag of a link, with the concept that it leads to; one to another site says so where its address is short enough to print."""
    href = _HREF.search(token)
    if not href or "data-concept=" in token:
        return token
    if href[1].startswith(("http://", "https://")):
        return f"{token[:-1]} data-outside>" if len(href[1]) <= _SHORT else token
    slug = addresses.slugs.get(urljoin(here, href[1]) if href[1] else here)
    if not slug or (not href[1] and href[2] not in number_ids):
        return token
    return f'{token[:-1]} data-concept="{slug}">'

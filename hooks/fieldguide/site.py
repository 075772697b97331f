"""The finished site: every page parsed as a browser does, and where each address on it leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from turbohtml import Element, Text, parse

from fieldguide.source import Source, Span

_BASE = re.compile(r"<loc>([^<]+)</loc>")
_CSS_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<url>[^\"')]*)(?P=quote)\s*\)|@import\s+[\"'](?P<import>[^\"']+)", re.IGNORECASE)
_LOADED = {
    "script": ("src", "href", "xlink:href"), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "embed": ("src",),
    "object": ("data",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "input": ("src", "formaction"),
    "button": ("formaction",), "form": ("action",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "feimage": ("href",),
}  # fmt: skip
_FOLLOWED = frozenset({"prev", "next", "canonical", "alternate", "author", "license", "help", "edit"})
_UNREAD = frozenset({"code", "pre", "script", "style", "svg", "math", "textarea", "kbd", "samp"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address on a page or in a style sheet: as written, whether a browser loads it unasked, its place, the path of its file."""

    url: str
    loaded: bool
    span: Span
    path: str


@dataclass(frozen=True)
class SitePage:
    """One HTML file; ``name`` is its path within the site, with forward slashes."""

    name: str
    source: Source

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All elements, in order."""
        tree = parse(self.source.text, scripting=True)
        return tuple(node for node in tree.descendants if isinstance(node, Element))

    def select(self, *tags: str) -> list[Element]:
        """The elements of some kinds."""
        return [element for element in self.elements if element.tag in tags]

    @cached_property
    def ids(self) -> Mapping[str, Element]:
        """Each id with the first element that has it; what an ``a`` is named too."""
        found: dict[str, Element] = {}
        for element in self.elements:
            for name in (element.attrs.get("id"), element.attrs.get("name") if element.tag == "a" else None):
                if isinstance(name, str):
                    found.setdefault(name, element)
        return found

    @property
    def redirects(self) -> bool:
        """Whether it only leads to another page."""
        return any(str(element.attrs.get("http-equiv", "")).lower() == "refresh" for element in self.select("meta"))

    @cached_property
    def prose(self) -> tuple[tuple[str, Element], ...]:
        """The texts that a reader reads as such, code, formulas and drawings left out, each with the element around it."""
        return tuple(
            (node.text, element)
            for element in self.elements
            if not _is_unread(element)
            for node in element.children
            if isinstance(node, Text) and not node.text.isspace()
        )

    def span(self, element: Element, found: str = "") -> Span:
        """The place of an element's tag, or of a text that stands in it."""
        line, column = element.source_line or 1, element.source_col or 1
        if found and line <= len(self.source.lines):
            for number in range(line, min(line + 200, len(self.source.lines) + 1)):
                at = self.source.lines[number - 1].find(found, column - 1 if number == line else 0)
                if at >= 0:
                    return Span(number, at + 1, number, at + 1 + len(found))
        return Span(line, column, line, column + len(element.tag) + 1)


def _is_unread(element: Element) -> bool:
    return element.tag in _UNREAD or any(isinstance(one, Element) and one.tag in _UNREAD for one in element.ancestors)


@dataclass(frozen=True)
class Site:
    """A folder of finished files; ``base`` is the address that it is published at, as its sitemap says."""

    root: Path
    files: frozenset[str]
    pages: Mapping[str, SitePage]
    base: str

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every address in pages, style sheets and the sitemap."""
        found = [address for page in self.pages.values() for address in _in_page(page)]
        for name in sorted(self.files):
            if name.endswith(".css") or name == "sitemap.xml":
                source = self.read(name)
                found += _in_style(source, name) if name.endswith(".css") else _in_sitemap(source, name)
        return tuple(found)

    def read(self, name: str) -> Source:
        """The text of a file of the site."""
        return Source((self.root / name).as_posix(), (self.root / name).read_text(encoding="utf-8", errors="replace"))

    def target(self, address: Address) -> tuple[str, str] | None:
        """The file and the fragment that an address leads to; None where it leads to another host. A file that is none may not exist."""
        url, fragment = urldefrag(urljoin(urljoin(self.base, address.path), address.url.strip()))
        if not url.startswith(self.base) and url != self.base.rstrip("/"):
            same_host = urlsplit(url).netloc == urlsplit(self.base).netloc and urlsplit(url).scheme in ("http", "https")
            return (unquote(urlsplit(url).path), fragment) if same_host else None
        path = unquote(urlsplit(url).path)[len(urlsplit(self.base).path) :]
        name = posixpath.normpath(path) if path else "."
        if f"{name}/index.html".removeprefix("./") in self.files and name not in self.files:
            name = f"{name}/index.html".removeprefix("./")
        return name, unquote(fragment)


def load_site(root: Path) -> Site:
    """Reads the site that was built into ``root``."""
    files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    site = Site(root, files, {}, "https://site.invalid/")
    base = _BASE.search(site.read("sitemap.xml").text) if "sitemap.xml" in files else None
    pages = {name: SitePage(name, site.read(name)) for name in sorted(files) if name.endswith(".html")}
    return Site(root, files, pages, base[1] if base else site.base)


def _in_page(page: SitePage) -> Iterator[Address]:
    for element in page.elements:
        attributes = element.attrs
        relations = set(" ".join(attributes.get("rel") or ()).lower().split()) if element.tag == "link" else set()
        followed = element.tag in ("a", "area") or bool(relations & _FOLLOWED)
        names = ("href", "xlink:href") if element.tag in ("a", "area", "link") else _LOADED.get(element.tag.lower(), ())
        for name in names:
            value = attributes.get(name)
            if isinstance(value, str):
                for url in _candidates(value) if name == "srcset" else [value]:
                    yield Address(url, not followed, page.span(element), page.name)
        yield from _hidden_addresses(page, element)


def _hidden_addresses(page: SitePage, element: Element) -> Iterator[Address]:
    """The addresses in styles, in what a link tells another host of, and in a redirect."""
    style = element.text if element.tag == "style" else str(element.attrs.get("style") or "")
    for match in _CSS_URL.finditer(style):
        yield Address(match["url"] or match["import"] or "", True, page.span(element), page.name)
    for url in str(element.attrs.get("ping") or "").split():
        yield Address(url, True, page.span(element), page.name)
    if element.tag == "meta" and str(element.attrs.get("http-equiv", "")).lower() == "refresh":
        url = str(element.attrs.get("content") or "").partition("=")[2].strip("\"' ")
        yield Address(url, True, page.span(element), page.name)


def _candidates(srcset: str) -> list[str]:
    return [part.split()[0] for part in srcset.split(",") if part.split()]


def _in_style(source: Source, name: str) -> Iterator[Address]:
    for match in _CSS_URL.finditer(source.text):
        start = len(source.text[: match.start()].encode())
        yield Address(match["url"] or match["import"] or "", True, source.span(start, start + len(match[0].encode())), name)


def _in_sitemap(source: Source, name: str) -> Iterator[Address]:
    for number, line in enumerate(source.lines, 1):
        for match in _BASE.finditer(line):
            yield Address(match[1], False, Span(number, match.start(1) + 1, number, match.end(1) + 1), name)

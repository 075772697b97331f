"""The finished site: every page parsed as a browser does, and where each address on it leads."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from turbohtml import Document, Element, Text, parse

from fieldguide.files import name_of
from fieldguide.source import Source, Span

_BASE = re.compile(r"<loc>([^<]+)</loc>")
_CSS_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<url>[^\"')]*)(?P=quote)\s*\)|@import\s+[\"'](?P<import>[^\"']+)", re.IGNORECASE)
_LOADED = {
    "script": ("src", "href", "xlink:href"), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "embed": ("src",),
    "object": ("data",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "input": ("src", "formaction"),
    "button": ("formaction",), "form": ("action",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "feimage": ("href",),
}  # fmt: skip
_LINKS = "a[href]:not([style], [ping]), area[href]:not([style], [ping])"
_WITH_ADDRESS = ", ".join(
    [*(f"[{name.replace(':', chr(92) + ':')}]:not({_LINKS})"
       for name in sorted({name for names in _LOADED.values() for name in names} | {"style", "ping"})),
     "style", "meta[http-equiv]"]
)  # fmt: skip
"""Selects the elements that may hold an address, but for those that hold no other than a link's."""

_FOLLOWED = frozenset({"prev", "next", "canonical", "alternate", "author", "license", "help", "edit"})
_PLAIN = re.compile(r"(?:[\w.-][\w./-]*|(?=#))(?:#[\w:.-]*)?", re.ASCII)
"""An address within the site that says where it leads as it stands."""

_HOST = re.compile(r"https?://([\w.-]+)/", re.ASCII)

_UNREAD = frozenset({"code", "pre", "script", "style", "svg", "math", "textarea", "kbd", "samp"})


class Address(NamedTuple):
    """An address on a page or in a style sheet: as written, whether a browser loads it unasked, where it stands, the path of its file."""

    url: str
    loaded: bool
    place: Callable[[], Span]
    path: str

    @property
    def span(self) -> Span:
        """Its place."""
        return self.place()


@dataclass(frozen=True)
class SitePage:
    """One HTML file of the site in ``root``; ``name`` is its path within it, with forward slashes."""

    root: Path
    name: str

    @cached_property
    def source(self) -> Source:
        """Its text."""
        return _read(self.root, self.name)

    @cached_property
    def tree(self) -> Document:
        """Its document."""
        return parse(self.source.text, scripting=True)

    def select(self, selector: str) -> list[Element]:
        """The elements that a CSS selector matches, in order."""
        return self.tree.select(selector)

    @property
    def with_handlers(self) -> list[Element]:
        """The elements with an attribute whose name begins as that of an event handler does."""
        return [found for found in self.tree.xpath_iter('//*[@*[starts-with(name(), "on")]]') if isinstance(found, Element)]

    @property
    def root_element(self) -> Element:
        """The element ``html``, which a browser makes where none is written."""
        return self.select(":root")[0]

    @cached_property
    def ids(self) -> Mapping[str, Element]:
        """Each id with the first element that has it; what an ``a`` is named too."""
        found: dict[str, Element] = {}
        for element in self.select("[id], a[name]"):
            for name in (element.attrs.get("id"), element.attrs.get("name") if element.tag == "a" else None):
                if isinstance(name, str):
                    found.setdefault(name, element)
        return found

    @property
    def redirects(self) -> bool:
        """Whether it only leads to another page."""
        return any(str(element.attrs.get("http-equiv", "")).lower() == "refresh" for element in self.select("meta[http-equiv]"))

    def prose(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, Element]]:
        """The texts that a reader reads as such and in which the pattern is found, each with the element around it: no code, formula or drawing."""
        for node in self.tree.descendants:
            if isinstance(node, Text) and pattern.search(node.text):
                around = [element for element in node.ancestors if isinstance(element, Element)]
                if not any(element.tag in _UNREAD for element in around):
                    yield node.text, around[0]

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every address on the page."""
        return tuple(_in_page(self))

    def span(self, element: Element, found: str = "") -> Span:
        """The place of an element's tag, or of a text that stands in it."""
        line, column = element.source_line or 1, element.source_col or 1
        if found and line <= len(self.source.lines):
            for number in range(line, min(line + 200, len(self.source.lines) + 1)):
                at = self.source.lines[number - 1].find(found, column - 1 if number == line else 0)
                if at >= 0:
                    return Span(number, at + 1, number, at + 1 + len(found))
        return Span(line, column, line, column + len(element.tag) + 1)


@dataclass(frozen=True)
class Site:
    """A folder of finished files; ``base`` is the address that it is published at, as its sitemap says.

    ``pages`` are those that are looked at, and ``others`` the addresses in style sheets and in the sitemap.
    """

    root: Path
    files: frozenset[str]
    pages: Mapping[str, SitePage]
    base: str
    others: tuple[Address, ...] = ()

    def only(self, names: Collection[str]) -> Site:
        """The site, of whose pages only some are looked at, read anew."""
        return replace(self, pages={name: SitePage(self.root, name) for name in sorted(names)})

    def source(self, path: str) -> Source | None:
        """The text of the page whose file is at ``path``, as a fault names it."""
        page = self.pages.get(path.removeprefix(f"{self.root.as_posix()}/"))
        return page.source if page else None

    @property
    def addresses(self) -> Iterator[Address]:
        """Every address in pages, style sheets and the sitemap."""
        for page in self.pages.values():
            yield from page.addresses
        yield from self.others

    def ids(self, name: str) -> Collection[str] | None:
        """What a page has that an address can lead to; None where there is no such page."""
        page = self.pages.get(name) or (SitePage(self.root, name) if name in self.files and name.endswith(".html") else None)
        return page.ids if page else None

    def target(self, address: Address) -> tuple[str, str] | None:
        """The file and the fragment that an address leads to; None where it leads to another host. A file that is none may not exist."""
        inside = address.url.startswith(self.base)
        written, folder = (address.url[len(self.base) :], "") if inside else (address.url, posixpath.dirname(address.path))
        if _PLAIN.fullmatch(written):
            path, _, fragment = written.partition("#")
            name = _join(folder, path) if path or inside else address.path
            if not name.startswith(".."):
                return (self._file(name) if path or inside else name), fragment
        host = _HOST.match(address.url)
        if host and host[1].lower() != urlsplit(self.base).netloc:
            return None
        url, fragment = urldefrag(urljoin(urljoin(self.base, address.path), address.url.strip()))
        if not url.startswith(self.base) and url != self.base.rstrip("/"):
            same_host = urlsplit(url).netloc == urlsplit(self.base).netloc and urlsplit(url).scheme in ("http", "https")
            return (unquote(urlsplit(url).path), fragment) if same_host else None
        path = unquote(urlsplit(url).path)[len(urlsplit(self.base).path) :]
        return self._file(posixpath.normpath(path) if path else "."), unquote(fragment)

    def _file(self, name: str) -> str:
        index = f"{name}/index.html".removeprefix("./")
        return index if index in self.files and name not in self.files else name


@lru_cache(maxsize=2**14)
def _join(folder: str, path: str) -> str:
    return posixpath.normpath(f"{folder}/{path}".lstrip("/"))


def load_site(root: Path) -> Site:
    """The site that was built into ``root``; its pages are read when they are looked at."""
    paths = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
    files = frozenset(name_of(path, root) for path in paths if path.is_file())
    base = _BASE.search(_read(root, "sitemap.xml").text) if "sitemap.xml" in files else None
    pages = {name: SitePage(root, name) for name in sorted(files) if name.endswith(".html")}
    return Site(root, files, pages, base[1] if base else "https://site.invalid/", tuple(_beside_pages(root, files)))


def _read(root: Path, name: str) -> Source:
    return Source((root / name).as_posix(), (root / name).read_text(encoding="utf-8", errors="replace"))


def _beside_pages(root: Path, files: Collection[str]) -> Iterator[Address]:
    for name in sorted(files):
        if name.endswith(".css"):
            yield from _in_style(_read(root, name), name)
        elif name == "sitemap.xml":
            yield from _in_sitemap(_read(root, name), name)


def _in_page(page: SitePage) -> Iterator[Address]:
    for element in page.select(_LINKS):
        yield Address(str(element.attrs.get("href")), False, partial(page.span, element), page.name)
    for element in page.select(_WITH_ADDRESS):
        attributes, place = element.attrs, partial(page.span, element)
        relations = set(" ".join(attributes.get("rel") or ()).lower().split()) if element.tag == "link" else set()
        followed = element.tag in ("a", "area") or bool(relations & _FOLLOWED)
        names = ("href", "xlink:href") if element.tag in ("a", "area", "link") else _LOADED.get(element.tag.lower(), ())
        for name in names:
            value = attributes.get(name)
            if isinstance(value, str):
                for url in _candidates(value) if name == "srcset" else [value]:
                    yield Address(url, not followed, place, page.name)
        for url in _hidden_addresses(element):
            yield Address(url, True, place, page.name)


def _hidden_addresses(element: Element) -> Iterator[str]:
    """The addresses in styles, in what a link tells another host of, and in a redirect."""
    style = element.text if element.tag == "style" else str(element.attrs.get("style") or "")
    for match in _CSS_URL.finditer(style):
        yield match["url"] or match["import"] or ""
    yield from str(element.attrs.get("ping") or "").split()
    if element.tag == "meta" and str(element.attrs.get("http-equiv", "")).lower() == "refresh":
        yield str(element.attrs.get("content") or "").partition("=")[2].strip("\"' ")


def _candidates(srcset: str) -> list[str]:
    return [part.split()[0] for part in srcset.split(",") if part.split()]


def _in_style(source: Source, name: str) -> Iterator[Address]:
    for match in _CSS_URL.finditer(source.text):
        start = len(source.text[: match.start()].encode())
        place = partial(source.span, start, start + len(match[0].encode()))
        yield Address(match["url"] or match["import"] or "", True, place, name)


def _in_sitemap(source: Source, name: str) -> Iterator[Address]:
    for number, line in enumerate(source.lines, 1):
        for match in _BASE.finditer(line):
            yield Address(match[1], False, partial(Span, number, match.start(1) + 1, number, match.end(1) + 1), name)

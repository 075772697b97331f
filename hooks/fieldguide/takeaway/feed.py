"""New and revised concepts → an Atom feed (RFC 4287), dated by the months in which the pages were last checked."""

from __future__ import annotations

from itertools import islice
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fieldguide.export.datasets import LICENCE
from fieldguide.export.numbers import SITE_NAME
from fieldguide.guide import Guide
from fieldguide.page import Page
from fieldguide.render.site_path import copy_path, site_address
from fieldguide.schema import ConceptMeta

FEED_PATH = "feed.xml"
_MOST = 200
NO_MONTH = "2026-01"


def feed(guide: Guide, site_url: str) -> str:
    """The concepts checked last, the newest first; a page that is new or was checked again comes to the top, under the same id."""
    concepts = [(page, page.concept) for page in guide.concepts.values() if page.concept]
    newest = list(islice(sorted(concepts, key=lambda item: item[1].reviewed, reverse=True), _MOST))
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(root, "title", SITE_NAME)
    _add(root, "subtitle", "New and revised concepts")
    _add(root, "id", site_url)
    _add(root, "updated", _instant(newest[0][1].reviewed if newest else NO_MONTH))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": site_url + FEED_PATH})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site_url})
    _add(SubElement(root, "author"), "name", f"The authors of {SITE_NAME}")
    _add(root, "rights", f"CC BY 4.0, {LICENCE}")
    for page, meta in newest:
        _entry(root, page, meta, site_url)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, page: Page, meta: ConceptMeta, site_url: str) -> None:
    entry, address = SubElement(root, "entry"), site_url + site_address(page.path)
    _add(entry, "title", meta.title)
    _add(entry, "id", address)
    _add(entry, "updated", _instant(meta.reviewed))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    SubElement(entry, "link", {"rel": "alternate", "type": "text/markdown", "href": site_url + copy_path(page.path)})
    _add(entry, "summary", meta.summary)
    for tag in meta.tags:
        SubElement(entry, "category", {"term": tag})


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _instant(month: str) -> str:
    """The first moment of a month."""
    return f"{month}-01T00:00:00Z"

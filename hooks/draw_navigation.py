"""Draws the navigation: the sections of the site, and of them the reader's own with its pages; once for all pages of one folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, normalize_url

Address = Callable[[str], str]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the templates ``menu`` and ``sections``, and lets them leave no empty lines."""
    env.trim_blocks = env.lstrip_blocks = True
    drawn: dict[tuple[str, ...], str] = {}

    @pass_context
    def menu(context: Context) -> str:
        page: Page | None = context["page"]
        if page is None:
            return _list(context["nav"].items, (), lambda url: normalize_url(url, base=context["base_url"]))
        beside = posixpath.join(posixpath.dirname(page.url.rstrip("/")), "page/") if page.url.strip("./") else page.url
        key = (beside, *(str(section.title) for section in page.ancestors))
        if key not in drawn:
            drawn[key] = _list(context["nav"].items, page.ancestors, lambda url: get_relative_url(url, beside))
        own = f'<a href="{get_relative_url(page.url, beside)}">'
        return drawn[key].replace(own, f'{own[:-1]} aria-current="page">', 1)

    env.globals["menu"] = menu
    env.globals["sections"] = sections
    return env


@pass_context
def sections(context: Context) -> str:
    """The sections of the site as a list of links, the reader's own marked."""
    page: Page | None = context["page"]
    nav: Navigation = context["nav"]
    own = {id(item) for item in (page, *(page.ancestors if page else ())) if item}
    items = (
        f"<li{' class=own' if id(item) in own else ''}>{_link(item, lambda url: normalize_url(url, page, context['base_url']))}</li>"
        for item in nav.items
    )
    return f"<ul>{''.join(items)}</ul>"


def _list(items: list[StructureItem], open_sections: tuple[Section, ...] | list[Section], address: Address) -> str:
    return f"<ul>{''.join(_item(item, open_sections, address) for item in items)}</ul>"


def _item(item: StructureItem, open_sections: tuple[Section, ...] | list[Section], address: Address) -> str:
    if not isinstance(item, Section) or not any(item is section for section in open_sections):
        return f"<li>{_link(item, address)}</li>"
    index = _index(item)
    rest = [child for child in item.children if child is not index]
    head = _link(item, address) if index else f"<span>{item.title}</span>"
    return f'<li class="open">{head}{_list(rest, open_sections, address)}</li>'


def _link(item: StructureItem, address: Address) -> str:
    return f'<a href="{address(_first(item).url or "")}">{item.title}</a>'


def _first(item: StructureItem) -> Page | Link:
    """The page that stands for a section: its index, or the first below it."""
    while isinstance(item, Section):
        item = _index(item) or item.children[0]
    assert isinstance(item, Page | Link)
    return item


def _index(section: Section) -> Page | None:
    """The page that a section begins with, where that is the index of a folder."""
    first = section.children[0]
    return first if isinstance(first, Page) and first.is_index else None

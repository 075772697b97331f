"""What commands take that name a page: ``part/slug``, or a place in a part's reading order."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace

from fieldguide.commands.status import MisuseError
from fieldguide.guide import Guide, Part
from fieldguide.nearest import did_you_mean
from fieldguide.parse.redirects import path_of
from fieldguide.reading_order import Place
from fieldguide.render.site_path import site_path
from fieldguide.schema import SLUG


def place_arguments(parser: ArgumentParser) -> None:
    """The options that say where in a part's order a page goes."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--after", metavar="SLUG", help="list it after this concept of the part (default: at the end)")
    place.add_argument("--before", metavar="SLUG", help="list it before this concept of the part")


def place_in(part: Part, options: Namespace) -> Place:
    """The place that the options name, which the part has."""
    neighbour = options.after or options.before
    if neighbour and neighbour not in part.meta.concepts:
        hint = did_you_mean(neighbour, part.meta.concepts) or f"; it has {', '.join(part.meta.concepts) or 'none yet'}"
        raise MisuseError(f"the part '{part.slug}' lists no concept '{neighbour}'{hint}")
    return Place(options.after, options.before)


def part_called(guide: Guide, name: str) -> Part:
    """The part of a name; raises `MisuseError` where there is none."""
    parts = {part.slug: part for part in guide.parts}
    if name not in parts:
        hint = did_you_mean(name, parts) or f"; there are {', '.join(parts)}"
        raise MisuseError(f"there is no part '{name}'{hint}")
    part = parts[name]
    if not part.page.document.fits(["concepts"]) or part.page.document.data.get("concepts") is None:
        raise MisuseError(f"the list 'concepts' in {part.page.path} cannot be read; mend it first: fieldguide check says how")
    return part


def new_address(guide: Guide, part: Part, slug: str, *, of: str = "") -> str:
    """The path of a page to be, whose name is free; ``of`` is the page that is to move there."""
    if not re.fullmatch(SLUG, slug):
        wanted = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
        remedy = f"; write {wanted}" if wanted else ""
        raise MisuseError(f"'{slug}' cannot be a slug, which has lower-case letters, digits and single hyphens{remedy}")
    if slug == "index":
        raise MisuseError("'index' is the name of a part's introduction; choose another slug")
    path = path_of(f"{part.slug}/{slug}")
    taken = next((page.path for page in guide.concept_pages if page.slug == slug and page.path != of), None)
    here = {site_path(page): page for page in guide.pages}.get(site_path(path)) if not taken else None
    if taken or here or (guide.root / path).exists():
        raise MisuseError(f"'{slug}' is taken by {taken or here or path}; edit that page, or choose another slug")
    leads_to = guide.redirects.path_now(path)
    if leads_to and leads_to != of:
        raise MisuseError(f"the address {part.slug}/{slug} is kept for readers of {leads_to}, which stood there; choose another slug")
    return path

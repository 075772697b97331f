"""What a finished page shows to the others: kept by its text, so that only pages which changed are read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import blake2b

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from fieldguide.diagnostic import Fault
from fieldguide.keep import keep
from fieldguide.site import Site
from fieldguide.store import Store
from fieldguide.verify.repeated_title import titles

FEWEST = 20
"""Pages that a process reads, at least."""

Finders = Collection[Callable[[Site], Iterator[Fault]]]


class Outline(Struct, frozen=True, array_like=True):
    """A page without a fault of its own: its ids, the files and fragments of the site that it leads to, its title and its description."""

    ids: tuple[str, ...]
    leads_to: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]


_decoder = Decoder(Outline)


def suspects(site: Site, in_page: Finders, store: Store) -> frozenset[str]:
    """The pages that alone can have a fault: one that ``in_page`` finds, an address that leads nowhere, a title that others have too."""
    outlines = _outlines(site, in_page, store)
    ids = {name: frozenset(outline.ids) if outline else frozenset() for name, outline in outlines.items()}
    shared = Counter(title for outline in outlines.values() if outline for title in set(outline.titles))

    def leads_nowhere(name: str, fragment: str) -> bool:
        return name not in site.files or (bool(fragment) and fragment not in ids.get(name, (fragment,)))

    return frozenset(
        name
        for name, outline in outlines.items()
        if outline is None
        or any(leads_nowhere(*target) for target in outline.leads_to)
        or any(shared[title] > 1 for title in outline.titles)
    )


def _outlines(site: Site, in_page: Finders, store: Store) -> Mapping[str, Outline | None]:
    """The outline of each page, made on all cores where it is not kept; None of one that has a fault."""

    def outline(name: str) -> bytes:
        alone = site.only({name})
        if any(True for find in in_page for _ in find(alone)):
            return b""
        page = alone.pages[name]
        leads_to = {target for address in page.addresses if (target := site.target(address))}
        return encode(Outline(tuple(page.ids), tuple(sorted(leads_to)), tuple(title for title, _ in titles(page))))

    made_of = {name: (site.base, name, blake2b((site.root / name).read_bytes()).digest()) for name in site.pages}
    packed = keep(store, "outline", made_of, outline, FEWEST)
    return {name: _decoder.decode(value) if value else None for name, value in packed.items()}

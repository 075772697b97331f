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
    """A page without a fault of its own: its ids, the files and fragments of the site beyond it that it leads to, its title and description."""

    ids: tuple[str, ...]
    leads_to: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]


_decoder = Decoder(Outline)


def suspects(site: Site, in_page: Finders, store: Store) -> frozenset[str]:
    """The pages that alone can have a fault: one that ``in_page`` finds, an address that leads nowhere, a title that others have too."""
    packed = _outlines(site, in_page, store)
    faulty = {name for name, value in packed.items() if not value}
    outlines = {name: value for name, value in packed.items() if value}
    wanted = {target for value in outlines.values() for target in _decoder.decode(value).leads_to}
    there = {(name, "") for name in site.files}
    shared: Counter[tuple[str, str]] = Counter()
    for name, value in outlines.items():  # decoded one after the other and once more: all at once they would be many times as large
        outline = _decoder.decode(value)
        there.update(wanted.intersection((name, found) for found in outline.ids))
        shared.update(set(outline.titles))
    repeated = {title for title, count in shared.items() if count > 1}
    nowhere = {(name, fragment) for name, fragment in wanted - there if name in site.pages or name not in site.files}
    if not nowhere and not repeated:
        return frozenset(faulty)

    def is_doubtful(outline: Outline) -> bool:
        return not nowhere.isdisjoint(outline.leads_to) or not repeated.isdisjoint(outline.titles)

    return frozenset(faulty | {name for name, value in outlines.items() if is_doubtful(_decoder.decode(value))})


def _outlines(site: Site, in_page: Finders, store: Store) -> Mapping[str, bytes]:
    """The outline of each page, packed, made on all cores where it is not kept; empty of one that has a fault."""

    def outline(name: str) -> bytes:
        alone = site.only({name})
        if any(True for find in in_page for _ in find(alone)):
            return b""
        page = alone.pages[name]
        leads_to = {target for address in page.addresses if (target := site.target(address))}
        beyond = {(to, fragment) for to, fragment in leads_to if to != name or (fragment and fragment not in page.ids)}
        return encode(Outline(tuple(page.ids), tuple(sorted(beyond)), tuple(title for title, _ in titles(page))))

    made_of = {name: (site.base, name, blake2b((site.root / name).read_bytes()).digest()) for name in site.pages}
    return keep(store, "outline", made_of, outline, FEWEST)

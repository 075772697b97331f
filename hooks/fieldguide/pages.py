"""All pages of the guide by path, each parsed once something is asked of it: on all cores, and not at all where it was kept before."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from fieldguide.fork import spread
from fieldguide.page import Page
from fieldguide.parse.packed import parse_packed, unpack
from fieldguide.parse.page import parse_page
from fieldguide.source import Source
from fieldguide.store import Store, key_of

FEWEST = 40
"""Pages that a process parses or checks, at least."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing that is read is dropped again: collecting garbage meanwhile takes a third of the time and frees nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


class Pages(Mapping[str, Page]):
    """Path → page, in the order of ``sources``; ``parsed`` are pages whose texts are those of ``sources``."""

    def __init__(self, sources: Mapping[str, Source], store: Store | None = None, parsed: Mapping[str, Page] | None = None) -> None:
        self.sources, self.store = sources, store or Store()
        self._parsed = dict(parsed or {})

    def __getitem__(self, path: str) -> Page:
        page = self._parsed.get(path)
        if page is None:
            if path not in self.sources:
                raise KeyError(path)
            self.load(self.sources)
            page = self._parsed[path]
        return page

    def __contains__(self, path: object) -> bool:
        return path in self.sources

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    @uncollected()
    def load(self, paths: Iterable[str]) -> list[Page]:
        """The pages at these paths, those together that are not parsed yet."""
        wanted = list(paths)
        missing = [self.sources[path] for path in wanted if path not in self._parsed]
        keys = {source.path: key_of("page", source.path, source.text) for source in missing} if self.store.folder else {}
        kept = self.store.get_many(keys.values())
        unkept = [source for source in missing if keys.get(source.path) not in kept]
        fresh = dict(zip((source.path for source in unkept), spread(parse_packed, unkept, FEWEST), strict=True))
        for source in missing:
            packed = fresh[source.path] if source.path in fresh else kept[keys[source.path]]
            self._parsed[source.path] = unpack(source, packed) if packed else parse_page(source)
        self.store.put_many("page", {keys[path]: packed for path, packed in fresh.items() if packed and keys}, kept.keys())
        return [self._parsed[path] for path in wanted]

    def but(self, texts: Mapping[str, str]) -> Pages:
        """The pages with other texts in some of them; only these are parsed anew."""
        changed = {path: Source(path, texts[path]) for path in self.sources if path in texts}
        parsed = {path: page for path, page in self._parsed.items() if path not in changed}
        return Pages({**self.sources, **changed}, self.store, parsed)

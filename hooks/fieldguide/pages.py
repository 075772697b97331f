"""All pages of the guide by path, each parsed once something is asked of it: on all cores, and not at all where it was kept before."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from fieldguide.keep import keep
from fieldguide.page import Page
from fieldguide.parse.packed import parse_packed, unpack
from fieldguide.parse.page import parse_page
from fieldguide.source import Source
from fieldguide.store import Store

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
        made_of = {path: (path, self.sources[path].text) for path in wanted if path not in self._parsed}
        for path, packed in keep(self.store, "page", made_of, lambda path: parse_packed(self.sources[path]), FEWEST).items():
            source = self.sources[path]
            self._parsed[path] = unpack(source, packed) if packed else parse_page(source)
        return [self._parsed[path] for path in wanted]

    def but(self, texts: Mapping[str, str]) -> Pages:
        """The pages with other texts in some of them; only these are parsed anew."""
        changed = {path: Source(path, texts[path]) for path in self.sources if path in texts}
        parsed = {path: page for path, page in self._parsed.items() if path not in changed}
        return Pages({**self.sources, **changed}, self.store, parsed)

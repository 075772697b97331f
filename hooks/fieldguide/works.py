"""The works of references.bib, each written out in some form: kept all together while the file is as it was, and one by one when it is not."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.msgpack import Decoder, encode

from fieldguide.guide import Guide
from fieldguide.keep import keep
from fieldguide.parse.bibtex import Reference

_FEWEST = 50
"""Works that a process of its own pays for, at least."""

_decoder = Decoder(dict[str, str])


def write_works(guide: Guide, form: str, write: Callable[[Reference], str]) -> dict[str, str]:
    """Each work by its key, as ``write`` writes it in that form."""
    works = guide.bibliography.references

    def write_all(_: str) -> bytes:
        made_of = {key: (key, work.kind, repr(sorted(work.fields.items()))) for key, work in works.items()}
        written = keep(guide.store, form, made_of, lambda key: write(works[key]).encode(), _FEWEST)
        return encode({key: text.decode() for key, text in written.items()})

    source = guide.bibliography.source
    return _decoder.decode(keep(guide.store, f"{form}s", {source.path: (source.text,)}, write_all)[source.path])

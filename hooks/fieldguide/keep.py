"""What is made of something and depends on nothing else: taken from the store where it is kept, made on all cores and kept where it is not."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import TypeVar

from fieldguide.fork import FEWEST, spread
from fieldguide.store import Store, key_of

K = TypeVar("K")

Parts = tuple[str | bytes, ...]


def keep(
    store: Store,
    kind: str,
    made_of: Mapping[K, Parts],
    make: Callable[[K], bytes],
    fewest: int = FEWEST,
    worth: Callable[[bytes], bool] = bool,
    packed: bool = False,
    first: Callable[[], object] | None = None,
) -> dict[K, bytes]:
    """The value of each name; ``made_of`` holds all that its value depends on. Only what is ``worth`` it is kept: what is not empty, if not told.

    ``fewest`` is how many values a process of its own pays for, at least; ``packed`` says that the values are compressed as they are.
    ``first`` is called before work is shared out, so that what each process would work out is worked out once.
    """
    pack, unpack = (bytes, bytes) if packed else (_compress, _decompress)
    keys = {name: key_of(kind, *parts) for name, parts in made_of.items()} if store.folder else {}
    kept = store.get_many(keys.values())
    missing = [name for name in made_of if keys.get(name) not in kept]

    def make_packed(name: K) -> tuple[bool, bytes]:
        value = make(name)
        return worth(value), pack(value)

    if first and len(missing) >= 2 * fewest:
        first()
    made = dict(zip(missing, spread(make_packed, missing, fewest), strict=True))
    store.put_many(kind, {keys[name]: value for name, (worthy, value) in made.items() if keys and worthy}, kept.keys())
    return {name: unpack(made[name][1] if name in made else kept[keys[name]]) for name in made_of}


def _compress(value: bytes) -> bytes:
    return zlib.compress(value, 1)


def _decompress(value: bytes) -> bytes:
    return zlib.decompress(value)

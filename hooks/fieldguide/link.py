"""Where a link leads."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from urllib.parse import unquote, urlsplit


class Kind(Enum):
    """What a link's target is, by its form and by what exists."""

    EXTERNAL = auto()
    ACTIVE = auto()
    ABSOLUTE = auto()
    OUTSIDE = auto()
    INSIDE = auto()


_ACTIVE_SCHEMES = {"javascript", "vbscript", "data", "file", "blob"}
_SITE_FOLDERS = ("concepts/", "docs/")


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target: for `Kind.INSIDE` the repository path it names and the fragment after ``#``."""

    kind: Kind
    path: str = ""
    fragment: str = ""


@lru_cache(maxsize=2**18)
def resolve(path: str, target: str) -> Target:
    """Where ``target``, written on the page at ``path``, leads; looks at no file."""
    plain = unquote(target)
    if not plain.isprintable() or " " in plain:
        plain = "".join(c for c in plain if c.isprintable() and not c.isspace())
    scheme, colon, _ = plain.partition(":")
    if colon and scheme.lower() in _ACTIVE_SCHEMES:
        return Target(Kind.ACTIVE)
    try:
        parts = urlsplit(target)
    except ValueError:
        return Target(Kind.ACTIVE)
    if parts.scheme or parts.netloc:
        return Target(Kind.EXTERNAL if parts.scheme in ("http", "https", "mailto") else Kind.ACTIVE)
    fragment = unquote(parts.fragment)
    if not parts.path:
        return Target(Kind.INSIDE, path, fragment)
    if parts.path.startswith("/"):
        return Target(Kind.ABSOLUTE, parts.path, fragment)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    inside = f"{joined}/".startswith(_SITE_FOLDERS)
    return Target(Kind.INSIDE if inside else Kind.OUTSIDE, joined, fragment)

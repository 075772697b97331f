"""Sources of scripts and style sheets → the files that a page loads: joined, minified, named by their content.

The sources stay small modules; a reader's browser asks for one file of each kind, and keeps it for as long as it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from lightningcss import process_stylesheet
from pydantic import BaseModel, ConfigDict
from rjsmin import jsmin

FOLDER = "assets"
_THEME = "assets/stylesheets/"
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


class BundleMeta(BaseModel):
    """What mkdocs.yml says of a bundle: its sources in order; ``where``: a page loads it whose HTML has one of these texts; ``asked``: a
    script brings it when a reader asks; ``unused``: how the names of classes begin whose rules in the theme's style sheets are left out.
    With neither ``where`` nor ``asked`` every page loads it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[str, ...]
    where: tuple[str, ...] = ()
    asked: bool = False
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bundle:
    """A finished file: its path in the site, its text, and on which pages it is loaded."""

    path: str
    text: str
    meta: BundleMeta

    def loads_on(self, html: str) -> bool:
        """Whether a page with this content loads it from the start."""
        return not self.meta.asked and (not self.meta.where or any(text in html for text in self.meta.where))


def make_bundles(metas: Mapping[str, BundleMeta], read: Callable[[str], str]) -> tuple[Bundle, ...]:
    """The bundles, in the order given; ``read`` gives the text of a source by its path in the site. The script bundle that every page loads
    begins with the addresses of those that are asked for."""
    asked = {name: _bundle(name, meta, read, "") for name, meta in metas.items() if meta.asked}
    known = ",".join(f'"{name.removesuffix(".js")}":"{bundle.path.removeprefix(FOLDER + "/")}"' for name, bundle in sorted(asked.items()))
    head = f'Object.assign(globalThis.fieldguide??={{}},{{assets:new URL(".",document.currentScript.src).href,asked:{{{known}}}}});\n'
    return tuple(
        asked.get(name) or _bundle(name, meta, read, head if name.endswith(".js") and not meta.where else "")
        for name, meta in metas.items()
    )


def pages_bundles(bundles: Iterable[Bundle], html: str, suffix: str) -> list[str]:
    """The paths of the bundles of one kind (``.css``, ``.js``) that a page with this content loads."""
    return [bundle.path for bundle in bundles if bundle.path.endswith(suffix) and bundle.loads_on(html)]


def _bundle(name: str, meta: BundleMeta, read: Callable[[str], str], head: str) -> Bundle:
    stem, _, kind = name.rpartition(".")
    if kind == "js":
        text = head + "".join(f"{jsmin(read(source))}\n;" for source in meta.sources)
    else:
        text = "".join(_style(read(source), meta.unused if source.startswith(_THEME) else ()) for source in meta.sources)
    return Bundle(f"{FOLDER}/{stem}.{sha256(text.encode()).hexdigest()[:8]}.{kind}", text, meta)


def _style(text: str, unused: tuple[str, ...]) -> str:
    dropped = {name for name in _CLASS.findall(text) if name.startswith(unused)} if unused else set()
    return process_stylesheet(text, unused_symbols=dropped, minify=True)

"""What the checks of single pages find, and what a page shows to all others: both depend on the page alone, and are kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import blake2b

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from fieldguide.diagnostic import Fault
from fieldguide.fork import spread
from fieldguide.guide import Guide
from fieldguide.link import Kind, resolve
from fieldguide.page import Page
from fieldguide.page_check import PageCheck
from fieldguide.pages import FEWEST
from fieldguide.store import key_of


class Verdict(Struct, frozen=True, array_like=True):
    """A page's faults by code of the check; ``outline`` stands for all that checks of the whole guide read of it, places left out.

    ``beside`` are the files that it links to and that are no pages.
    """

    outline: bytes
    beside: tuple[str, ...]
    faults: dict[str, tuple[Fault, ...]]


_decoder = Decoder(Verdict)


def judge_pages(guide: Guide, checks: Mapping[str, PageCheck]) -> dict[str, Verdict]:
    """The verdict on each page by path; those that are not kept are made on all cores."""
    keys = {path: key_of("verdict", path, source.text) for path, source in guide.pages.sources.items()} if guide.store.folder else {}
    kept = guide.store.get_many(keys.values())
    missing = [path for path in guide.pages if keys.get(path) not in kept]
    pages = guide.pages.load(missing)
    packed = dict(zip(missing, spread(partial(_judge_packed, checks), pages, FEWEST), strict=True))
    guide.store.put_many("verdict", {keys[path]: value for path, value in packed.items() if value and keys}, kept.keys())
    verdicts = {}
    for path in guide.pages:
        value = packed[path] if path in packed else kept[keys[path]]
        verdicts[path] = _decoder.decode(value) if value else judge(checks, guide.pages[path])
    return verdicts


def judge(checks: Mapping[str, PageCheck], page: Page) -> Verdict:
    """What the checks find in one page."""
    faults = {code: found for code, check in checks.items() if (found := tuple(check.in_page(page)))}
    targets = {target.path for link in page.body.links if (target := resolve(page.path, link.target)).kind is Kind.INSIDE}
    beside = sorted(path for path in targets if not path.endswith(".md") or "/." in path)
    return Verdict(blake2b(_outline(page), digest_size=20).digest(), tuple(beside), faults)


def _judge_packed(checks: Mapping[str, PageCheck], page: Page) -> bytes | None:
    try:
        return encode(judge(checks, page))
    except UnicodeEncodeError:
        return None


def _outline(page: Page) -> bytes:
    """Everything of a page but its prose, code and formulas, and where things stand."""
    body = page.body
    return repr(
        (
            page.document.data,
            [(heading.level, heading.text, heading.anchor) for heading in body.headings],
            [(link.target, link.text, link.image) for link in body.links],
            [(citation.key, citation.place) for group in body.citations for citation in group.citations],
            [name for name, _ in body.ids],
            bool(body.words),
            bool(page.source.text.strip()),
            [(problem.kind, problem.message) for problem in (*page.problems, *body.problems)],
        )
    ).encode("utf-8", "surrogatepass")

"""Move a page: rename its concept, with every link, relation, formula and order that names it.

NEW is a slug, or PART/SLUG for a page that goes to another part. The old address goes into concepts/redirects.yml, and leads to the page for ever.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.commands.place import new_address, part_called, place_arguments, place_in
from fieldguide.commands.root import guide_at, root_argument
from fieldguide.commands.status import MisuseError, Status
from fieldguide.diagnostic import summary
from fieldguide.edit import difference, write_files
from fieldguide.guide import Guide
from fieldguide.load import load_guide
from fieldguide.move import Move, UnmovableLinkError, moved_texts, naming_lines, with_mentions
from fieldguide.nearest import did_you_mean
from fieldguide.page import Page
from fieldguide.parse.redirects import path_of
from fieldguide.report.as_text import to_text

_AROUND = ("*.md", "*.yml", "concepts/*.yml", ".github/**/*", "overrides/**/*", "docs/assets/*.js")
_TESTS = ("tests/*.py",)
_LARGEST = 500_000


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("old", metavar="OLD", help="the concept: its slug, PART/SLUG or path")
    parser.add_argument("new", metavar="NEW", help="its new slug, or PART/SLUG")
    place_arguments(parser)
    parser.add_argument("--diff", "--dry-run", dest="diff", action="store_true", help="print what would change, and change nothing")
    root_argument(parser)


def run(options: Namespace) -> Status:
    """Rewrites the files, or prints the difference."""
    guide = guide_at(options.root)
    if guide.broken:
        raise MisuseError(f"what they name is not known of {', '.join(sorted(guide.broken))}; mend them first: fieldguide check says how")
    move = _move(guide, options)
    try:
        texts = moved_texts(guide, move)
    except UnmovableLinkError as error:
        raise MisuseError(str(error)) from None
    around, others = _around(guide.root, move, texts)
    if options.diff:
        print("".join(_differences(guide, move, {**texts, **around})), end="")
        return Status.CLEAN
    write_files(guide.root, {**texts, **around})
    count = len(texts) + len(around)
    print(f"moved {move.page.path} to {move.to}; {count} files changed, and the old address leads to the new one")
    for other in others:
        print(f"{other}: names the page in another way; look whether it is to change")
    return _checked(guide.root)


def _checked(root: Path) -> Status:
    """Prints what the move left to be mended, such as a page that now comes before one that it requires."""
    guide = load_guide(root)
    found = check_guide(guide)
    for diagnostic in found:
        print(to_text(diagnostic, guide.source(diagnostic.fault.path)))
    print(summary(found))
    return Status.FAULTS if found else Status.CLEAN


def _move(guide: Guide, options: Namespace) -> Move:
    page = _concept(guide, options.old)
    folder, slash, slug = options.new.removeprefix("concepts/").removesuffix(".md").rpartition("/")
    part = part_called(guide, folder if slash else page.folder)
    place = place_in(part, options) if options.after or options.before else None
    if (options.after or options.before) == page.slug:
        raise MisuseError(f"'{page.slug}' is the page that moves; name a neighbour that stays")
    if path_of(f"{part.slug}/{slug}") == page.path:
        raise MisuseError(f"the page stands at {page.path} already; give another slug or part")
    return Move(page, new_address(guide, part, slug, of=page.path), part, place)


def _concept(guide: Guide, name: str) -> Page:
    known = {page.path: page for page in guide.concept_pages}
    page = known.get(name) or known.get(path_of(name)) or guide.concepts.get(name)
    if page is None:
        now = guide.redirects.path_now(path_of(name)) or guide.redirects.slug_now(name)
        hint = f"; it moved to {now}" if now else did_you_mean(name, [*guide.concepts, *known])
        raise MisuseError(f"there is no concept '{name}'{hint}")
    return page


def _around(root: Path, move: Move, texts: Mapping[str, str | None]) -> tuple[dict[str, str], list[str]]:
    """Files around the guide that name the page's path, rewritten, and the lines that name its address otherwise; tests are left alone."""
    changed, others = {}, []
    for path in sorted({path for pattern in (*_AROUND, *_TESTS) for path in root.glob(pattern)}):
        name = path.relative_to(root).as_posix()
        if name in texts or name == move.page.path or not path.is_file() or path.is_symlink() or path.stat().st_size > _LARGEST:
            continue
        text = path.read_bytes().decode(errors="replace")
        replaced = text if name.startswith("tests/") or "\ufffd" in text else with_mentions(text, move)
        others += [f"{name}:{line}" for line in naming_lines(replaced, move)]
        if replaced != text:
            changed[name] = replaced
    return changed, others


def _differences(guide: Guide, move: Move, texts: Mapping[str, str | None]) -> Iterator[str]:
    """One diff a file; the page itself against what it was."""
    for path, text in sorted(texts.items()):
        if text is None:
            continue
        before = move.page.source if path == move.to else guide.source(path)
        old = before.text if before else (guide.root / path).read_text(encoding="utf-8") if (guide.root / path).exists() else ""
        if path == move.to:
            yield f"rename {move.page.path} => {path}\n"
        yield difference(path, old, text)

"""The repository → the guide: every file read once."""

from __future__ import annotations

from pathlib import Path

from fieldguide.files import misplaced_files, name_of, read_text, site_files
from fieldguide.guide import FACTS, REFERENCES, TAGS, Guide
from fieldguide.pages import Pages, uncollected
from fieldguide.parse.planner import PATH as PLANNER
from fieldguide.parse.redirects import PATH as REDIRECTS
from fieldguide.source import Source
from fieldguide.store import Store


@uncollected()
def load_guide(root: Path, store: Store | None = None) -> Guide:
    """Reads the repository at ``root``; what cannot be read becomes a problem, never an exception.

    What is parsed is kept in ``store`` and taken from it, so that a later run parses only what has changed.
    """
    root = root.absolute()
    paths = site_files(root)
    unreadable = list(misplaced_files(root, paths))

    def read(path: Path) -> Source:
        name = name_of(path, root)
        text, problems = read_text(path)
        unreadable.extend((name, problem) for problem in problems)
        return Source(name, text)

    pages = [read(path) for path in paths if path.name.endswith(".md")]
    facts = [path for path in paths if path.name.endswith(".yml") and path.parent == root / FACTS]
    optional = [root / name for name in (REDIRECTS, PLANNER) if root / name in paths]
    others = [read(path) for path in (*facts, root / TAGS, root / REFERENCES, *optional)]
    store = store or Store()
    return Guide(
        root, Pages({source.path: source for source in pages}, store), {source.path: source for source in others}, tuple(unreadable), store
    )

"""Edits of files: what to put where, applied together or not at all, and shown as a difference."""

from __future__ import annotations

import difflib
import errno
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldguide.source import Source, Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replaces a stretch of a file (of its text as `Source` holds it) with a text."""

    path: str
    span: Span
    text: str


def edited(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a file after its edits; of two that overlap, only the first."""
    starts = [0]
    for line in source.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    pieces, position = [], 0
    for edit in sorted(set(edits)):
        start = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        if start < position:
            continue
        pieces += [source.text[position:start], edit.text]
        position = end
    return "".join([*pieces, source.text[position:]])


def by_path(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    """The edits of each file."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[edit.path].append(edit)
    return dict(found)


def difference(path: str, before: str, after: str) -> str:
    """A unified diff of one file."""
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_files(root: Path, texts: Mapping[str, str | None]) -> None:
    """Writes files, each whole: a reader finds the old text or the new; at last removes those whose text is None. Raises `OSError`, with nothing changed, where one cannot be written."""
    written: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            if text is None:
                continue
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            written[target] = _write_beside(target, text)
        for target, new in written.items():
            os.replace(new, target)
        for path, text in texts.items():
            if text is None:
                (root / path).unlink()
    finally:
        for new in written.values():
            new.unlink(missing_ok=True)


def _write_beside(target: Path, text: str) -> Path:
    """A new file with the text, in the folder and with the mode of the one that it is to replace."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o644)
    return Path(name)

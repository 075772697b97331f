"""The files of the repository: which are read and published, and the text of each."""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from fieldguide.parse.active_html import active_html
from fieldguide.source import TOP, Problem, Span

FOLDERS = ("concepts", "docs")
"""What is published."""

_LARGEST_PAGE, _LARGEST_TEXT, _LARGEST_FILE, _MOST_FILES = 64_000, 2_000_000, 5_000_000, 20_000
_LONGEST_NAME, _LONGEST_PATH = 100, 200
_SYMBOLIC_LINK = Problem("unreadable", TOP, "this is a symbolic link; put the file itself here")
_UNREAD = dict.fromkeys((".markdown", ".mdown", ".mkd", ".mkdn", ".html", ".htm"), ".md") | {".yaml": ".yml"}
"""Endings of files that the site would take and nobody would have read → what to write instead."""

_PICTURES = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".gif": b"GIF8", ".webp": b"RIFF", ".svg": b"<"}
_ASSETS = {".css": b"", ".js": b"", ".woff2": b"wOF2", ".txt": b"", ".json": b"", ".ico": b"\0\0\1\0", ".webmanifest": b"{"}
"""What other files may stand beside the pages, and in docs/assets/ and docs/schemas/ → how such a file begins."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?<!\.)")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def site_files(root: Path) -> list[Path]:
    """Every file of concepts/ and docs/, and every symbolic link to a folder, in order; hidden ones are no part of the site."""
    return sorted((path for folder in FOLDERS for path in _files(root / folder)), key=_steps)


def _steps(path: Path) -> list[str]:
    return os.fspath(path).split(os.sep)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        yield folder
        return
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        here = Path(parent)
        yield from (here / name for name in [*links, *names] if not name.startswith("."))
    yield from (Path(error.filename) for error in closed if not isinstance(error, FileNotFoundError))


def misplaced_files(root: Path, paths: Iterable[Path]) -> Iterator[tuple[str, Problem]]:
    """What the site would publish as it is, and nobody would have read; what some systems cannot hold."""
    alike: dict[str, list[str]] = defaultdict(list)
    for count, path in enumerate(paths):
        name = name_of(path, root)
        if count == _MOST_FILES:
            yield name, _unfit(f"there are more than {_MOST_FILES:,} files; remove some")
            return
        if problem := _misplaced(path, name):
            yield name, problem
        alike[name.casefold()].append(name)
    for first, *others in alike.values():
        yield from ((other, _unfit(f"on some systems this is the same file as {first}; rename one")) for other in others)


def name_of(path: Path, root: Path) -> str:
    """The path from the repository's root, with forward slashes; of a path that begins with ``root`` as it stands."""
    return os.fspath(path)[len(os.fspath(root)) :].replace(os.sep, "/").lstrip("/")


def _mode(path: Path) -> int:
    """What kind of file stands at a path, a link not followed; 0 where none does."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _misplaced(path: Path, name: str) -> Problem | None:
    mode = _mode(path)
    if stat.S_ISLNK(mode):
        return _SYMBOLIC_LINK
    if stat.S_ISDIR(mode):
        return _unreadable("this folder cannot be read; see to its permissions")
    ending = path.suffix.lower()
    if ending in _UNREAD:
        return Problem("unreadable", TOP, f"a file named {path.suffix} is not read here; write it as {path.stem}{_UNREAD[ending]}")
    steps = PurePosixPath(name).parts
    if not all(map(_NAME.fullmatch, steps)) or any(map(_RESERVED.fullmatch, steps)):
        return _unfit("some systems cannot hold a file of this name; use letters, digits, hyphens and points")
    if max(map(len, steps)) > _LONGEST_NAME or len(name) > _LONGEST_PATH:
        return _unfit(f"this name is too long for some systems; keep it below {_LONGEST_NAME} characters, its path below {_LONGEST_PATH}")
    return None if ending in (".md", ".yml") else _unfit_kind(path, name, ending)


def _unfit_kind(path: Path, name: str, ending: str) -> Problem | None:
    kinds = _PICTURES | _ASSETS if name.startswith(("docs/assets/", "docs/schemas/")) else _PICTURES
    if ending not in kinds:
        return _unfit(f"a file named {ending or path.name} has no place here; there are .md, .yml and {', '.join(sorted(kinds))}")
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return _unfit(f"this file is larger than {_LARGEST_FILE:,} bytes; make it smaller")
        data = path.read_bytes()
    except OSError as error:
        return Problem("unreadable", TOP, f"this file cannot be read: {error.strerror}")
    if not data.startswith(kinds[ending]):
        return _unfit(f"this file does not begin as a {ending} file does; name it for what it is")
    return _active_picture(data) if ending == ".svg" else None


def _active_picture(data: bytes) -> Problem | None:
    """What in an SVG file could run or load something; a browser reads it as XML, where entities and prefixes can hide a name."""
    text = re.sub(r"\A\s*<\?xml [^<>?]*\?>", "", data.decode("utf-8", "replace"))
    hidden = re.search(r"<a(?=[\s>/])|<[!?](?!--)|<[\w.-]+:|\sxmlns(?!=\"http://www.w3.org/2000/svg\"|:xlink=)", text)
    found = active_html(text)
    if hidden or found:
        return _unfit(f"this drawing holds {found[0].what if found else hidden[0] if hidden else ''}; leave in shapes and text alone")
    return None


def _unfit(message: str) -> Problem:
    return Problem("unfit_file", TOP, message)


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """The text of a file, its lines ended by a line feed, and what is wrong with it; empty where it cannot be read."""
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode):
            return "", [_SYMBOLIC_LINK]
        largest = _LARGEST_PAGE if path.suffix == ".md" else _LARGEST_TEXT
        if found.st_size > largest:
            return "", [_unreadable(f"this file is larger than {largest:,} bytes; split it")]
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return "", [_unreadable("this file is missing; create it")]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"this file is not UTF-8 (byte {error.start:,} is 0x{error.object[error.start]:02x}); save it as UTF-8"
        return "", [Problem("unreadable", Span(line, 1, line, 1), message)]
    except OSError as error:
        return "", [_unreadable(f"this file cannot be read: {error.strerror}")]
    if "\0" in text:
        line = text.partition("\0")[0].count("\n") + 1
        return "", [Problem("unreadable", Span(line, 1, line, 1), "a NUL byte stands on this line; it is no text")]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(Problem("line_end", TOP, "this file begins with a byte-order mark; save it as UTF-8 without one"))
    if "\r" in text:
        problems.append(Problem("line_end", TOP, "lines of this file end in a carriage return; save it with line feeds (LF)"))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), problems


def _unreadable(message: str) -> Problem:
    return Problem("unreadable", TOP, message)

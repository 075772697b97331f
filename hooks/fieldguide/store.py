"""Values kept between runs, so that what did not change need not be worked out again.

They lie in one SQLite file of the user's cache folder, where no pull request can put anything. Whatever is wrong with that file (half
written, spoilt, foreign, locked, not to be written), what it held counts as absent: nothing here raises, and nothing waits for long.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

_Result = TypeVar("_Result")

SWITCH = "FIELDGUIDE_STORE"
"""The environment variable that says where the store lies: a folder, or ``off`` to do without."""

_RUNS_KEPT, _DAYS_KEPT = 8, 60
"""How many runs that write something a value outlasts unused, and how long the store of a repository that is no longer worked on."""

_LONGEST_WAIT = 0.3
_LARGEST = 2**26
_AT_ONCE = 500
_FILE = "values.sqlite"
_MISSHAPEN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_MISMATCH}
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (kind TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (key BLOB PRIMARY KEY, kind TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (key BLOB PRIMARY KEY, digest BLOB NOT NULL, value BLOB NOT NULL);
"""


def key_of(kind: str, *parts: str | bytes) -> bytes:
    """The key of a value of that kind which is made of ``parts`` and nothing else, by this engine on this Python and these libraries."""
    digest = blake2b(_maker(), digest_size=20)
    for part in (kind, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()


@cache
def _maker() -> bytes:
    """What makes the values: the engine's own source, Python, and every package that is installed, each with its version."""
    digest = blake2b(sys.version.encode(), digest_size=32)
    engine = Path(__file__).parent
    for path in sorted(engine.rglob("*.py")):
        data = path.read_bytes()
        digest.update(f"\n{path.relative_to(engine)} {len(data)}\n".encode())
        digest.update(data)
    names = {name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith(".dist-info")}
    digest.update("\n".join(sorted(names)).encode())
    return digest.digest()


@dataclass(frozen=True)
class Store:
    """What is kept for one repository, in ``folder``; a store without a folder keeps nothing.

    It holds nothing open between calls, so that it may be used before and after a fork, by threads, and by several processes at once.
    """

    folder: Path | None = None

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values that are kept whole under ``keys``."""
        wanted = list(keys)
        there = self.folder is not None and (self.folder / _FILE).exists()
        return self._attempt(lambda database: _read(database, wanted), {}) if there and wanted else {}

    def put_many(self, kind: str, values: Mapping[bytes, bytes], used: Collection[bytes] = ()) -> None:
        """Keeps new values, all or none; ``used`` are the keys of those that this run read. To be called once a run for each kind.

        What several such runs in turn neither read nor wrote is dropped.
        """
        if values:
            self._attempt(lambda database: _write(database, kind, values, used), None)

    def _attempt(self, action: Callable[[sqlite3.Connection], _Result], otherwise: _Result) -> _Result:
        """What the action gives, or ``otherwise`` where something is wrong with the file; one that is no store of ours is removed."""
        if self.folder is None:
            return otherwise
        try:
            _prepare(self.folder)
            with closing(sqlite3.connect(self.folder / _FILE, timeout=_LONGEST_WAIT, isolation_level=None)) as database:
                database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
                database.execute("PRAGMA trusted_schema = OFF")
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = OFF")  # what a failure of power spoils, the digests find
                database.executescript(_TABLES)
                return action(database)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _MISSHAPEN:
                _remove(self.folder)
        except (TypeError, ValueError):  # what stands in a column is none of what was written there
            _remove(self.folder)
        except (OSError, MemoryError):
            pass
        return otherwise


def open_store(root: Path) -> Store:
    """The store of the repository at ``root``."""
    switch = os.environ.get(SWITCH, "")
    if switch == "off":
        return Store()
    base = Path(switch).absolute() if switch else user_cache_path("fieldguide", appauthor=False)
    name = blake2b(os.fsencode(root.resolve()), digest_size=10).hexdigest()
    return Store(base / name) if base.is_absolute() else Store()


def _read(database: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
    found = {}
    for some in (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)):
        query = f"SELECT key, digest, value FROM contents WHERE key IN ({','.join('?' * len(some))})"
        for key, digest, value in database.execute(query, some):
            if isinstance(key, bytes) and isinstance(value, bytes) and digest == _digest(key, value):
                found[key] = value
    return found


def _write(database: sqlite3.Connection, kind: str, values: Mapping[bytes, bytes], used: Collection[bytes]) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO runs VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET count = count + 1", (kind,))
    (run,) = database.execute("SELECT count FROM runs WHERE kind = ?", (kind,)).fetchone()
    rows = ((key, _digest(key, value), value) for key, value in values.items())
    database.executemany("INSERT OR REPLACE INTO contents VALUES (?, ?, ?)", rows)
    database.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", ((key, kind, run) for key in values))
    if run % (_RUNS_KEPT // 2) == 0:
        database.executemany("UPDATE marks SET run = ? WHERE key = ?", ((run, key) for key in used))
        unused = (kind, run - _RUNS_KEPT)
        database.execute("DELETE FROM contents WHERE key IN (SELECT key FROM marks WHERE kind = ? AND run < ?)", unused)
        database.execute("DELETE FROM marks WHERE kind = ? AND run < ?", unused)
    database.execute("COMMIT")


def _digest(key: bytes, value: bytes) -> bytes:
    return blake2b(value, key=key[:64], digest_size=16).digest()


def _prepare(folder: Path) -> None:
    """Makes the folder; where that is new, the stores beside it that nobody has written to for long are removed."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = time.time() - _DAYS_KEPT * 24 * 3600
    for other in folder.parent.iterdir():
        with suppress(OSError):
            if (other / _FILE).stat().st_mtime < oldest:
                _remove(other)
                other.rmdir()


def _remove(folder: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            (folder / f"{_FILE}{ending}").unlink()

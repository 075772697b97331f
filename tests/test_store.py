"""The store: what it holds comes back whole or not at all, whatever becomes of its file."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fieldguide import store as store_module
from fieldguide.store import Store, key_of, open_store

VALUES = {key_of("test", str(n)): os.urandom(n % 50 * 100) for n in range(300)}
WRITER = """
import sys
from pathlib import Path
from fieldguide.store import Store, key_of
store, name = Store(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
for n in range(int(sys.argv[3])):
    store.put_many("test", {key_of("test", name, str(n), str(m)): f"{name} {n} {m}".encode() * 500 for m in range(40)})
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.put_many("test", VALUES)
    assert store.get_many(VALUES) == VALUES
    return store


def file_of(store: Store) -> Path:
    assert store.folder
    return store.folder / "values.sqlite"


def change(store: Store, statement: str) -> None:
    database = sqlite3.connect(file_of(store))
    database.executescript(statement)
    database.close()


def test_a_key_names_its_kind_and_its_parts_and_what_makes_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of("a", "b"), key_of("a", "b", ""), key_of("ab"), key_of("a", "bc", "d"), key_of("a", "b", "cd"), key_of("b", "a")}
    assert len(keys) == 6
    assert key_of("a", "é\ud800") == key_of("a", "é\ud800".encode("utf-8", "surrogatepass"))
    before = key_of("a", "b")
    monkeypatch.setattr(store_module, "_maker", lambda: b"another engine")
    assert key_of("a", "b") != before


def test_another_source_of_the_engine_makes_other_keys(tmp_path: Path) -> None:
    shutil.copytree(Path(store_module.__file__).parent, tmp_path / "fieldguide", ignore=shutil.ignore_patterns("__pycache__"))

    def key() -> str:
        command = "from fieldguide.store import key_of; print(key_of('a').hex())"
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        return subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=True).stdout

    first = key()
    assert key() == first
    with (tmp_path / "fieldguide/parse/markdown.py").open("a") as file:
        file.write("# changed\n")
    assert key() != first


def test_each_repository_has_its_own_folder_outside_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv(store_module.SWITCH, raising=False)
    one, other = open_store(tmp_path / "one").folder, open_store(tmp_path / "other").folder
    assert one
    assert other
    assert one != other
    assert one.parent == other.parent
    assert not one.is_relative_to(tmp_path / "one")
    monkeypatch.setenv(store_module.SWITCH, str(tmp_path / "elsewhere"))
    assert open_store(tmp_path / "one").folder == tmp_path / "elsewhere" / one.name
    monkeypatch.setenv(store_module.SWITCH, "off")
    assert open_store(tmp_path / "one") == Store()


def test_a_store_without_a_folder_keeps_nothing() -> None:
    store = Store()
    store.put_many("test", VALUES)
    assert store.get_many(VALUES) == {}


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert Store(tmp_path / "store").get_many(VALUES) == {}
    assert list(tmp_path.iterdir()) == []


def test_what_no_run_uses_any_longer_is_dropped_and_nothing_else(store: Store) -> None:
    used, unused = list(VALUES)[:100], list(VALUES)[100:]
    store.put_many("another kind", {key_of("another"): b"kept"})
    for n in range(20):
        store.put_many("test", {key_of("new", str(n)): b"new"}, used)
    assert set(store.get_many(used)) == set(used)
    assert store.get_many(unused) == {}
    assert store.get_many([key_of("another")]) == {key_of("another"): b"kept"}
    assert len(store.get_many([key_of("new", str(n)) for n in range(20)])) <= 12


def test_stores_that_nobody_writes_to_are_removed_when_one_is_made(store: Store) -> None:
    assert store.folder
    os.utime(file_of(store), (0, 0))
    Store(store.folder.parent / "recent").put_many("test", VALUES)
    assert not store.folder.exists()
    assert Store(store.folder.parent / "recent").get_many(VALUES) == VALUES


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    data, chance = bytearray(path.read_bytes()), random.Random(5)
    for _ in range(2000):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)


def garble_past_the_head(path: Path) -> None:
    data, chance = bytearray(path.read_bytes()), random.Random(6)
    for _ in range(500):
        data[chance.randrange(4096, len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILERS: dict[str, Callable[[Path], object]] = {
    "truncated": truncate,
    "empty": lambda path: path.write_bytes(b""),
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(50_000)),
    "garbled": garble,
    "bits turned": garble_past_the_head,
    "no database": lambda path: path.write_text("SELECT"),
    "a folder": make_a_folder,
    "foreign log": lambda path: Path(f"{path}-wal").write_bytes(random.Random(2).randbytes(50_000)),
    "log cut short": lambda path: Path(f"{path}-wal").write_bytes(b"7\x7f\x06\x82"),
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_a_spoilt_file_gives_what_was_kept_or_nothing(store: Store, spoil: Callable[[Path], object]) -> None:
    spoil(file_of(store))
    found = store.get_many(VALUES)
    assert found.items() <= VALUES.items()
    for _ in range(2):
        store.put_many("test", VALUES)
    found = store.get_many(VALUES)
    assert found == ({} if spoil is make_a_folder else VALUES)


STATEMENTS = {
    "a value changed": "UPDATE contents SET value = x'00ff'",
    "values exchanged": "UPDATE contents SET value = (SELECT value FROM contents LIMIT 1)",
    "a key changed": "UPDATE contents SET key = randomblob(20)",
    "a digest changed": "UPDATE contents SET digest = randomblob(16)",
    "a text": "UPDATE contents SET value = 'text', digest = 'text'",
    "no table": "DROP TABLE contents; DROP TABLE runs",
    "a foreign table": "DROP TABLE contents; CREATE TABLE contents (key, name TEXT)",
    "runs that are no numbers": "UPDATE runs SET count = 'many'",
    "a view": "DROP TABLE contents; CREATE VIEW contents AS SELECT key, key AS digest, key AS value FROM marks",
    "a trigger": "CREATE TRIGGER spoil AFTER INSERT ON contents BEGIN UPDATE contents SET value = x'00'; END",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_a_changed_row_reads_as_absent(store: Store, statement: str) -> None:
    change(store, statement)
    assert store.get_many(VALUES).items() <= VALUES.items()
    store.put_many("test", VALUES)
    assert store.get_many(VALUES).items() <= VALUES.items()


def test_a_folder_that_cannot_be_made_or_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here stands a file")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/fieldguide")):
        Store(folder).put_many("test", VALUES)
        assert Store(folder).get_many(VALUES) == {}


def test_a_locked_store_keeps_nobody_waiting_and_is_left_alone(store: Store) -> None:
    other = sqlite3.connect(file_of(store), isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert store.get_many(VALUES).items() <= VALUES.items()
    store.put_many("test", {key_of("new"): b"new"})
    other.execute("ROLLBACK")
    other.close()
    assert store.get_many([*VALUES, key_of("new")]) == VALUES


def writers(store: Store, rounds: int, *names: str) -> list[subprocess.Popen[bytes]]:
    return [
        subprocess.Popen([sys.executable, "-c", WRITER, str(store.folder), name, str(rounds)], stdout=subprocess.PIPE) for name in names
    ]


def whole(store: Store, name: str, rounds: int) -> list[int]:
    """How many values of each round of a writer are kept."""
    counts = []
    for n in range(rounds):
        keys = {key_of("test", name, str(n), str(m)): f"{name} {n} {m}".encode() * 500 for m in range(40)}
        found = store.get_many(keys)
        assert found.items() <= keys.items()
        counts.append(len(found))
    return counts


def test_two_writers_at_once_harm_neither(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for process in writers(store, 5, "one", "other"):
        assert process.wait() == 0
    assert set(whole(store, "one", 5) + whole(store, "other", 5)) <= {0, 40}
    assert whole(store, "one", 5)[-1] == 40 or whole(store, "other", 5)[-1] == 40


@pytest.mark.parametrize("after", [0.0, 0.01, 0.05])
def test_a_killed_writer_leaves_all_of_a_run_or_nothing(store: Store, after: float) -> None:
    (process,) = writers(store, 1000, "killed")
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert set(whole(store, "killed", 60)) <= {0, 40}
    store.put_many("test", VALUES)
    assert store.get_many(VALUES) == VALUES

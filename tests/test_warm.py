"""Builds after an edit: what is kept between builds shows in no byte of the site, whatever is changed and whatever befalls the store."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from random_edits import RandomEdits

from benchmarks.build_speed import our_guide

PAGES = 8
EDITS = 17 if settings().derandomize else 300
"""One of each kind, always the same, in `make test`; many more, other ones each time, in `make fuzz`."""

_BUILDER = """
import os, sys
sys.path.insert(0, os.path.join(os.getcwd(), "hooks"))
import fieldguide.checks, fieldguide.cli, fieldguide.export, fieldguide.takeaway.write, fieldguide.verify, material.plugins.tags.plugin
import mkdocs_bibtex.plugin, fieldguide.render.card, fieldguide.render.bundle
from mkdocs.__main__ import cli
for line in sys.stdin:
    site, os.environ["FIELDGUIDE_STORE"] = line.split()
    pid = os.fork()
    if not pid:
        cli(["build", "--quiet", "--strict", "--site-dir", site])
    print(os.waitpid(pid, 0)[1], flush=True)
"""
"""Builds in a fork of a process that has all modules loaded."""


class Builder:
    """Builds the site of the guide at ``root``, as often as asked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
        environment.pop("PYTHONPATH", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _BUILDER], cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def build(self, name: str, store: Path | None) -> dict[str, bytes]:
        """The files of the site, built with a store or with none."""
        assert self.process.stdin
        assert self.process.stdout
        site = self.root.with_name(name)
        self.process.stdin.write(f"{site} {store or 'off'}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "0\n"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Builder]:
    root = tmp_path / "guide"
    our_guide(root, PAGES)
    _without_manual(root)
    builder = Builder(root)
    yield builder
    builder.process.kill()


def _without_manual(root: Path) -> None:
    """Leaves out the pages that are made of the code, which no edit of the guide changes: they are most of a small site."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("  - hooks/write_manual.py\n", "")
    before, contributing, after = settings.partition("      - contributing/front-matter.md\n")
    assert contributing
    (root / "mkdocs.yml").write_text(before + after[after.index("\ntheme:") :], encoding="utf-8")
    shutil.rmtree(root / "docs" / "contributing")
    (root / "docs" / "contributing").mkdir()
    (root / "docs" / "contributing" / "index.md").write_text("---\ndescription: How.\n---\n# Contributing\n", encoding="utf-8")


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_a_build_after_an_edit_is_the_build_from_scratch(builder: Builder, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert builder.build("warm", store) == builder.build("cold", None)
    assert store.is_dir()
    edits = RandomEdits(builder.root, seed=2026 if settings().derandomize else time.time_ns())
    kinds: Counter[str] = Counter()
    for kind in edits:
        kinds[kind] += 1
        assert differences(builder.build("warm", store), builder.build("cold", None)) == [], f"after {kind}, edit {edits.count}"
        if kinds.total() >= EDITS and kinds.keys() == edits.kinds.keys():
            break


def test_a_spoilt_store_spoils_no_site(builder: Builder, tmp_path: Path) -> None:
    store = tmp_path / "store"
    cold = builder.build("cold", None)
    assert builder.build("warm", store) == cold
    (database,) = store.rglob("*.sqlite")
    whole = database.read_bytes()
    for place in range(0, len(whole), len(whole) // 6):
        database.write_bytes(whole[:place] + bytes(255 - byte for byte in whole[place : place + 4096]) + whole[place + 4096 :])
        assert differences(builder.build("warm", store), cold) == []
    shutil.copy(sys.executable, database)
    assert differences(builder.build("warm", store), cold) == []


@pytest.mark.parametrize("after", [1.0, 2.2])
def test_a_build_that_is_killed_leaves_the_last_site_and_a_store_that_serves(builder: Builder, tmp_path: Path, after: float) -> None:
    store, site = tmp_path / "store", tmp_path / "site"
    before = builder.build("site", None)
    next(iter(RandomEdits(builder.root, seed=1)))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000", "FIELDGUIDE_STORE": str(store)}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    process = subprocess.Popen(command, cwd=builder.root, env=environment, start_new_session=True)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    cold = builder.build("cold", None)
    assert {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()} in (before, cold)
    assert differences(builder.build("site", store), cold) == []

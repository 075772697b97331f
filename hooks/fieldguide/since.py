"""What changed since a revision, by git: the files, and the faults that were there before."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from fieldguide.checks import check_guide
from fieldguide.diagnostic import Diagnostic
from fieldguide.load import load_guide


class SinceError(Exception):
    """A question that git cannot answer; the message says why and what to do."""


@dataclass(frozen=True)
class Since:
    """The files that changed, and what was wrong with the guide before they did."""

    changed: frozenset[str]
    before: frozenset[Diagnostic]

    def concerns(self, diagnostic: Diagnostic) -> bool:
        """Whether a fault stands in a file that changed, or is new."""
        return diagnostic.fault.path in self.changed or diagnostic not in self.before


def since(root: Path, revision: str, codes: Collection[str]) -> Since:
    """What changed in the repository at ``root`` since this branch left ``revision``: committed, staged or not, and files not yet added."""
    prefix = _git(root, "rev-parse", "--show-prefix", otherwise=f"--since wants a git repository, and {root} is in none").strip()
    otherwise = f"git knows no revision '{revision}'; name a branch, a tag or a commit (a shallow clone holds few: git fetch --unshallow)"
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", otherwise=otherwise).strip()
    otherwise = f"'{revision}' and this branch have no commit in common; name another, or fetch more history: git fetch --unshallow"
    base = _git(root, "merge-base", commit, "HEAD", otherwise=otherwise).strip()
    tracked = _git(root, "diff", "--name-only", "--no-renames", "-z", "--relative", base, "--")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    changed = frozenset(name for name in f"{tracked}\0{untracked}".split("\0") if name)
    return Since(changed, _faults_at(root, base, prefix, codes))


def _faults_at(root: Path, commit: str, prefix: str, codes: Collection[str]) -> frozenset[Diagnostic]:
    """The faults of the guide as it was at a commit, which is checked out beside it."""
    with tempfile.TemporaryDirectory(prefix="fieldguide-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        there = Path(folder, "tree")
        _git(root, "read-tree", commit, **index)
        _git(root, "checkout-index", "--all", "--quiet", f"--prefix={there}/", **index)
        guide = load_guide(there / prefix)
        return frozenset(check_guide(guide, codes))


def _git(root: Path, *arguments: str, otherwise: str = "", **environment: str) -> str:
    """What a git command prints; raises `SinceError` with ``otherwise``, or what git says, where it fails."""
    try:
        result = subprocess.run(
            ["git", "-C", str(root), *arguments],
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise SinceError("--since wants git, which is not installed here") from None
    if result.returncode:
        said = result.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise SinceError(otherwise or f"git {arguments[0]} failed: {said}")
    return os.fsdecode(result.stdout)

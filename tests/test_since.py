"""`--since REV`: what a change is answerable for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from fieldguide.cli import main
from sample import PAGE, copy_sample

INDEX = "concepts/inference-fundamentals/index.md"
LATENCY = "concepts/inference-fundamentals/latency.md"


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample guide under git on the branch ``main``, with an old fault in one page."""
    root = copy_sample(tmp_path)
    change(root, LATENCY, "A reader of", "[@nobody2020, §1] A reader of")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    return root


def headlines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if line[:1] not in ("", " ")]


def test_an_old_fault_in_a_file_that_did_not_change_is_counted_and_does_not_fail(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--since", "main", str(root)]) == 0
    (line,) = headlines(capsys)
    assert line.endswith("no faults; 1 older in files that did not change (to see them, leave out --since)")


@pytest.mark.parametrize("how", ["committed", "staged", "written"])
def test_a_fault_of_the_change_is_reported(root: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "switch", "-q", "-c", "work")
    change(root, PAGE, "tags: [inference, memory]", "tags: [inference, memry]")
    if how != "written":
        git(root, "add", "-A")
    if how == "committed":
        git(root, "commit", "-q", "-m", "Change")
    assert main(["check", "--since", "main", str(root)]) == 1
    first, last = headlines(capsys)
    assert first.startswith(f"{PAGE}:5:19: G005")
    assert last.startswith("1 error (1 fixable with --fix); 1 older")


def test_a_file_that_git_does_not_know_yet_is_part_of_the_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "concepts/inference-fundamentals/new page.md").write_text("nothing\n", encoding="utf-8")
    assert main(["check", "--since", "HEAD", str(root)]) == 1
    assert all("new page.md" in line for line in headlines(capsys)[:-1])


def test_an_old_fault_in_a_file_that_changed_is_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, LATENCY, "title: ", "title: The ")
    assert main(["check", "--since", "main", str(root)]) == 1
    assert "C001" in headlines(capsys)[0]


def test_a_fault_that_the_change_causes_elsewhere_is_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, PAGE, "A reader of", "[it](latency.md#how-it-works) A reader of")
    git(root, "commit", "-qam", "Link")
    change(root, LATENCY, "## How it works", "### How it works")
    assert main(["check", "--since", "HEAD", "--select", "L,P", str(root)]) == 1
    found = headlines(capsys)
    assert all(line.startswith(LATENCY) for line in found[:-1])
    (root / LATENCY).unlink()
    assert main(["check", "--since", "HEAD", "--select", "L,G", str(root)]) == 1
    found = headlines(capsys)
    assert any(line.startswith(PAGE) and " L001 " in line for line in found)
    assert any(line.startswith(INDEX) and " G004 " in line for line in found)


def test_what_others_changed_meanwhile_is_not_part_of_the_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "switch", "-q", "-c", "work")
    git(root, "switch", "-q", "main")
    change(root, LATENCY, "title: ", "title: The ")
    git(root, "commit", "-qam", "Elsewhere")
    git(root, "switch", "-q", "work")
    assert main(["check", "--since", "main", str(root)]) == 0
    assert "1 older" in headlines(capsys)[-1]


def test_only_what_the_change_is_answerable_for_is_fixed(root: Path) -> None:
    change(root, LATENCY, "tags: [", "tags: [memory, ")
    git(root, "commit", "-qam", "Tags")
    before = (root / LATENCY).read_bytes()
    change(root, PAGE, "tags: [inference, memory]", "tags: [memory, inference]")
    assert main(["check", "--fix", "--since", "HEAD", str(root)]) == 0
    assert (root / LATENCY).read_bytes() == before
    assert "tags: [inference, memory]" in (root / PAGE).read_text(encoding="utf-8")


def test_a_guide_within_a_larger_repository_is_compared_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_sample(tmp_path)
    change(root, LATENCY, "A reader of", "[@nobody2020, §1] A reader of")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    change(root, PAGE, "tags: [inference, memory]", "tags: [inference, memry]")
    assert main(["check", "--since", "main", str(root)]) == 1
    first, last = headlines(capsys)
    assert first.startswith(PAGE)
    assert "1 older" in last


def test_the_index_and_the_tree_stay_as_they_are(root: Path) -> None:
    change(root, PAGE, "tags: [inference, memory]", "tags: [inference, memry]")
    git(root, "add", "-A")
    before = git(root, "status", "--porcelain=v2")
    main(["check", "--since", "main", str(root)])
    assert git(root, "status", "--porcelain=v2") == before


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~5", ""])
def test_a_revision_that_is_none_is_misuse(root: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"--since={revision}", str(root)]) == 2
    assert capsys.readouterr().err.startswith(f"fieldguide: git knows no revision '{revision}'; name a branch")


def test_a_guide_that_is_in_no_repository_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_sample(tmp_path)
    assert main(["check", "--since", "main", str(root)]) == 2
    assert capsys.readouterr().err == f"fieldguide: --since wants a git repository, and {root} is in none\n"


def test_branches_without_a_common_commit_are_misuse(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "switch", "-q", "--orphan", "other")
    git(root, "commit", "-q", "--allow-empty", "-m", "Alone")
    git(root, "checkout", "-q", "main", "--", ".")
    assert main(["check", "--since", "main", str(root)]) == 2
    assert "have no commit in common" in capsys.readouterr().err


def test_without_git_it_is_misuse(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["check", "--since", "main", str(root)]) == 2
    assert capsys.readouterr().err == "fieldguide: --since wants git, which is not installed here\n"

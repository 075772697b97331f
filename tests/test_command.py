"""The command line: which checks are asked for, what is explained, and that it ends with a status and never with a traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from fieldguide.checks import CHECKS, FAMILIES
from fieldguide.cli import main
from fieldguide.commands import check
from fieldguide.documented import DOCUMENTED
from fieldguide.report.check_page import check_page
from fieldguide.selection import selected
from fieldguide.terminal import PIPE, Terminal
from sample import PAGE, copy_sample
from test_engine import edit, run

HOOKS = str(ROOT / "hooks")


# selection


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["G005"], [], ["G005"]),
        (["g005"], [], ["G005"]),
        (["S"], [], ["S001", "S002"]),
        (["unknown_tag"], [], ["G005"]),
        (["unknown-tag"], [], ["G005"]),
        (["S,G005"], [], ["G005", "S001", "S002"]),
        (["S", "G005"], [], ["G005", "S001", "S002"]),
        (["S"], ["S002"], ["S001"]),
        (["S001"], ["S"], []),
        ([" S001 , "], [], ["S001"]),
        ([], [letter for letter in FAMILIES if letter not in "DV"], ["D001", "D002", "D003"]),
    ],
)
def test_checks_are_selected_by_code_family_or_name(select: list[str], ignore: list[str], codes: list[str]) -> None:
    assert selected(select, ignore) == codes


def test_without_a_selection_all_are_checked() -> None:
    assert selected([], []) == list(CHECKS)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("G05", "did you mean 'G005'?"),
        ("unknown_tagg", "did you mean 'unknown_tag'?"),
        ("X", f"there are the families {', '.join(FAMILIES)}, and codes such as F001"),
    ],
)
def test_a_selector_that_is_none_is_misuse(option: str, word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", option, f"S,{word}", str(ROOT / "tests" / "guide")]) == 2
    assert capsys.readouterr() == ("", f"fieldguide: no check is called '{word}'; {hint}\n")


def test_only_selected_checks_decide_the_status(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    edit(root, PAGE, "tags: [inference, memory]", "tags: [inference, memry]")
    assert main(["check", "--select", "G", str(root)]) == 1
    assert main(["check", "--select", "L", str(root)]) == 0
    assert main(["check", "--ignore", "G005", str(root)]) == 0


def test_every_check_is_of_a_family_and_every_family_has_one() -> None:
    assert list(dict.fromkeys(code[0] for code in DOCUMENTED)) == list(FAMILIES)


# explain


@pytest.mark.parametrize("code", DOCUMENTED)
def test_a_check_is_explained_in_lines_that_a_terminal_holds(code: str) -> None:
    text = check_page(code, DOCUMENTED[code], Terminal(width=80))
    prose = [line for line in text.split("\n")[1:-1] if not line.startswith("    ")]
    assert all(len(line) <= 80 for line in prose if " " in line)
    assert "```" not in text
    assert [line for line in prose if line in ("Why", "Wrong", "Right")] == ["Why", "Wrong", "Right"]
    words = re.sub(r"```.*|^## ", "", DOCUMENTED[code].documentation, flags=re.MULTILINE).split()
    assert [word for word in words if word not in text.split()] == []


def test_explain_takes_codes_names_and_families(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "g005", "unused-tag", "S"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("G005 unknown_tag (error; the guide's structure)\n\nA tag that")
    assert "\n\nG006 unused_tag (error; the guide's structure)\n" in out
    assert "\n\nS  style\n   S001  unsorted_tags " in out


def test_explain_without_a_name_lists_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    out = capsys.readouterr().out
    assert re.findall(r"^   ([A-Z]\d{3})  (\w+)", out, re.MULTILINE) == [(code, check.name) for code, check in DOCUMENTED.items()]
    assert re.findall(r"^([A-Z])  (.+)$", out, re.MULTILINE) == list(FAMILIES.items())


def test_explain_of_what_is_no_check_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "G005", "wrong_valu"]) == 2
    assert capsys.readouterr() == ("", "fieldguide: no check is called 'wrong_valu'; did you mean 'wrong_value'?\n")


def test_a_page_in_a_pipe_has_no_colours() -> None:
    assert "\x1b" not in check_page("G005", CHECKS["G005"], PIPE)
    assert "\x1b" in check_page("G005", CHECKS["G005"], Terminal(colours=True))


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert capsys.readouterr().out == f"fieldguide {version}\n"


# how it ends


def test_a_reader_that_stops_is_no_reason_for_a_traceback(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("".join(f"\n[a](nowhere-{n}.md)\n" for n in range(3000)))
    command = f"'{sys.executable}' -m fieldguide check '{root}' | head -n 1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], env={**os.environ, "PYTHONPATH": HOOKS}, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.count("\n") == 1


def test_an_interrupt_ends_it_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "guide_at", interrupted)
    assert main(["check", str(ROOT / "tests" / "guide")]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_signal_ends_it_quietly() -> None:
    script = "import signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in what a shell runs behind
    script += "import fieldguide.commands.check as c\nc.guide_at = lambda root: (print('here', flush=True), time.sleep(60))\n"
    script += f"import sys\nfrom fieldguide.cli import main\nsys.exit(main(['check', {str(ROOT / 'tests' / 'guide')!r}]))"
    process = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": HOOKS}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "")


def test_a_folder_that_cannot_be_read_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_sample(tmp_path)
    closed, scandir = str(root / "concepts" / "hardware-foundations"), os.scandir

    def scan(path: str) -> object:
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert main(["check", "--select", "F", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "concepts/hardware-foundations:1:1: F001 this folder cannot be read; see to its permissions"
    assert err == ""


def test_what_the_system_refuses_is_told_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere")

    monkeypatch.setattr(check, "guide_at", refused)
    assert main(["check", str(ROOT / "tests" / "guide")]) == 2
    assert capsys.readouterr().err == "fieldguide: /somewhere cannot be used: Permission denied\n"


def test_a_fault_of_our_own_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(check, "guide_at", broken)
    monkeypatch.delenv("FIELDGUIDE_TRACEBACK", raising=False)
    assert main(["check", str(ROOT / "tests" / "guide")]) == 2
    err = capsys.readouterr().err
    assert re.fullmatch(r"fieldguide: this is a fault of fieldguide itself \(ValueError in test_command\.py, line \d+: odd\); .*\n", err)
    monkeypatch.setenv("FIELDGUIDE_TRACEBACK", "1")
    with pytest.raises(ValueError, match="odd"):
        main(["check", str(ROOT / "tests" / "guide")])


@pytest.mark.parametrize("form", check.FORMATS)
def test_every_format_has_the_same_status(form: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    assert run("check", "--format", form, str(root)).returncode == 0
    edit(root, PAGE, "tags: [inference, memory]", "tags: [inference, memry]")
    result = run("check", "--format", form, str(root))
    assert (result.returncode, result.stderr) == (1, "")


# did you mean


@pytest.mark.parametrize(
    ("right", "wrong", "hint"),
    [
        ("requires: [roofline-model]", "requires: [roofline-modle]", "did you mean 'roofline-model'?"),
        ("tags: [inference, memory]", "tags: [inference, memmory]", "did you mean 'memory'?"),
        ("[@kwon2023pagedattention, §1]", "[@kwon2023pagedatention, §1]", "did you mean 'kwon2023pagedattention'?"),
        ("llama-3.1-8b.layers", "llama-3.1-8b.layer", "did you mean 'llama-3.1-8b.layers'?"),
        ("reviewed: 2026-11", "reviwed: 2026-11", "did you mean 'reviewed'?"),
        ("A reader of", "[a](latency.md#how-it-work) A reader of", "did you mean 'how-it-works'?"),
        ("A reader of", "[a](#kv-per-tokens) A reader of", "did you mean 'kv-per-token'?"),
        ("A reader of", "[a](../facts/models.yml#llama-3.1-8b.layer) A reader of", "did you mean 'llama-3.1-8b.layers'?"),
        ("A reader of", "[a](../facts/models.yaml) A reader of", "did you mean ../facts/models.yml?"),
        ("A reader of", "[a](latancy.md) A reader of", "did you mean latency.md?"),
    ],
    ids=["slug", "tag", "citation", "fact", "field", "anchor", "key number", "anchor of a fact", "file of facts", "page"],
)
def test_what_was_meant_is_asked(right: str, wrong: str, hint: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    edit(root, PAGE, right, wrong)
    result = run("check", str(root))
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if hint in line], result.stdout

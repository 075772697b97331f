"""The engine as a whole: it knows no MkDocs, reads each file once, and its command says in its status what it found."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import fieldguide.guide
import fieldguide.parse.facts
import fieldguide.parse.packed
import fieldguide.parse.page
import fieldguide.parse.planner
import pytest
from conftest import ROOT
from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.diagnostic import Diagnostic
from fieldguide.load import load_guide
from fieldguide.source import Source
from sample import PAGE, copy_sample

HOOKS = ROOT / "hooks"
MODULES = sorted((HOOKS / "fieldguide").rglob("*.py"))
SITE_GENERATORS = ("mkdocs", "material", "properdocs", "zensical")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command `fieldguide`, as a contributor calls it."""
    variables = {**os.environ, "PYTHONPATH": str(HOOKS), **environment}
    return subprocess.run([sys.executable, "-m", "fieldguide", *arguments], env=variables, capture_output=True, text=True, check=False)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


# no MkDocs


def test_importing_the_engine_imports_no_site_generator() -> None:
    names = [
        ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__") for path in MODULES if path.stem != "__main__"
    ]
    script = f"import importlib, sys\nfor name in {names}: importlib.import_module(name)\nprint(*sorted(sys.modules), sep='\\n')"
    result = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(HOOKS)}, capture_output=True, text=True, check=True
    )
    loaded = result.stdout.split()
    assert set(names) <= set(loaded)
    assert [name for name in loaded if name.startswith(SITE_GENERATORS)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_a_module_of_the_engine_names_no_site_generator(path: Path) -> None:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
            assert node.level == 0, "imports are written in full"
    assert [name for name in names if name.startswith(SITE_GENERATORS)] == []


# the command


def test_the_status_of_a_clean_guide_is_0(tmp_path: Path) -> None:
    result = run("check", str(copy_sample(tmp_path)))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "3 concepts, 4 key numbers, 5 facts, 3 references: no faults\n"


def test_the_status_of_an_error_is_1(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    edit(root, PAGE, "tags: [inference, memory]", "tags: [inference, memry]")
    result = run("check", str(root))
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines()[0] == f"{PAGE}:5:19: G005 no tag is called 'memry'; did you mean 'memory'?"
    assert result.stdout.splitlines()[-1] == "1 error (1 fixable with --fix)"


def test_the_status_of_a_warning_is_1(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    edit(root, PAGE, "[@kwon2023pagedattention, §1]", "[@kwon2023pagedattention]")
    result = run("check", str(root))
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines()[-1] == "1 warning"


def test_the_repository_at_hand_is_checked_when_none_is_named(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    variables = {**os.environ, "PYTHONPATH": str(HOOKS)}
    result = subprocess.run(
        [sys.executable, "-m", "fieldguide", "check"], cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("place", [".", "..", "../guide"])
def test_a_repository_may_be_named_from_where_one_stands(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_sample(tmp_path)
    monkeypatch.chdir(root / "concepts" if place == ".." else root)
    guide = load_guide(Path(place))
    assert guide.pages.keys() == load_guide(root).pages.keys()
    assert check_guide(guide) == []


def test_the_status_of_misuse_is_2(tmp_path: Path) -> None:
    result = run("chekc")
    assert (result.returncode, result.stdout) == (2, "")
    assert "usage: fieldguide" in result.stderr
    result = run("check", str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"fieldguide: there is no folder 'concepts' in {tmp_path}; name the repository\n"


@pytest.mark.parametrize("arguments", [(), ("check", "a", "b"), ("check", "--fast"), ("schema",), ("schema", "page")], ids=" ".join)
def test_a_command_that_is_none_ends_with_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: fieldguide" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_that_is_none_ends_with_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["check", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err == f"fieldguide: there is no folder 'concepts' in {tmp_path / name}; name the repository\n"


def test_an_empty_guide_has_faults_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    result = run("check", str(tmp_path))
    assert (result.returncode, result.stderr) == (1, "")
    assert [line.split(" ")[0] for line in result.stdout.splitlines() if line] == ["concepts/tags.yml:1:1:", "references.bib:1:1:", "2"]


def test_a_terminal_without_the_characters_is_no_reason_to_fail(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    edit(root, PAGE, "value: 60–80 %", "value: 80–60 %")
    result = run("check", str(root), PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (1, "")
    assert "'80\\u201360 %' is a range that does not rise" in result.stdout


# each file once


def test_no_file_is_read_or_parsed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_sample(tmp_path)
    read, parsed = Counter[str](), Counter[tuple[str, str]]()
    read_bytes = Path.read_bytes

    def counting_read(path: Path) -> bytes:
        if path.is_relative_to(root):
            read[path.relative_to(root).as_posix()] += 1
        return read_bytes(path)

    def count(module: object, name: str) -> None:
        function = getattr(module, name)

        def counting(first: Source | str, *rest: object, **named: object) -> object:
            parsed[name, first.path if isinstance(first, Source) else first] += 1
            return function(first, *rest, **named)

        monkeypatch.setattr(module, name, counting)

    monkeypatch.setattr(Path, "read_bytes", counting_read)
    for name in ("parse_facts", "parse_vocabulary", "parse_bibliography", "parse_redirects", "parse_planner"):
        getattr(fieldguide.guide, name).cache_clear()
        count(fieldguide.guide, name)
    count(fieldguide.parse.packed, "parse_page")
    count(fieldguide.parse.page, "parse_body")
    count(fieldguide.parse.page, "parse_yaml")
    count(fieldguide.parse.facts, "parse_yaml")
    count(fieldguide.parse.planner, "parse_yaml")

    guide = load_guide(root)
    assert check_guide(guide) == []
    assert check_guide(guide) == []

    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert read == dict.fromkeys(files, 1)
    assert set(parsed.values()) == {1}
    by_parser = {name: {first for parser, first in parsed if parser == name} for name, _ in parsed}
    pages = {path for path in files if path.endswith(".md")}
    assert by_parser["parse_page"] == by_parser["parse_body"] == pages
    assert by_parser["parse_facts"] == {path for path in files if "/facts/" in path}
    assert by_parser["parse_vocabulary"] == {"concepts/tags.yml"}
    assert by_parser["parse_bibliography"] == {"references.bib"}
    assert len(by_parser["parse_yaml"]) == len(files) - len({"docs/index.md", "references.bib"})


# diagnostics


def broken_guide(folder: Path) -> list[Diagnostic]:
    """Many faults in many files, several of them at one place."""
    root = copy_sample(folder)
    edit(root, PAGE, "tags: [inference, memory]", "tags: [nothing, memry]")
    edit(root, PAGE, "requires: [roofline-model]", "requires: [latency, kv-cache]")
    edit(root, PAGE, "## In practice", "#### [A](a.md) ![](b.png) [c](#c)\n\n## In practice")
    edit(root, "references.bib", "  year = {2024},\n", "")
    edit(root, "concepts/facts/models.yml", "layers: 32", "layers: 32 B")
    edit(root, "concepts/inference-fundamentals/index.md", "number: 2", "number: two")
    (root / "concepts/tags.yml").write_text("inference: Running.\nhardware: Chips.\nold: Gone.\n", encoding="utf-8")
    return check_guide(load_guide(root))


def test_diagnostics_come_by_path_line_and_column(tmp_path: Path) -> None:
    found = broken_guide(tmp_path)
    places = [(d.fault.path, d.fault.span.line, d.fault.span.column) for d in found]
    assert len({path for path, _, _ in places}) == 5
    assert len(found) > 10
    assert places == sorted(places)
    assert len(set(found)) == len(found)


def test_diagnostics_are_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert broken_guide(tmp_path / "a") == broken_guide(tmp_path / "b")


def test_a_message_is_one_line_that_steers_no_terminal(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    edit(root, "references.bib", "@misc{grattafiori2024llama3,", "@misc{grattafiori\n2024llama3,")
    (root / "docs/about.md").write_text("# About\n\n[a](b\x1b[31m.md)\n", encoding="utf-8")
    found = check_guide(load_guide(root))
    assert {d.code for d in found} >= {"C007", "P009"}
    assert all(d.fault.message.isprintable() and d.headline.isprintable() for d in found)


# hostile files


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (PAGE, f"---\ntitle: {'[' * 50_000}\n---\n", "nested more than 30 levels deep"),
        (PAGE, f"---\ntitle:\n  {'- ' * 25_000}x\n---\n", "nested more than 30 levels deep"),
        (
            PAGE,
            "---\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" if n else "a0: &a0 []\n" for n in range(2_500)) + "---\n",
            "with its aliases written out",
        ),
        ("concepts/tags.yml", f"{'{a: ' * 100_000}", "nested more than 30 levels deep"),
        ("concepts/facts/models.yml", "x" * 2_000_001, "this file is larger than 2,000,000 bytes; split it"),
        ("docs/index.md", f"# Home\n\n{'> ' * 1_900}x\n\n{'[' * 3_900}\n\n{'*' * 3_900}x\n\n{'<div>' * 700}\n", "<div"),
        ("references.bib", "@misc{a, title = " + "{" * 200_000, "this entry cannot be read"),
    ],
    ids=["flow", "list", "aliases", "tags", "large", "markdown", "bibtex"],
)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, path: str, text: str, message: str) -> None:
    root = copy_sample(tmp_path)
    (root / path).write_text(text, encoding="utf-8")
    result = run("check", str(root))
    if path == "docs/index.md":
        assert (result.returncode, result.stderr) == (0, "")
    else:
        assert (result.returncode, result.stderr) == (1, "")
        assert message in result.stdout

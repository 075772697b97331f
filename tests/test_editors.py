"""What editors and git hooks are told: the settings name what exists, and the matcher reads what `check` prints."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from conftest import ROOT
from fieldguide.cli import command_line
from sample import read_case
from test_cases import CASES

_HEADLINE = re.compile(r"^(?:concepts|docs|references)\S*.*?:\d+:\d+: ")


def vscode(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def test_each_schema_named_exists_and_each_pattern_holds_files() -> None:
    for schema, pattern in vscode("settings.json")["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(pattern))


def test_the_problem_matcher_reads_every_headline_and_nothing_else() -> None:
    (matcher,) = [task["problemMatcher"] for task in vscode("tasks.json")["tasks"] if task["problemMatcher"]]
    pattern = matcher["pattern"]
    regexp = re.compile(pattern["regexp"])
    levels = set()
    for case in CASES:
        for line in read_case(case)[1].splitlines():
            match = regexp.match(line)
            assert bool(match) is bool(_HEADLINE.match(line)), line
            if match:
                levels.add(match[pattern["severity"]])
                assert line.startswith(f"{match[pattern['file']]}:{match[pattern['line']]}:{match[pattern['column']]}: ")
                assert line.endswith(match[pattern["message"]])
                assert re.fullmatch(r"[A-Z]\d{3}", match[pattern["code"]])
    assert levels == {None, "warning"}


def test_tasks_and_hooks_call_what_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {task["args"][-1] for task in vscode("tasks.json")["tasks"]} <= targets
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert {hook["entry"].split(" ")[-1] for hook in local["hooks"]} <= targets


def test_the_hooks_that_others_take_are_commands_and_watch_what_is_checked() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        name, *arguments = hook["entry"].split(" ")
        assert name == command_line().prog
        command_line().parse_args(arguments)
        watched = re.compile(hook["files"])
        checked = ["concepts/tags.yml", "concepts/facts/models.yml", "concepts/a/b.md", "docs/index.md", "docs/a/b.md", "references.bib"]
        assert all(watched.search(path) for path in checked)
        assert not any(
            watched.search(path) for path in ("README.md", "docs/assets/site.css", "hooks/check_guide.py", "tests/guide/references.bib")
        )

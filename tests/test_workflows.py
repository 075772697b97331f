"""What GitHub reads: pinned actions, tokens that do no more than they must, forms that the site's links fit."""

from __future__ import annotations

import re
import runpy
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile, ZipInfo

import pytest
import yaml
from conftest import ROOT
from fieldguide.load import load_guide

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
EACH = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
MAY_WRITE = {
    ("deploy", "deploy"): {"pages", "id-token"},
    ("preview", "comment"): {"pull-requests"},
    ("links", "report"): {"issues"},
}
"""The jobs whose token may write, and what."""

CHECK_PREVIEW = str(GITHUB / "check_preview.py")


def read(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return {"on" if name is True else name: value for name, value in data.items()}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        yield from ((path.stem, name, job) for name, job in read(path)["jobs"].items())


@EACH
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    for use in uses:
        assert use.startswith("./") or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


def test_one_action_is_pinned_to_one_commit() -> None:
    pins = {use for path in WORKFLOWS for use in re.findall(r"uses: (\S+@.*)", path.read_text(encoding="utf-8"))}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@EACH
def test_a_workflow_grants_nothing_and_its_jobs_say_what_they_need(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        writing = {scope for scope, access in job["permissions"].items() if access != "read"}
        assert writing == MAY_WRITE.get((path.stem, name), set()), name
        assert "uses" in job or 0 < job["timeout-minutes"] <= 60, name


def test_no_job_that_writes_checks_code_out_or_runs_a_stranger_s_action() -> None:
    writing = [job for workflow, name, job in jobs() if (workflow, name) in MAY_WRITE]
    assert len(writing) == len(MAY_WRITE)
    for job in writing:
        actions = [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]
        assert "actions/checkout" not in actions
        assert all(action.startswith("actions/") for action in actions)


def test_a_checkout_leaves_no_token_behind_and_the_preview_takes_main() -> None:
    for workflow, _, job in jobs():
        for step in job.get("steps", ()):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
                assert step["with"].get("ref") == ("main" if workflow == "preview" else None)


def test_a_script_takes_what_the_event_says_from_its_environment_only() -> None:
    for _, _, job in jobs():
        for step in job.get("steps", ()):
            assert "${{" not in step.get("run", "")


def test_only_the_pull_request_is_checked_with_its_own_code() -> None:
    triggers = {path.stem: set(read(path)["on"]) for path in WORKFLOWS}
    assert triggers == {
        "ci": {"pull_request", "workflow_call"},
        "deploy": {"push", "workflow_dispatch"},
        "links": {"schedule", "workflow_dispatch"},
        "preview": {"workflow_run"},
    }
    assert "secrets." not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


def test_the_lock_holds_the_versions_that_pyproject_pins() -> None:
    lock = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "book.lock", "bench.lock"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(pin for extra in project["optional-dependencies"].values() for pin in extra)]
    pins = [re.sub(r"\[.*\]", "", pin) for pin in wanted]
    assert [pin for pin in pins if f"\n{pin.lower()} \\\n" not in f"\n{lock}".lower()] == []


# issue forms


def form(name: str) -> dict[str, Any]:
    return read(GITHUB / "ISSUE_TEMPLATE" / name)


def test_the_site_s_report_fits_the_form(site: Path) -> None:
    for page in load_guide(ROOT).written_pages:
        html = (site / page.folder / page.slug / "index.html").read_text(encoding="utf-8")
        links = re.findall(r'<a href="(https://github\.com/[^"]*/issues/new[^"]*)"', html)
        assert len(links) == 1, page.path
        query = parse_qs(urlsplit(links[0].replace("&amp;", "&")).query, keep_blank_values=True)
        fields = {item["id"] for item in form(query.pop("template")[0])["body"]}
        assert query.keys() <= fields
        assert query["page"] == [f"https://llm-engineering-field-guide.github.io/guide/{page.folder}/{page.slug}/"]


def test_the_address_of_the_repository_is_that_of_mkdocs_yml_everywhere() -> None:
    edit_uri = re.search(
        r"^edit_uri: (https://github\.com/\S+)/edit/main/$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert edit_uri
    files = [*GITHUB.rglob("*.yml"), ROOT / "SECURITY.md", ROOT / "CITATION.cff"]
    found = {match for path in files for match in re.findall(r"https://github\.com/llm[\w-]*/[\w-]+", path.read_text(encoding="utf-8"))}
    assert found == {edit_uri[1]}


def test_the_form_for_a_concept_offers_the_parts_of_the_guide() -> None:
    options = next(item for item in form("new-concept.yml")["body"] if item["id"] == "part")["attributes"]["options"]
    assert options == [part.meta.title for part in load_guide(ROOT).parts]


# the preview


def packed(path: Path, *members: tuple[str, int]) -> str:
    with ZipFile(path, "w") as archive:
        for name, mode in members:
            member = ZipInfo(name)
            member.external_attr = mode << 16
            archive.writestr(member, "x")
    return str(path)


INDEX = ("index.html", stat.S_IFREG | 0o644)


def test_a_site_passes(tmp_path: Path, site: Path) -> None:
    check = runpy.run_path(CHECK_PREVIEW)["main"]
    with ZipFile(tmp_path / "site.zip", "w") as archive:
        for path in sorted(site.rglob("*")):
            archive.write(path, path.relative_to(site))
    assert check(str(tmp_path / "site.zip")) == 0


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (("../up.html", stat.S_IFREG), "leads elsewhere"),
        (("a/../../up.html", stat.S_IFREG), "leads elsewhere"),
        (("/etc/x.html", stat.S_IFREG), "leads elsewhere"),
        (("C:x.html", stat.S_IFREG), "leads elsewhere"),
        (("a\x1b[31m.html", stat.S_IFREG), "leads elsewhere"),
        (("link.html", stat.S_IFLNK), "neither a file nor a folder"),
        (("pipe.html", stat.S_IFIFO), "neither a file nor a folder"),
        (("run.sh", stat.S_IFREG), "an ending"),
        (("program", stat.S_IFREG), "an ending"),
        ((".htaccess", stat.S_IFREG), "an ending"),
    ],
)
def test_what_no_site_holds_is_refused(member: tuple[str, int], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check = runpy.run_path(CHECK_PREVIEW)["main"]
    assert check(packed(tmp_path / "site.zip", INDEX, member)) == 1
    assert reason in capsys.readouterr().err


def test_too_much_too_little_and_no_archive_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = runpy.run_path(CHECK_PREVIEW)
    large = ZipInfo("index.html")
    large.file_size = module["MOST_BYTES"] + 1
    assert [*module["faults"]([large])] == ["300,000,001 bytes, more than 300,000,000"]
    assert "more than 20,000" in next(module["faults"]([ZipInfo("index.html")] * 20_001))
    assert module["main"](packed(tmp_path / "empty.zip")) == 1
    (tmp_path / "text.zip").write_text("no archive", encoding="utf-8")
    assert module["main"](str(tmp_path / "text.zip")) == 1
    assert "no index.html" in capsys.readouterr().err

"""The checks of the finished site: cases as files, examples of the documentation, and the real site, which is clean."""

from __future__ import annotations

import io
import re
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from conftest import ROOT
from fieldguide.cli import main
from fieldguide.render.policy import script_hash
from fieldguide.site import load_site
from fieldguide.verify import SITE_CHECKS, SiteCheck
from sample import apply, read_case
from test_site import contents

SAMPLE = Path(__file__).parent / "site"
CASES = sorted((Path(__file__).parent / "site_cases").rglob("*.txt"))
EACH = pytest.mark.parametrize("check", SITE_CHECKS.values(), ids=SITE_CHECKS)


def verify(root: Path) -> tuple[int, str]:
    output = io.StringIO()
    with redirect_stdout(output):
        status = main(["verify", str(root)])
    return status, output.getvalue().replace(root.as_posix(), "site")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_case(case: Path, tmp_path: Path, rewrite: bool) -> None:
    root = shutil.copytree(SAMPLE, tmp_path / "site")
    steps, expected = read_case(case)
    apply(root, steps)
    status, output = verify(root)
    if rewrite:
        head = case.read_text(encoding="utf-8").partition("-- expect --\n")[0]
        case.write_text(f"{head}-- expect --\n{output}", encoding="utf-8")
        return
    assert output == expected
    assert status == (0 if expected.rstrip().endswith("no faults") else 1)


def test_every_check_has_a_case_that_trips_it_and_one_that_does_not() -> None:
    for code, check in SITE_CHECKS.items():
        own = [case for case in CASES if case.parent.name == check.name]
        tripped = {case for case in own if f" {code} " in read_case(case)[1]}
        assert tripped, f"no case of {check.name} trips {code}"
        assert set(own) - tripped, f"no case of {check.name} leaves {code} silent"
    assert {case.parent.name for case in CASES} == {check.name for check in SITE_CHECKS.values()}


def examples(check: SiteCheck) -> dict[str, str]:
    """The HTML of the two examples of a check."""
    documentation = sys.modules[check.find.__module__].__doc__ or ""
    assert documentation.split("\n")[0] == check.find.__doc__
    found = dict(re.findall(r"^## (\w+)\n\n```html\n(.*?)\n```$", documentation, re.MULTILINE | re.DOTALL))
    assert list(found) == ["Wrong", "Right"]
    assert re.search(r"^## Why\n\n\S", documentation, re.MULTILINE)
    return found


@EACH
def test_the_examples_do_what_they_say(check: SiteCheck, tmp_path: Path) -> None:
    for name, html in examples(check).items():
        root = shutil.copytree(SAMPLE, tmp_path / name)
        page = root / "latency" / "index.html"
        text = page.read_text(encoding="utf-8")
        head = next((start for start in ("<title>", '<meta http-equiv="Content-Security-Policy"') if html.startswith(start)), None)
        text = re.sub(f"{head}[^<]*", lambda _, html=html: html.removesuffix("</title>"), text) if head else text  # type: ignore[misc]
        page.write_text(text if head else text.replace("</main>", f"{html}\n</main>"), encoding="utf-8")
        (root / "latency" / "a.png").touch()
        assert any(check.find(load_site(root))) is (name == "Wrong")


def test_the_real_site_is_clean(site: Path) -> None:
    status, output = verify(site)
    assert (status, output.splitlines()[-1].endswith("no faults")) == (0, True), output


def test_a_folder_without_a_site_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "there is no file index.html" in capsys.readouterr().err


def test_the_policy_allows_no_script_that_the_text_of_a_page_holds(site: Path) -> None:
    policies = {
        re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.source.text) for page in load_site(site).pages.values()
    }
    assert None not in policies
    assert all(script_hash("pwned()") not in policy[1] and "unsafe" not in policy[1] for policy in policies if policy)
    assert contents(ROOT / "overrides")


def test_a_link_that_leads_to_no_file_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "gone.html").symlink_to("nowhere.html")
    assert load_site(tmp_path).files == {"index.html"}

"""`--fix`, `--unsafe-fixes` and `--diff`: what they mend, and that they never make the guide worse."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from fieldguide import edit
from fieldguide.checks import check_guide
from fieldguide.cli import main
from fieldguide.diagnostic import Diagnostic, Fault, Fix, Level, rewrite
from fieldguide.edit import Edit
from fieldguide.fix import fix_guide, reread
from fieldguide.load import load_guide
from fieldguide.source import Span
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample import PAGE, SAMPLE, apply, copy_sample, read_case
from test_cases import CASES

FIXABLE = [case for case in CASES if "\n      = --" in read_case(case)[1]]


def faults(root: Path) -> list[Diagnostic]:
    return check_guide(load_guide(root))


def change(root: Path, old: str, new: str, path: str = PAGE) -> Path:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return root / path


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("case", FIXABLE, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_fix_never_makes_the_guide_worse(case: Path, unsafe: bool, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    apply(root, read_case(case)[0])
    before = faults(root)
    fixed = fix_guide(load_guide(root), check_guide, unsafe=unsafe)
    edit.write_files(root, fixed.texts)
    after = faults(root)
    assert after == check_guide(fixed.guide), "what was fixed in memory reads otherwise from the disk"
    assert len(after) <= len(before)
    assert bool(fixed.texts) is bool(fixed.count)
    assert not [d for d in after if d.fault.fix and (d.fault.fix.safe or unsafe)], "a fix is left"
    assert not fix_guide(load_guide(root), check_guide, unsafe=unsafe).texts, "a second run changes more"


def test_there_are_fixes_of_both_kinds_to_be_tried() -> None:
    assert len(FIXABLE) > 60
    texts = [read_case(case)[1] for case in FIXABLE]
    assert any("= --fix" in text for text in texts)
    assert any("= --unsafe-fixes" in text for text in texts)


SPOILT = load_guide(SAMPLE)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([PAGE, "references.bib", "concepts/tags.yml", "concepts/facts/models.yml"]), st.booleans(), st.data())
def test_whatever_is_spoilt_fixing_comes_to_an_end_and_a_second_run_changes_nothing(path: str, unsafe: bool, data: st.DataObject) -> None:
    source = SPOILT.source(path)
    assert source
    text = source.text
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, min(len(text), 1200)))
        length, put = (
            data.draw(st.integers(0, 3)),
            data.draw(st.sampled_from(["", " ", "\n", "x", "-", ":", "#", "'", '"', "[", "{", "*", "é", "\t"])),
        )
        text = text[:at] + put + text[at + length :]
    fixed = fix_guide(reread(SPOILT, {path: text}), check_guide, unsafe=unsafe)
    assert fixed.count < 20
    assert not fix_guide(fixed.guide, check_guide, unsafe=unsafe).texts


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: KV cache", "titel: KV cache"),
        ("    formula: 2 * layers", "    fromula: 2 * layers"),
        ("kind: measured", "kind: mesured"),
        ("tags: [inference, memory]", "tags: [memory, inference]"),
        ("tags: [inference, memory]", "tags: [inference, memry]"),
        ("tags: [inference, memory]", "tags:\n  - memory\n  - inference"),
        ("requires: [roofline-model]", "requires: [rooflin-model]"),
        ("  latency: a larger", "  latencey: a larger"),
        ("60–80 %", "60-80 %"),
        ("value: 128 KiB", "value: 128KiB"),
        ("## In practice", "## In Practise"),
        ("[@kwon2023pagedattention, §1].", "[@kwon2023pagedattention, §1]. See [it](latency.md)."),
    ],
)
def test_what_is_misspelt_is_put_right(right: str, wrong: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    original = (root / PAGE).read_text(encoding="utf-8")
    page = change(root, right, wrong)
    assert main(["check", "--fix", str(root)]) == 0
    if not wrong.startswith(("[@", "tags:\n")):
        assert page.read_text(encoding="utf-8") == original


@pytest.mark.parametrize(
    ("link", "mended"),
    [
        ("[it](latencies.md)", "[it](latency.md)"),
        ("[it](latency)", "[it](latency.md)"),
        ("[it](roofline-model.md#how-it-works)", "[it](../hardware-foundations/roofline-model.md#how-it-works)"),
        ("[it](/inference-fundamentals/latency/)", "[it](latency.md)"),
        ("[it](../facts/model.yml)", "[it](../facts/models.yml)"),
        ("[it](latency.md#how-it-work)", "[it](latency.md#how-it-works)"),
    ],
)
def test_a_link_is_led_to_what_it_means(link: str, mended: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = change(root, "A reader of", f"{link} A reader of")
    assert main(["check", "--fix", str(root)]) == 0
    assert mended in page.read_text(encoding="utf-8")


def test_a_value_is_changed_only_when_asked_for_and_its_links_follow(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = change(root, "value: 128 KiB", "value: 130 KiB")
    change(root, "A reader of", "It holds [130 KiB](#kv-per-token). A reader of")
    assert main(["check", "--fix", str(root)]) == 1
    assert "value: 130 KiB" in page.read_text(encoding="utf-8")
    assert main(["check", "--unsafe-fixes", str(root)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "value: 128 KiB" in text
    assert "[128 KiB](#kv-per-token)" in text


@pytest.mark.parametrize(
    "fields",
    ["titel: KV cache\ntittle: KV cache", "title: KV cache\ntitel: KV cache"],
    ids=["two for one", "one there already"],
)
def test_a_field_is_not_renamed_where_another_would_be_lost(fields: str, tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    change(root, "title: KV cache", fields)
    assert [d.fault.fix for d in faults(root)] == [None] * len(faults(root))


def test_fields_keep_their_text_when_they_change_places(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = change(root, "summary: The keys and values of past tokens, kept in memory.\n", "")
    change(root, "  latency: a larger", "  latency: >\n    a larger")
    change(root, "key_numbers:", "summary: |\n  The keys and values\n  of past tokens.\nkey_numbers:")
    before = load_guide(root).concepts["kv-cache"].meta
    assert main(["check", "--fix", str(root)]) == 0
    assert load_guide(root).concepts["kv-cache"].meta == before
    assert page.read_text(encoding="utf-8").index("summary: |") < page.read_text(encoding="utf-8").index("tags:")


def test_a_key_is_renamed_wherever_it_is_cited(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    for path in (PAGE, "references.bib", "concepts/inference-fundamentals/latency.md", "concepts/hardware-foundations/roofline-model.md"):
        text = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text.replace("kwon2023pagedattention", "Kwon2023"), encoding="utf-8")
    assert main(["check", "--fix", str(root)]) == 0
    assert "Kwon2023" not in (root / PAGE).read_text(encoding="utf-8") + (root / "references.bib").read_text(encoding="utf-8")


def test_fixes_that_touch_wait_for_one_another_and_each_is_whole(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    guide = load_guide(root)
    first = Fix("both", (Edit(PAGE, Span(2, 1, 2, 6), "Title"), Edit("references.bib", Span(1, 1, 1, 2), "%")))
    second = rewrite(PAGE, Span(2, 3, 2, 6), "TLE")
    found = [Diagnostic(Fault(PAGE, Span(2, 1, 2, 6), "x", fix), "F004", "unknown_field", Level.ERROR) for fix in (first, second)]
    rounds = iter([found, [found[1]], []])
    fixed = fix_guide(guide, lambda _: next(rounds), unsafe=False)
    assert fixed.count == 2
    assert fixed.texts[PAGE].startswith("---\nTiTLE: KV cache")
    assert fixed.texts["references.bib"].startswith("%")


def test_fixes_that_undo_one_another_come_to_an_end(tmp_path: Path) -> None:
    guide = load_guide(copy_sample(tmp_path))
    words = {"title": "titel", "titel": "title"}

    def find(guide: object) -> list[Diagnostic]:
        word = current.concepts["kv-cache"].source.text[4:9] if (current := guide) else ""  # type: ignore[attr-defined]
        return [Diagnostic(Fault(PAGE, Span(2, 1, 2, 6), "x", rewrite(PAGE, Span(2, 1, 2, 6), words[word])), "F004", "x", Level.ERROR)]

    assert fix_guide(guide, find, unsafe=False).count == 20


# the command


def test_diff_shows_what_fix_would_do_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_sample(tmp_path)
    page = change(root, "tags: [inference, memory]", "tags: [memory, inference]")
    before = page.read_bytes()
    assert main(["check", "--diff", str(root)]) == 1
    out, err = capsys.readouterr()
    assert page.read_bytes() == before
    assert err == "would fix 1 fault in 1 file\n"
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "apply", "-"], cwd=root, input=out.encode(), check=True)
    assert main(["check", str(root)]) == 0


def test_diff_of_what_cannot_be_fixed_is_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_sample(tmp_path)
    change(root, "value: 128 KiB", "value: 130 KiB")
    assert main(["check", "--diff", str(root)]) == 0
    assert capsys.readouterr() == ("", "nothing to fix\n")
    assert main(["check", "--diff", "--unsafe-fixes", str(root)]) == 1
    assert "+    value: 128 KiB" in capsys.readouterr().out


def test_fix_says_how_much_it_mended_and_reports_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_sample(tmp_path)
    change(root, "tags: [inference, memory]", "tags: [memry, inference]")
    change(root, "value: 128 KiB", "value: 130 KiB")
    assert main(["check", "--fix", str(root)]) == 1
    out, err = capsys.readouterr()
    assert err == "fixed 2 faults in 1 file\n"
    assert out.splitlines()[-1] == "1 error (1 with --unsafe-fixes)"


def test_fix_touches_only_what_is_selected(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = change(root, "tags: [inference, memory]", "tags: [memory, inference]")
    change(root, "60–80 %", "60-80 %")
    assert main(["check", "--fix", "--select", "N", str(root)]) == 0
    assert "tags: [memory, inference]" in page.read_text(encoding="utf-8")
    assert "60–80 %" in page.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_sample(tmp_path)
    page = change(root, "tags: [inference, memory]", "tags: [memory, inference]")
    index = change(root, "number: 2", "numbr: 2", "concepts/inference-fundamentals/index.md")
    before = page.read_bytes(), index.read_bytes(), sorted(root.rglob("*"))
    access = edit.os.access
    monkeypatch.setattr(edit.os, "access", lambda path, mode: Path(path) != page and access(path, mode))
    assert main(["check", "--fix", str(root)]) == 2
    assert (page.read_bytes(), index.read_bytes(), sorted(root.rglob("*"))) == before
    assert capsys.readouterr().err == f"fieldguide: {page} cannot be written (Permission denied); nothing was changed\n"

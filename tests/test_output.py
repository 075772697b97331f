"""Files of a site that is being built: shared with the standing site where they are the same, and never changed there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fieldguide.output import Output
from fieldguide.takeaway.offer import tell_sizes

NAME, DATA = "a/page/index.html", "Eine Größe.\n".encode()


@pytest.fixture
def output(tmp_path: Path) -> Output:
    """A build beside a site with one page."""
    output = Output(tmp_path / "building", tmp_path / "site")
    (tmp_path / "site" / NAME).parent.mkdir(parents=True)
    (tmp_path / "site" / NAME).write_bytes(DATA)
    return output


def standing(output: Output) -> Path:
    assert output.standing
    return output.standing / NAME


def test_a_file_that_stands_just_so_is_shared(output: Output) -> None:
    output.write(NAME, DATA)
    assert (output.folder / NAME).samefile(standing(output))


@pytest.mark.parametrize("data", [b"", DATA[:-1], DATA + b" ", b"\xff"])
def test_another_is_written_and_that_which_stands_is_left(data: bytes, output: Output) -> None:
    output.write(NAME, DATA)
    output.write(NAME, data)
    assert ((output.folder / NAME).read_bytes(), standing(output).read_bytes()) == (data, DATA)


@pytest.mark.parametrize("site", [None, Path("nowhere")])
def test_it_is_written_where_no_site_stands(site: Path | None, tmp_path: Path) -> None:
    Output(tmp_path, site).write(NAME, DATA)
    assert (tmp_path / NAME).read_bytes() == DATA


def test_it_is_written_where_no_link_can_be_made(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    output.write(NAME, DATA)
    assert (output.folder / NAME).read_bytes() == DATA
    assert not (output.folder / NAME).samefile(standing(output))


def test_sizes_are_told_on_the_page_that_is_built_and_not_on_the_one_that_stands(tmp_path: Path) -> None:
    page = b'<span class="copy" data-copy="llms.txt">llms.txt</span>\n'
    for folder in ("site", "building"):
        Output(tmp_path / folder, tmp_path / "site" if folder == "building" else None).write("take-away/index.html", page)
    (tmp_path / "building" / "llms.txt").write_text("Text.\n", encoding="utf-8")
    tell_sizes(tmp_path / "building")
    assert (tmp_path / "site" / "take-away" / "index.html").read_bytes() == page
    assert b"1 kB" in (tmp_path / "building" / "take-away" / "index.html").read_bytes()

"""Edits of files: applied together, shown as a difference, written whole."""

from __future__ import annotations

from pathlib import Path

from fieldguide.edit import Edit, by_path, difference, edited, write_files
from fieldguide.source import Source, Span

SOURCE = Source("a.md", "één\ntwo three\nfour\n")


def test_edits_are_applied_from_the_first_to_the_last_whatever_their_order() -> None:
    edits = [Edit("a.md", Span(2, 5, 2, 10), "3"), Edit("a.md", Span(1, 1, 1, 4), "one"), Edit("a.md", Span(3, 1, 4, 1), "")]
    assert edited(SOURCE, edits) == "one\ntwo 3\n"


def test_of_two_edits_that_overlap_only_the_first_is_applied() -> None:
    edits = [Edit("a.md", Span(2, 1, 2, 10), "2 3"), Edit("a.md", Span(2, 5, 2, 10), "THREE"), Edit("a.md", Span(2, 1, 2, 10), "2 3")]
    assert edited(SOURCE, edits) == "één\n2 3\nfour\n"


def test_edits_are_told_apart_by_file() -> None:
    first, second = Edit("a.md", Span(1, 1, 1, 2), ""), Edit("b.md", Span(1, 1, 1, 2), "")
    assert by_path([first, second, first]) == {"a.md": [first, first], "b.md": [second]}


def test_a_difference_reads_as_git_prints_it_without_an_end_of_line_too() -> None:
    assert difference("a.md", "one\ntwo", "one\n2") == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n"
    )


def test_files_are_written_whole_with_the_mode_they_had(tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o600)
    write_files(tmp_path, {"old.md": "é\n", "new/page.md": "new\n"})
    assert old.read_bytes() == "é\n".encode()
    assert old.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new" / "page.md").read_text(encoding="utf-8") == "new\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["new", "old.md", "page.md"]

"""The benchmark's guide: without a fault, so that what is measured is the common case."""

from __future__ import annotations

from pathlib import Path

import pytest
from fieldguide.checks import check_guide
from fieldguide.load import load_guide

from benchmarks.generate_guide import generate_guide


@pytest.mark.parametrize("diagrams", [False, True])
def test_the_generated_guide_has_no_fault(tmp_path: Path, diagrams: bool) -> None:
    generate_guide(tmp_path, 30, diagrams=diagrams)
    guide = load_guide(tmp_path)
    assert [diagnostic.headline for diagnostic in check_guide(guide)] == []
    assert len(guide.concepts) == 30
    assert len(guide.numbers) == 150
    assert sum(number.exact is not None for number in guide.numbers.values()) == 90
    assert all(500 < page.body.words < 900 and len(page.body.citations) >= 6 for page in guide.concept_pages)
    assert all(page.body.math and page.body.fences for page in guide.concept_pages)

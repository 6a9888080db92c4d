"""The papers of the manual are all pictured."""

from __future__ import annotations

from pathlib import Path

from tests.pictures import papers

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "papers"


def test_each_paper_has_its_picture_and_no_picture_is_left_over() -> None:
    assert {file.stem for file in PICTURES.glob("*.png")} == set(papers.NAMES)

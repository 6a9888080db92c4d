"""The gallery is whole: each scene has its pictures, and a scene can be played."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PIL import Image
from pytestqt.qtbot import QtBot

from tests.pictures.gallery import SIZES, file_name, take
from tests.pictures.scenes import SCENES

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "windows"


def test_each_scene_has_its_own_name_and_its_pictures_at_each_size_and_no_picture_is_left_over() -> None:
    assert [name for name, times in Counter(scene.name for scene in SCENES).items() if times > 1] == []
    wanted = {file_name(scene.name, size): size for scene in SCENES for size in SIZES}
    assert {file.name for file in PICTURES.glob("*.png")} == set(wanted)
    for name, size in wanted.items():
        with Image.open(PICTURES / name) as picture:
            assert picture.size == size


def test_a_scene_is_played_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    scene = next(scene for scene in SCENES if scene.name == "case-file-3")
    kept = take(scene, tmp_path)
    assert [file.name for file in kept] == [file_name(scene.name, size) for size in SIZES]
    with Image.open(kept[0]) as picture:
        assert len(picture.convert("RGB").getcolors(10_000) or ()) > 20, "something is drawn"

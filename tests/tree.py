"""The project's own files, found without git: a copy of the folder is tested as well as a clone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = frozenset({"__pycache__", "build", "dist", "node_modules"})
HIDDEN_BUT_OURS = frozenset({".ci", ".gitignore", ".gitattributes"})


@cache
def text_files() -> tuple[Path, ...]:
    """Every file of the project that is text in UTF-8."""
    return tuple(file for file in sorted(_walk(ROOT)) if _is_text(file))


def python_files() -> list[Path]:
    """Every Python file of the project."""
    return [file for file in text_files() if file.suffix == ".py"]


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if path.name in NOT_OURS or path.name.endswith(".egg-info"):
            continue
        if path.name.startswith(".") and path.name not in HIDDEN_BUT_OURS:
            continue
        if path.is_dir():
            found += _walk(path)
        else:
            found.append(path)
    return found


def _is_text(file: Path) -> bool:
    try:
        return "\0" not in file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False

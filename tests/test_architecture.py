"""The architecture as sentences: which room may know which, and what no file may hold."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.tree import ROOT, python_files, text_files

LONGEST_FILE = 450
USUALLY_UP_TO = 300
SHARE_OF_LONGER_FILES = 0.05
OURS = frozenset({"client", "common", "installers", "server", "tests"})
QT = "PySide6"


@cache
def imports(file: Path) -> frozenset[str]:
    """Dotted names of the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import: write the whole name"
            assert node.module is not None
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def files_of(package: str) -> list[Path]:
    folder = ROOT.joinpath(*package.split("."))
    return [file for file in python_files() if folder in file.parents]


def who_imports(package: str, *forbidden: str) -> list[str]:
    """The files of `package` that import a forbidden module or something in it."""
    return [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files_of(package)
        for name in sorted(imports(file))
        if any(name == module or name.startswith(f"{module}.") for module in forbidden)
    ]


def test_common_imports_nothing_of_ours_and_neither_qt_nor_a_database_driver() -> None:
    assert files_of("common")
    assert who_imports("common", "client", "server", "tests", QT, "psycopg2", "sqlcipher3") == []


def test_client_and_server_never_import_each_other() -> None:
    assert who_imports("client", "server") == []
    assert who_imports("server", "client", QT) == []


@pytest.mark.parametrize("package", ["client", "common", "server"])
def test_the_program_does_not_import_its_tests_or_its_tools(package: str) -> None:
    assert who_imports(package, "tests", "installers", "pytest") == []


def test_sync_runs_without_qt_and_knows_no_window() -> None:
    assert files_of("client.sync")
    upward = [f"client.{room}" for room in ("windows", "models", "widgets", "style", "paper", "application")]
    assert who_imports("client.sync", QT, *upward) == []


def test_paper_is_made_without_windows_widgets_and_network() -> None:
    upward = [f"client.{room}" for room in ("windows", "models", "widgets", "sync", "application")]
    assert who_imports("client.paper", f"{QT}.QtWidgets", "psycopg2", *upward) == []


@pytest.mark.parametrize("room", ["client.models", "client.widgets", "client.style"])
def test_only_the_composition_root_and_windows_know_windows(room: str) -> None:
    assert who_imports(room, "client.windows", "client.application") == []


def test_widgets_show_what_they_are_told_and_read_no_cache() -> None:
    assert who_imports("client.widgets", "client.sync.cache", "client.sync.outbox", "sqlalchemy") == []


def test_windows_read_the_cache_through_models_and_never_speak_to_the_centre() -> None:
    assert who_imports("client.windows", "psycopg2", "client.sync.link", "client.sync.centre") == []


def test_only_sync_and_the_tour_which_plays_the_attacker_too_have_a_connection() -> None:
    outside = [
        line
        for line in who_imports("client", "psycopg2")
        if not line.startswith(("client/sync/", "client/tour/"))
    ]
    assert outside == []


def test_what_runs_before_any_package_is_installed_uses_the_standard_library_only() -> None:
    waiting, seen = [ROOT / "dev.py"], set[Path]()
    while waiting:
        file = waiting.pop()
        seen.add(file)
        for name in imports(file):
            top = name.partition(".")[0]
            assert top == "installers" or top in sys.stdlib_module_names, f"{file.name} imports {name}"
            own = ROOT.joinpath(*name.split(".")).with_suffix(".py")
            if own.is_file() and own not in seen:
                waiting.append(own)
    assert len(seen) > 1


def test_a_file_is_one_idea_and_so_rarely_long() -> None:
    lengths = {
        file.relative_to(ROOT): file.read_bytes().count(b"\n")
        for file in text_files()
        if file.suffix in (".py", ".sql")
    }
    too_long = {str(file): lines for file, lines in lengths.items() if lines > LONGEST_FILE}
    assert too_long == {}
    longer = sorted(str(file) for file, lines in lengths.items() if lines > USUALLY_UP_TO)
    assert len(longer) <= SHARE_OF_LONGER_FILES * len(lengths), longer


def identifiers(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case (
                ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name) | ast.alias(asname=str(name))
            ):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name


def test_names_in_the_code_are_english_persian_is_for_people() -> None:
    foreign = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in python_files()
        for name in identifiers(file)
        if not name.isascii()
    }
    assert foreign == set()
    assert [str(file) for file in text_files() if not str(file.relative_to(ROOT)).isascii()] == []


# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN = {
    "the address of a package registry": r"(index|extra-index|find-links)" + r"-?url\s*=|https" + "?"
    r"://[^\s\"'`<>]*" + r"(/simple/|/packages/|\.whl\b|\.tgz\b)|" + r"files\.python" + "hosted|"
    r"registry\.npm" + "js",
    "a path of somebody's machine": r"(?<![\w.])/(home/\w|Users/\w|root/\w|work/\w)",
    "a private key": "-----BEGIN " + r"[A-Z ]*PRIVATE KEY",
    "a token": r"\b(gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|"
    r"xox[abpr]-[0-9A-Za-z-]{20,}|sk-[A-Za-z0-9]{32,})",
    "a password in an address": r"\w+://[^\s/:@{}]+:[^\s/:@{}]+@",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in text_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line) and file != Path(__file__)
    ]
    assert found == []


def test_no_test_is_put_off_and_none_waits_by_sleeping() -> None:
    """`skipif` may stay: for what a system does not have, such as another PostgreSQL or a Secret Service."""
    pattern = re.compile(r"pytest\.(mark\.)?(skip|xfail|importorskip)\b|\btime\.sleep\(")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files_of("tests")
        if file.parent.name != "bench"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line) and file != Path(__file__)
    ]
    assert found == []


def test_the_lock_names_versions_and_hashes_and_nothing_else() -> None:
    requirement = re.compile(r"[a-z0-9][a-z0-9.-]*==[A-Za-z0-9.+!]+( ; [^\\#]+)? \\")
    digest = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    odd = [line for line in lines if not requirement.fullmatch(line) and not digest.fullmatch(line)]
    assert odd == []

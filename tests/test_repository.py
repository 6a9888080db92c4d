"""What a stranger finds in the folder: commands that exist, documents that are there and tell the truth."""

from __future__ import annotations

import ast
import os
import re
import stat
import tomllib
from pathlib import Path

import pytest

from common.commands import COMMANDS
from common.read_models import CASE_TABLES, REFERENCE_TABLES, access
from installers.development.command_line import parser
from server.migrate import MARKS
from tests.tree import ROOT, text_files

DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/principles.md",
    "docs/decisions/0001-licence.md",
)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def markdown() -> list[Path]:
    return [file for file in text_files() if file.suffix == ".md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_document_is_there_and_is_more_than_a_heading(document: str) -> None:
    assert len(read(document)) > 500


def test_the_two_commands_of_the_readme_are_verbs_of_dev_py() -> None:
    shown = re.findall(r"^ {4}python3 dev\.py (.+)$", read("README.md"), flags=re.MULTILINE)
    assert shown == ["demo", "test"]
    for words in shown:
        assert parser().parse_args(words.split()).verb == words


def test_every_verb_that_a_document_names_exists() -> None:
    for file in markdown():
        for words in re.findall(r"\bdev\.py ([a-z]+)", file.read_text(encoding="utf-8")):
            assert parser().parse_args([words, *(_needed(words))]).verb == words, file


def _needed(verb: str) -> list[str]:
    return ["--data", "x", "--port", "5433"] if verb == "server" else []


def test_dev_py_can_be_read_by_an_old_python_that_then_says_what_it_lacks() -> None:
    ast.parse(read("dev.py"), feature_version=(3, 6))


@pytest.mark.parametrize("word", ["demo", "test", "server", "bench", "chaos", "shots"])
def test_dev_py_knows_the_verb(word: str) -> None:
    assert parser().parse_args([word, *_needed(word)]).verb == word


def test_ci_runs_what_a_developer_runs() -> None:
    assert "python3 dev.py test" in read(".ci/run")
    if os.name == "posix":
        assert (ROOT / ".ci/run").stat().st_mode & stat.S_IXUSR


def test_the_glossary_has_every_command_table_and_role_and_every_module_of_commands() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", read("docs/glossary.md")))
    modules = {file.stem for file in (ROOT / "common" / "commands").glob("*.py")} - {"__init__", "base"}
    tables = {table.name for table in (*CASE_TABLES, *REFERENCE_TABLES, access)}
    roles = {mark.removeprefix("kelaseh_") for mark in MARKS}
    assert (set(COMMANDS) | tables | roles | modules) - explained == set()


def test_every_link_within_the_documents_leads_somewhere() -> None:
    broken = [
        f"{file.relative_to(ROOT)}: {target}"
        for file in markdown()
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8"))
        if "://" not in target and not (file.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(file.name[:4]) for file in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changes_name_the_version_that_is_being_made() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert f"## {version}" in read("CHANGELOG.md")


def test_the_licence_is_the_same_everywhere() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "GPL-3.0-or-later"
    assert "GNU GENERAL PUBLIC LICENSE" in read("LICENSE")
    assert "GPL 3.0 or later" in read("README.md")

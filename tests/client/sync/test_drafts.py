"""Several half-typed forms at once, each as it was after the program has been killed."""

import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from client.sync.cache import Cache
from client.sync.drafts import Draft, Drafts
from client.sync.refusals import ShapeProblems
from tests.client.sync.headless import Headless

ROOT = Path(__file__).resolve().parents[3]
START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
# Saves two drafts of one form, the second twice, says so, and dies as when the power goes.
_VICTIM = """
import os, signal, sys
from pathlib import Path
from client.sync.cache import Cache
from client.sync.drafts import Drafts
drafts = Drafts(Cache(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])))
drafts.save("case_entry", "first", {"title": "مریم رضایی", "subject": "مطالبه", "cursor": ["subject", 6]})
drafts.save("case_entry", "second", {"title": "علی", "subject": "م"})
drafts.save("case_entry", "second", {"title": "علی", "subject": "مه"})
print("saved", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    made = Cache(tmp_path / "some.cache", secrets.token_bytes(32))
    yield made
    made.close()


def test_drafts_of_one_form_are_listed_the_newest_first_with_what_they_are_about(cache: Cache) -> None:
    minutes = count()
    drafts = Drafts(cache, lambda: START + timedelta(minutes=next(minutes)))
    drafts.save("case_entry", "a", {"title": "مریم رضایی"})
    drafts.save("case_entry", "b", {"subject": "مطالبه"})
    drafts.save("decision", "c", {"title": "رأی"})
    drafts.save("case_entry", "a", {"title": "مریم رضایی و دیگران"})
    listed = drafts.list("case_entry")
    assert [(draft.key, draft.title) for draft in listed] == [("a", "مریم رضایی و دیگران"), ("b", "")]
    assert listed[0].saved_at == START + timedelta(minutes=3)
    drafts.delete("case_entry", "a")
    assert [draft.key for draft in drafts.list("case_entry")] == ["b"]
    assert [draft.key for draft in drafts.list()] == ["c", "b"]


def test_every_draft_that_was_saved_is_there_after_the_program_was_killed(tmp_path: Path) -> None:
    path, key = tmp_path / "some.cache", secrets.token_bytes(32)
    victim = subprocess.run(
        [sys.executable, "-c", _VICTIM, str(path), key.hex()],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (victim.returncode < 0, victim.stdout) == (True, "saved\n")
    cache = Cache(path, key)
    drafts = Drafts(cache)
    assert {draft.key: draft.content["subject"] for draft in drafts.list("case_entry")} == {
        "first": "مطالبه", "second": "مه"
    }  # fmt: skip
    first = drafts.load("case_entry", "first")
    assert first is not None
    assert first.content["cursor"] == ["subject", 6]
    assert "مطالبه".encode() not in path.read_bytes()
    cache.close()


def test_a_draft_goes_in_the_same_commit_as_the_command_that_was_typed_in_it(
    office: Callable[..., Headless],
) -> None:
    registrar = office("registrar")
    session, desk = registrar.session, registrar.role.desk
    for key in ("saved", "refused"):
        session.drafts.save("case_entry", key, {"subject": "مطالبه"})
    registrar.wait_for("select 1 from lease")
    saved = registrar.register()
    given_back = Draft("case_entry", "given back", {"subject": "خلع ید"}, session.now())
    session.issue(saved, desk, ends=("case_entry", "saved"), keeps=given_back)
    with pytest.raises(ShapeProblems):
        session.issue(replace(saved, subject=""), desk, ends=("case_entry", "refused"))
    assert {draft.key for draft in session.drafts.list()} == {"refused", "given back"}
    session.drafts.rename("case_entry", "refused", "renamed")
    assert {draft.key for draft in session.drafts.list()} == {"renamed", "given back"}


def test_what_was_typed_to_mend_a_rejected_command_goes_with_it(office: Callable[..., Headless]) -> None:
    registrar = office("registrar")
    registrar.wait_for("select 1 from lease")
    command = registrar.register()
    registrar.do(command)
    rejected = registrar.answered(registrar.session.issue(command, registrar.role.desk))
    assert rejected.status == "rejected"
    for key in (str(rejected.id), "another"):
        registrar.session.drafts.save("case_entry", key, {"subject": "مطالبه"})
    registrar.session.settle(rejected.id)
    assert [draft.key for draft in registrar.session.drafts.list()] == ["another"]

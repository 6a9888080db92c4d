"""Faults a program might have, put into the process that is killed: the crash test must find them."""

from __future__ import annotations

import dataclasses
import time
import uuid
from collections.abc import Callable
from typing import Any
from unittest import mock

from PySide6.QtCore import QTimer

from client.sync.drafts import Drafts
from client.sync.session import Issued, Session
from client.windows.case_entry import CaseEntryPage

_issue = Session.issue
# Long after the words were promised to be kept, or the command was said to be saved.
_LATE_MS = 5000
_PAUSE_SECONDS = 1.0


def _draft_written_late() -> None:
    save = Drafts.save

    def late(drafts: Drafts, *told: Any) -> None:
        QTimer.singleShot(_LATE_MS, lambda: save(drafts, *told))

    mock.patch.object(Drafts, "save", late).start()


def _typing_on_puts_the_draft_off() -> None:
    keep, typed_at = CaseEntryPage.keep_draft, [0.0]

    def typed(page: CaseEntryPage) -> None:
        typed_at[0] = time.process_time()
        page._draft_timer.start()

    def kept(page: CaseEntryPage) -> None:
        # By the time this process worked: a machine that was busy elsewhere is no pause in typing.
        if time.process_time() - typed_at[0] < _PAUSE_SECONDS:
            page._draft_timer.start()
        else:
            keep(page)

    mock.patch.object(CaseEntryPage, "_typed", typed).start()
    mock.patch.object(CaseEntryPage, "keep_draft", kept).start()


def _said_before_it_is_on_disk() -> None:
    def late(session: Session, *told: Any, **drafts: Any) -> Issued:
        QTimer.singleShot(_LATE_MS, lambda: _issue(session, *told, **drafts))
        return Issued(uuid.uuid4(), 0)

    mock.patch.object(Session, "issue", late).start()


def _draft_outlives_its_command() -> None:
    def twice(session: Session, *told: Any, ends: Any = None, **kept: Any) -> Issued:
        issued = _issue(session, *told, **kept)
        if ends is not None:
            session.drafts.delete(*ends)
        return issued

    mock.patch.object(Session, "issue", twice).start()


def _draft_goes_before_its_command() -> None:
    def twice(session: Session, *told: Any, ends: Any = None, **kept: Any) -> Issued:
        if ends is not None:
            session.drafts.delete(*ends)
        return _issue(session, *told, **kept)

    mock.patch.object(Session, "issue", twice).start()


def _words_come_back_after_the_undo() -> None:
    def twice(session: Session, *told: Any, keeps: Any = None, **ended: Any) -> Issued:
        issued = _issue(session, *told, **ended)
        if keeps is not None:
            session.drafts.save(keeps.form, keeps.key, keeps.content)
        return issued

    mock.patch.object(Session, "issue", twice).start()


@dataclasses.dataclass(frozen=True)
class Fault:
    """`put` puts it into this process; it does harm during a `step` of a `script`."""

    put: Callable[[], None]
    script: str
    step: str


FAULTS: dict[str, Fault] = {
    "a draft is written late": Fault(_draft_written_late, "entry", "the subject goes on"),
    "typing on puts the draft off": Fault(_typing_on_puts_the_draft_off, "entry", "the subject goes on"),
    "a command is said to be saved before it is on disk": Fault(
        _said_before_it_is_on_disk, "entry", "a letter of the next case"
    ),
    # A registration would stand it: the draft's key is its case's id. A note has an id of its own.
    "a draft outlives its command": Fault(_draft_outlives_its_command, "file", "the note is saved"),
    "a draft goes before its command": Fault(_draft_goes_before_its_command, "entry", "the case is saved"),
    "words come back after the undo": Fault(
        _words_come_back_after_the_undo, "entry", "the registration is undone"
    ),
}

"""Everything that happened to a case, with who, when and on whose behalf: events, and rows older than events.

Cases that came from before this program have rows but no events; notes have none either. What their rows tell
stands between the events at its own time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row

from client.models.acts import act_title
from client.models.case_file import CaseFile, is_pending
from client.models.happening_words import Story
from client.models.words import Words

ENTRY_OPENED = "open_entry"


@dataclasses.dataclass(frozen=True)
class Happening:
    """Something that was done: `at` UTC, `who` and `behalf` logins, `desk` where it was done, if known.

    `kind` is that of a command (or `ENTRY_OPENED`), `title` its name, `words` what of the case it concerns,
    `target` the id of the row it is about. `struck`: it was taken back later. `key` stays the same.
    """

    key: str
    at: str
    kind: str
    title: str
    words: str
    who: str | None
    behalf: str | None
    desk: int | None
    target: str | None
    struck: bool = False
    pending: bool = False


def timeline(file: CaseFile, words: Words) -> list[Happening]:
    """The story of a case, newest last; what waits to be sent stands at the end."""
    story = Story(file, words)
    undone = {event.target for event in file.events if event.kind == "undo_command"}
    told = [
        Happening(
            key=event.id,
            at=event.at,
            kind=event.kind,
            title=act_title(event.kind),
            words=story.of_event(event),
            who=event.actor,
            behalf=event.behalf,
            desk=event.desk,
            target=event.target,
            struck=event.id in undone,
            pending=is_pending(event),
        )
        for event in _in_order(file.events)
    ]
    return sorted([*_facts(file, story), *told], key=lambda happening: (happening.pending, happening.at))


def _in_order(events: Any) -> list[Row[Any]]:
    return sorted(events, key=lambda event: (event.at, event.position is None, event.position or 0, event.id))


def _facts(file: CaseFile, story: Story) -> Iterator[Happening]:
    """What rows tell was done and no event does, in the order in which it is done."""
    case = file.case
    yield from _fact("register_case", case, case.registered_at, case.registered_by, None, story)
    for row in file.referrals:
        yield from _fact("refer_case", row, row.referred_at, row.referred_by, row.from_desk, story)
        yield from _fact("accept_referral", row, row.accepted_at, row.accepted_by, row.to_desk, story)
    for row in file.decisions:
        yield from _fact("prepare_decision", row, row.prepared_at, row.prepared_by, row.desk, story)
        yield from _fact("sign_decision", row, row.signed_at, row.signed_by, row.desk, story)
    for row in file.seals:
        if not story.tells("reissue_seal", row.id):
            yield from _fact("send_up", row, row.sent_at, row.sent_by, row.from_desk, story)
        yield from _fact("record_print", row, row.printed_at, row.printed_by, row.from_desk, story)
        yield from _fact("open_seal", row, row.opened_at, row.opened_by, row.to_desk, story)
    for row in file.steps:
        yield from _fact("open_step", row, row.opened_at, row.opened_by, row.desk, story)
        yield from _fact("settle_step", row, row.settled_at, row.settled_by, row.desk, story)
    for row in file.notes:
        yield from _fact("write_note", row, row.written_at, row.written_by, row.desk, story, row.behalf)
    for row in story.lone_amendments():
        yield from _fact("amend_case", row, row.at, row.by, row.desk, story, row.behalf)
    for row in story.lone_entries():
        yield from _fact(ENTRY_OPENED, row, row.opened_at, row.opened_by, row.desk, story)


def _fact(
    kind: str,
    row: Row[Any],
    at: str | None,
    who: str | None,
    desk: int | None,
    story: Story,
    behalf: str | None = None,
) -> Iterator[Happening]:
    if at is not None and not story.tells(kind, row.id):
        yield Happening(
            key=f"{kind}/{row.id}",
            at=at,
            kind=kind,
            title=act_title(kind),
            words=story.of_row(kind, row),
            who=who,
            behalf=behalf,
            desk=desk,
            target=row.id,
            struck=kind == "refer_case" and row.state == "withdrawn",
            pending=is_pending(row),
        )

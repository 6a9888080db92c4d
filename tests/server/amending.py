"""What tests of amendments and of undoing do again and again."""

from __future__ import annotations

import uuid
from typing import Any

from common.commands import AmendCase, FieldChanged, FlagStated, PartyKeys, RepresentationStated, UndoCommand
from common.identifiers import uuid7
from common.text import search_key, sort_key
from tests.server import acts, world
from tests.server.world import Province, Station, Story


def change(entity: str, row: uuid.UUID | str, field: str, old: str | None, new: str | None) -> FieldChanged:
    """One changed field, with a fresh id."""
    return FieldChanged(id=uuid7(), entity=entity, row=uuid.UUID(str(row)), field=field, old=old, new=new)


def subject(story: Story, new: str, old: str = "مزاحمت تلفنی") -> FieldChanged:
    """Another subject of the case."""
    return change("court_case", story.case, "subject", old, new)


def keys(party: uuid.UUID | str, given: str, family: str) -> PartyKeys:
    """The keys of a new name."""
    return PartyKeys(
        party=uuid.UUID(str(party)),
        sort_key=sort_key(f"{family} {given}"),
        search_key=search_key(f"{given} {family}"),
    )


def amend(story: Story, *changes: FieldChanged, login: str = "registrar", **rows: Any) -> uuid.UUID:
    """Amend the case; the id of the command. Raises Rejected."""
    return done(story.province.station(login), AmendCase(case=story.case, changes=changes, **rows))


def done(station: Station, command: Any, **envelope: Any) -> uuid.UUID:
    """Do it; the id it was sent with."""
    id = uuid7()
    station.do(command, id=str(id), **envelope)
    return id


def undo(story: Story, command: uuid.UUID, login: str = "registrar") -> uuid.UUID:
    """Take the command back; the id of the undoing. Raises Rejected."""
    return done(story.province.station(login), UndoCommand(case=story.case, command=command))


def last_command(province: Province, kind: str) -> uuid.UUID:
    """The id of the latest applied command of a kind."""
    return uuid.UUID(
        province.value(
            "select id::text from court.command_log where kind = %s and status = 'applied'"
            " order by position desc limit 1",
            (kind,),
        )
    )


def parties(province: Province, story: Story) -> list[str]:
    """The ids of the parties of a case in their order."""
    with province.superuser() as cursor:
        cursor.execute(
            "select id::text from court.party where case_id = %s order by ordinal", (str(story.case),)
        )
        return [id for (id,) in cursor.fetchall()]


def field(province: Province, table: str, row: uuid.UUID | str, name: str) -> Any:
    """What a field says now."""
    return province.value(f"select {name} from court.{table} where id = %s", (str(row),))


def full_story(province: Province) -> Story:
    """A case that has gone up under seal and has rows in every table of a case."""
    lawyer = world.party("lawyer")
    client = world.party("complainant", flags=(FlagStated(id=uuid7(), flag="interpreter", detail="کردی"),))
    claim = world.charge()
    story = acts.at_branch(
        province, claims=(claim,), parties=(client, world.party("accused"), lawyer),
        representations=(RepresentationStated(id=uuid7(), representative=lawyer.id, client=client.id),),
    )  # fmt: skip
    amend(story, subject(story, "توهین"), login="clerk2")
    acts.write_note(story)
    step = acts.open_step(story)
    story.decision = acts.prepare(story, outcomes=(acts.outcome(claim.id),))
    acts.settle(story, step)
    acts.sign(story, story.decision)
    return story.send_up()

"""Every command by its name at the door."""

from __future__ import annotations

from common.commands.amendments import (
    AMENDABLE,
    UNDOABLE,
    AmendCase,
    FieldChanged,
    FlagAdded,
    PartyKeys,
    UndoCommand,
)
from common.commands.base import Command, Part, Payload, Problem
from common.commands.cases import (
    CASE_FIELDS,
    ClaimStated,
    FlagStated,
    PartyStated,
    RegisterCase,
    RepresentationStated,
)
from common.commands.decisions import OutcomeStated, PrepareDecision, SignDecision, WithdrawDecision
from common.commands.notes import OpenStep, SettleStep, ShareNote, WriteNote
from common.commands.referrals import AcceptReferral, ReferCase
from common.commands.seals import OpenSeal, RecordPrint, ReissueSeal, SendUp

COMMANDS: dict[str, type[Command]] = {
    command.KIND: command
    for command in (
        RegisterCase,
        AmendCase,
        UndoCommand,
        ReferCase,
        AcceptReferral,
        WriteNote,
        ShareNote,
        OpenStep,
        SettleStep,
        PrepareDecision,
        SignDecision,
        WithdrawDecision,
        SendUp,
        ReissueSeal,
        RecordPrint,
        OpenSeal,
    )
}

__all__ = [
    "AMENDABLE",
    "CASE_FIELDS",
    "COMMANDS",
    "UNDOABLE",
    "AcceptReferral",
    "AmendCase",
    "ClaimStated",
    "Command",
    "FieldChanged",
    "FlagAdded",
    "FlagStated",
    "OpenSeal",
    "OpenStep",
    "OutcomeStated",
    "Part",
    "PartyKeys",
    "PartyStated",
    "Payload",
    "PrepareDecision",
    "Problem",
    "RecordPrint",
    "ReferCase",
    "RegisterCase",
    "ReissueSeal",
    "RepresentationStated",
    "SendUp",
    "SettleStep",
    "ShareNote",
    "SignDecision",
    "UndoCommand",
    "WithdrawDecision",
    "WriteNote",
]

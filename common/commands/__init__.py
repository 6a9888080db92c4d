"""Every command by its name at the door."""

from __future__ import annotations

from common.commands.base import Command, Part, Payload, Problem
from common.commands.cases import ClaimStated, PartyStated, RegisterCase
from common.commands.decisions import PrepareDecision, SignDecision
from common.commands.referrals import AcceptReferral, ReferCase
from common.commands.seals import OpenSeal, RecordPrint, ReissueSeal, SendUp

COMMANDS: dict[str, type[Command]] = {
    command.KIND: command
    for command in (
        RegisterCase,
        ReferCase,
        AcceptReferral,
        PrepareDecision,
        SignDecision,
        SendUp,
        ReissueSeal,
        RecordPrint,
        OpenSeal,
    )
}

__all__ = [
    "COMMANDS",
    "AcceptReferral",
    "ClaimStated",
    "Command",
    "OpenSeal",
    "Part",
    "PartyStated",
    "Payload",
    "PrepareDecision",
    "Problem",
    "RecordPrint",
    "ReferCase",
    "RegisterCase",
    "ReissueSeal",
    "SendUp",
    "SignDecision",
]

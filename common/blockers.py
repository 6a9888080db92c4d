"""The one table of what keeps a case from being closed or sent on, until it is settled or carried along.

The centre tells the same by ``server/sql/rule/blockers.sql``; a test compares the two. A later kind of open
thing adds its line here, its rows there, and its words in ``client/models/blockers.py``.
"""

from __future__ import annotations

import dataclasses

CLOSE, SEND = "close", "send"
"""What is being done: a decision that ends the docket entry is signed (joining too); the case goes up."""


@dataclasses.dataclass(frozen=True)
class BlockerKind:
    """A kind of open thing.

    `table`: the read model its rows are of. `acts`: what they block. `settled_by`: the commands that settle a
    row. `carryable`: whether the row may go along with the case instead (`carry` of the command).
    """

    name: str
    table: str
    acts: frozenset[str]
    settled_by: tuple[str, ...]
    carryable: bool = False


BLOCKERS: dict[str, BlockerKind] = {
    kind.name: kind
    for kind in (
        # state open
        BlockerKind("open_step", "step", frozenset((CLOSE, SEND)), ("settle_step",), carryable=True),
        # state sealed or locked
        BlockerKind("live_seal", "seal", frozenset((CLOSE, SEND)), ()),
        # state prepared, other than the one being signed
        BlockerKind(
            "unsigned_decision", "decision", frozenset((CLOSE, SEND)), ("sign_decision", "withdraw_decision")
        ),
        # state waiting
        BlockerKind("waiting_referral", "referral", frozenset((CLOSE, SEND)), ("undo_command",)),
        # a claim not struck that the decision being signed says nothing of, though it has outcomes
        BlockerKind("undecided_claim", "claim", frozenset((CLOSE,)), ("withdraw_decision",)),
    )
}

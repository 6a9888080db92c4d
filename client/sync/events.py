"""What a session tells its windows. Called from the link's thread; windows turn them into Qt signals."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import datetime
from typing import Any, Literal

LinkState = Literal["online", "sending", "slow", "offline"]


@dataclasses.dataclass(frozen=True)
class LinkChanged:
    """The state of the link to the centre.

    `since`: when this state began (UTC). `pending`: commands that wait in the outbox. `rtt_ms`: the last
    round trip in milliseconds, None while offline. `code`: why the centre turned the link away
    (``client_too_old``, ``account_locked``, ``wrong_login``), None for a mere outage.
    """

    state: LinkState
    since: datetime
    pending: int
    rtt_ms: float | None = None
    code: str | None = None


@dataclasses.dataclass(frozen=True)
class CacheChanged:
    """Rows of these cases changed in the cache (by the feed or a prediction), or the reference rows did."""

    cases: frozenset[str]
    reference: bool = False


@dataclasses.dataclass(frozen=True)
class Answered:
    """The centre answered a command: `status` is applied or rejected (with `code`, `field`, `parameters`)."""

    id: uuid.UUID
    sequence: int
    kind: str
    case_id: str
    status: Literal["applied", "rejected"]
    result: dict[str, Any] = dataclasses.field(default_factory=dict)
    code: str | None = None
    field: str | None = None
    parameters: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class RolesChanged:
    """Today's desks and roles of the user are others than before: ``session.roles`` has been replaced."""


Event = LinkChanged | CacheChanged | Answered | RolesChanged

"""How much waits at a desk, for the numbers beside the pages."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, exists, func, select

from client.sync.cache_tables import VIEWS, seen
from client.sync.session import Session

# Beside a page nobody reads more than "many"; counting on would make a desk with a huge inbox wait.
MOST_COUNTED = 1000


_announcement, _case, _referral = VIEWS["announcement"], VIEWS["court_case"], VIEWS["referral"]
_seen = and_(seen.c.case_id == _announcement.c.case_id, seen.c.cause_id == _announcement.c.cause_id)
_unread = select(_announcement.c.id).where(
    _announcement.c.desk == bindparam("desk"),
    _announcement.c.state.in_(("waiting", "sealed")),
    ~exists().where(_seen),
)
_waiting = select(_case.c.id).where(
    _case.c.holder == bindparam("desk"),
    ~exists().where(and_(_referral.c.case_id == _case.c.id, _referral.c.state == "waiting")),
)
# Put together once: they are asked after every command, while the user waits.
_COUNTS = select(
    *(
        select(func.count()).select_from(rows.limit(MOST_COUNTED).subquery()).scalar_subquery().label(name)
        for name, rows in (("unread", _unread), ("waiting", _waiting))
    )
)


def counts(session: Session, desk: int) -> dict[str, int]:
    """unread announcements and cases waiting to be referred of `desk` (at most MOST_COUNTED each), and the
    user's rejected commands (attention)."""
    with session.cache.read() as connection:
        found = connection.execute(_COUNTS, {"desk": desk}).one()
    return {**found._mapping, "attention": session.outbox_counts().rejected}

"""How much waits at a desk, for the numbers beside the pages."""

from __future__ import annotations

from sqlalchemy import and_, exists, func, select

from client.sync.cache_tables import VIEWS, seen
from client.sync.session import Session

# Beside a page nobody reads more than "many"; counting on would make a desk with a huge inbox wait.
MOST_COUNTED = 1000


def counts(session: Session, desk: int) -> dict[str, int]:
    """unread announcements and cases waiting to be referred of `desk` (at most MOST_COUNTED each), and the
    user's rejected commands (attention)."""
    announcement, case, referral = VIEWS["announcement"], VIEWS["court_case"], VIEWS["referral"]
    unread = select(announcement.c.id).where(
        announcement.c.desk == desk,
        announcement.c.state.in_(("waiting", "sealed")),
        ~exists().where(
            and_(seen.c.case_id == announcement.c.case_id, seen.c.cause_id == announcement.c.cause_id)
        ),
    )
    waiting = select(case.c.id).where(
        case.c.holder == desk,
        ~exists().where(and_(referral.c.case_id == case.c.id, referral.c.state == "waiting")),
    )
    with session.cache.read() as connection:
        found = {
            name: connection.execute(
                select(func.count()).select_from(rows.limit(MOST_COUNTED).subquery())
            ).scalar_one()
            for name, rows in (("unread", unread), ("waiting", waiting))
        }
    return found | {"attention": session.outbox_counts().rejected}

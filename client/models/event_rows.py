"""What happened to a case as rows of its docket sheet. Notes are left out; amendments have their own part."""

from __future__ import annotations

from collections.abc import Iterator

from client.models.case_file import PENDING_MARK, shown_day_of, shown_moment
from client.models.paper_words import PaperWords
from client.models.timeline import timeline
from client.paper.cells import Cell
from client.paper.docket_sheet import Row
from common.text import isolate

# A note is its desk's or its judge's own and never printed; old values of an amendment may be protected, and
# the part of the amendments knows which.
_LEFT_OUT = frozenset(("write_note", "share_note", "amend_case"))


def event_rows(case: PaperWords, desk: int) -> Iterator[Row]:
    """Rows for readers at `desk`, oldest first: when, what, of what, by whom and on whose behalf."""
    words = case.words
    known = words.desk(desk)
    body = known.body if known else None
    for happening in timeline(case.file, words):
        if happening.kind in _LEFT_OUT:
            continue
        behalf = f"به جانشینی {words.person(happening.behalf)}" if happening.behalf else ""
        where = words.short_title(happening.desk, body)
        mark = f"{PENDING_MARK} " if happening.pending else ""
        yield (
            moment_cell(happening.at),
            Cell(mark + happening.title, struck=happening.struck),
            Cell(happening.words, struck=happening.struck),
            Cell(words.person(happening.who), notes=tuple(filter(None, (behalf, where)))),
        )


def moment_cell(at: str) -> Cell:
    """A UTC instant of the feed as Tehran's day with the time of day below it."""
    day = shown_day_of(at)
    return Cell(day, notes=(shown_moment(at).removeprefix(isolate(day)).strip(),))

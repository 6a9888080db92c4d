"""Time as the centre has it: the local clock may be wrong by hours or years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from client.sync import instants
from common import jalali


class Clock:
    """The local clock, set right by what the centre told last; never before the last day it told."""

    def __init__(self, now: Callable[[], datetime] = instants.utc_now, last_day: date = date.min) -> None:
        self._now = now
        self._offset = timedelta()
        self._last_day = last_day

    def learn(self, centre_now: datetime, centre_today: date) -> None:
        """The centre has just told its time and Tehran's date."""
        self._offset = centre_now - self._now()
        self.learn_day(centre_today)

    def learn_day(self, centre_today: date) -> None:
        """The centre has just told Tehran's date."""
        self._last_day = centre_today

    @property
    def skew(self) -> timedelta:
        """How far the local clock is behind the centre's (negative: ahead); zero before it was heard."""
        return self._offset

    def now(self) -> datetime:
        """The instant, UTC."""
        return self._now() + self._offset

    def today(self) -> date:
        """Tehran's date."""
        return max(jalali.tehran_today(self.now()), self._last_day)

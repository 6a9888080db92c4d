"""What the steps of the tour share: the people and their screens, the case, where things are kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from client import connection
from client.connection import DemoUser
from client.sync.session import ServerAddress
from client.tour.centre import Centre
from client.tour.driver import Driver
from client.tour.other import Other
from client.tour.psql import Terminal
from client.tour.workstation import Workstation
from common.text import search_key

Part = Literal["registrar", "authority", "clerk", "judge", "appeal_clerk", "head", "officer"]

SUBJECT = "مزاحمت تلفنی برای همسایه"
COMPLAINANT = ("شاکی", "مهرانگیز", "کهن‌دیار", "0499370899")
ACCUSED = ("متهم", "فرامرز", "نیک‌پندار", "0076229645")


class CastError(LookupError):
    """Nobody in connection.json can play a part."""


@dataclasses.dataclass
class CaseSoFar:
    """What the tour knows of its case, as read from the windows."""

    number: str = ""
    id: str = ""
    subject: str = SUBJECT
    seal: str = ""
    password: str = dataclasses.field(default="", repr=False)


class Journey:
    """One playing of the tour."""

    def __init__(self, driver: Driver, server_file: Path, data: Path, home: Path, out: Path) -> None:
        self.driver = driver
        self.out = out
        self.home = home
        self.server_file = server_file
        told = connection.read(server_file)
        if told.server is None:
            raise CastError(f"{server_file} tells no server")
        self.server: ServerAddress = told.server
        self.cast = cast(told.users)
        self.centre = Centre(data, told.server.port)
        self.case = CaseSoFar()
        self.other: Other | None = None
        """The program in a process of its own, while there is one."""
        self.outage_number = ""
        self._screens: dict[Part, Workstation] = {}

    def screen(self, part: Part) -> Workstation:
        """The screen of whoever plays `part`, not signed in when first asked for."""
        if part not in self._screens:
            user = self.cast[part]
            self._screens[part] = Workstation(
                self.driver, user, self.home / user.login, self.server_file, self.out
            )
        return self._screens[part]

    def leave(self, part: Part) -> None:
        """Whoever plays `part` leaves the program."""
        self._screens.pop(part).close()

    def terminal(self, part: Part) -> Terminal:
        """psql of whoever plays `part`."""
        user = self.cast[part]
        return Terminal(self.server, user.login, user.password)

    def close(self) -> None:
        """Close every screen, and leave the server running."""
        if self.other is not None:
            self.other.kill()
        if self.centre.stopped:
            self.centre.start()
        for part in tuple(self._screens):
            self.leave(part)


@dataclasses.dataclass(frozen=True)
class Act:
    """A step: what happens, and the function that plays it and returns what was seen."""

    sentence: str
    play: Callable[[Journey], str]


def cast(users: tuple[DemoUser, ...]) -> dict[Part, DemoUser]:
    """Who plays what: the criminal courts' referral desk, a branch of criminal court two, one of appeal.

    Raises CastError if somebody is missing.
    """
    authority = _one(users, "referral_authority", "مجتمع", "کیفری")
    judge = _one(users, "judge", "کیفری دو")
    appeal = _one(users, "judge", "تجدیدنظر")
    return {
        "authority": authority,
        "registrar": _one(users, "clerk", desk=authority.desk),
        "judge": judge,
        "clerk": _one(users, "clerk", desk=judge.desk),
        "appeal_clerk": _one(users, "clerk", desk=appeal.desk),
        "officer": _one(users, "enquiry_officer"),
        "head": _one(users, "district_head", "حوز"),
    }


def _one(users: tuple[DemoUser, ...], role: str, *words: str, desk: int | None = None) -> DemoUser:
    fitting = [
        user
        for user in users
        if user.role == role
        and (desk is None or user.desk == desk)
        and all(search_key(word) in search_key(user.desk_title) for word in words)
    ]
    if not fitting:
        raise CastError(f"nobody is {role} at a desk named {' '.join(words) or desk}")
    return min(fitting, key=lambda user: (user.desk, user.login))

"""What a session says no with. Each is a ``common.errors.Rejection``: code, field, parameters, sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.errors import Rejection

if TYPE_CHECKING:
    # The sign-in window knows refusals, and no commands yet.
    from common.commands import Problem


class SignInRefused(Rejection):
    """Nobody is signed in: wrong_login, account_locked, client_too_old, centre_away_first_time,
    offline_days_over, keyring_missing, keyring_locked, certificate_refused, too_many_sessions,
    centre_refused, or a code of CacheRefused."""


class CacheRefused(SignInRefused):
    """The cache file can't be used: cache_unreadable, cache_wrong_key, cache_key_missing, cache_too_new,
    cache_in_use, or a code of its subclasses."""


class CacheUnwritable(CacheRefused):
    """The disk does not take it (disk_full, cache_read_only, disk_failing, cache_unwritable): what was to be
    stored was not; what was there is safe."""


class CacheDamaged(CacheRefused):
    """The file is not what was written: opening it again rebuilds it (``rescue.py``)."""

    CODE = "cache_damaged"

    def __init__(self) -> None:
        super().__init__(self.CODE)


class CentreAway(Rejection):
    """The centre can't be reached now; nothing was asked of it, or its answer was lost."""

    def __init__(self) -> None:
        super().__init__("centre_away")


class CentreBusy(Rejection):
    """The centre gave up for now (a deadlock, a lock or a time limit): ask again, nothing was done."""

    def __init__(self) -> None:
        super().__init__("centre_busy")


class CentreFault(Rejection):
    """The centre failed by a fault of its own, told as SQLSTATE in `parameters`: nothing was done."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("centre_fault", parameters={"sqlstate": sqlstate})


class ShapeProblems(Rejection):
    """The form of a command is wrong: `problems` name the fields. Nothing was put in the outbox."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].code, problems[0].field, problems[0].parameters)
        self.problems = problems

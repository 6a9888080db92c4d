"""What a session says no with: each carries a code of ``common.errors``."""

from __future__ import annotations

from typing import Any

from common.commands import Problem


class Refusal(Exception):  # noqa: N818 - the court's word; most refusals are no errors
    """Something was refused: `code`, the `field` of the payload it concerns, `parameters` of the sentence."""

    def __init__(self, code: str, field: str | None = None, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.parameters = parameters or {}


class SignInRefused(Refusal):
    """wrong_login, account_locked, client_too_old, centre_away_first_time, offline_days_over,
    cache_in_use, keyring_missing, cache_unreadable, cache_too_new, certificate_refused, too_many_sessions."""


class Rejection(Refusal):
    """The centre (or the workstation's own stock of numbers) said no to a question."""


class CentreAway(Refusal):
    """The centre can't be reached now; nothing was asked of it, or its answer was lost."""

    def __init__(self) -> None:
        super().__init__("centre_away")


class ShapeProblems(Refusal):
    """The form of a command is wrong: `problems` name the fields. Nothing was put in the outbox."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].code, problems[0].field, problems[0].parameters)
        self.problems = problems

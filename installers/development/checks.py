"""``dev.py test``: everything that must hold before a change is handed in."""

import time

from installers.development import environment, programs, surroundings
from installers.development.programs import Command

CHECKED = ("common", "client", "server", "tests", "installers", "dev.py")
WORKERS = "2"


def test(chosen: list[str]) -> int:
    """Lint, format, types, then the tests (only the ``chosen`` ones if any); 1 if one of them fails.

    All four run, so that one round of mending is enough.
    """
    outcomes = [
        _one("ruff check", ["ruff", "check", *CHECKED]),
        _one("ruff format", ["ruff", "format", "--check", "--quiet", *CHECKED]),
        _one("mypy", ["mypy", *CHECKED]),
        _one("pytest", ["pytest", "-n", WORKERS, *chosen], unseen=True),
    ]
    print(f"\n{'check':14}{'outcome':10}seconds")
    for name, code, seconds in outcomes:
        print(f"{name:14}{'well' if code == 0 else 'FAILED':10}{seconds:.1f}")
    return 1 if any(code for _, code, _ in outcomes) else 0


def _one(name: str, module: Command, *, unseen: bool = False) -> tuple[str, int, float]:
    print(f"\n── {name}", flush=True)
    started = time.monotonic()
    command = [environment.PYTHON, "-m", *module]
    variables = environment.variables()
    code = surroundings.run_unseen(command, variables) if unseen else programs.run(command, variables)
    return name, code, time.monotonic() - started

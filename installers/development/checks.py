"""``dev.py test``: everything that must hold before a change is handed in."""

import time
from concurrent.futures import ThreadPoolExecutor

from installers.development import environment, programs, surroundings
from installers.development.programs import Command

CHECKED = ("common", "client", "server", "tests", "installers", "dev.py")
# Many tests wait for servers and for programs they kill: four workers keep two cores busy, two do not. Each
# runs a PostgreSQL of its own beside the windows, so that more would take much memory.
WORKERS = 4
# Each worker begins with its share of the tests and later takes from the others': what a file prepares for
# all its tests is then mostly made once.
PYTEST: Command = ("pytest", "-n", WORKERS, "--dist", "worksteal")

Outcome = tuple[str, int, float]


def test(chosen: list[str]) -> int:
    """Lint, format, types, then the tests (only the ``chosen`` ones if any); 1 if one of them fails.

    All four run, so that one round of mending is enough; types are checked while tests wait for servers.
    """
    outcomes = [
        _one("ruff check", ["ruff", "check", *CHECKED]),
        _one("ruff format", ["ruff", "format", "--check", "--quiet", *CHECKED]),
    ]
    with ThreadPoolExecutor() as aside:
        types = aside.submit(_types)
        tests = _one("pytest", [*PYTEST, *chosen], unseen=True)
        said, typed = types.result()
    print(f"\n── mypy\n{said}", end="")
    print(f"\n{'check':14}{'outcome':10}seconds")
    for name, code, seconds in (*outcomes, typed, tests):
        print(f"{name:14}{'well' if code == 0 else 'FAILED':10}{seconds:.1f}")
    return 1 if any(code for _, code, _ in (*outcomes, typed, tests)) else 0


def _one(name: str, module: Command, *, unseen: bool = False) -> Outcome:
    print(f"\n── {name}", flush=True)
    started = time.monotonic()
    command = [environment.PYTHON, "-m", *module]
    variables = environment.variables()
    code = surroundings.run_unseen(command, variables) if unseen else programs.run(command, variables)
    return name, code, time.monotonic() - started


def _types() -> tuple[str, Outcome]:
    """What mypy says, and the outcome."""
    started = time.monotonic()
    answered = programs.answer([environment.PYTHON, "-m", "mypy", *CHECKED], environment.variables())
    return answered.stdout, ("mypy", answered.returncode, time.monotonic() - started)

"""``dev.py demo``: the invented province, its server and a window; without a display, the tour."""

import shutil
from pathlib import Path

from installers.development import centre, environment, programs, surroundings
from installers.development.not_ready import NotReadyError

SERVERS_FILES = ("postgresql", "demo-users.json")


def demo(data: Path, port: int, *, reset: bool, tour: bool, out: Path | None) -> int:
    """Serve the province in ``data`` and open the program, or play the tour if asked or if nobody can look.

    The province is made the first time. reset: make it anew, with all that was done in it. The exit code.
    """
    centre.require_unused(data)
    centre.require_free_port(port)
    if reset:
        _forget(data)
    seen = surroundings.display_answers()
    if not seen and not tour:
        print("There is no display here, so the tour is played without one.", flush=True)
    with centre.serving(data, port) as connection:
        if tour or not seen:
            return _play_tour(data, out or data / "tour")
        return _open_window(data, connection)


def _forget(data: Path) -> None:
    """Delete a demonstration. Raises NotReadyError for a folder that holds something else."""
    if not data.exists():
        return
    if any(data.iterdir()) and not any((data / name).exists() for name in SERVERS_FILES):
        raise NotReadyError(
            f"{data} holds something else than a demonstration and is left alone. Choose another --data."
        )
    shutil.rmtree(data)
    print(f"The demonstration in {data} was deleted", flush=True)


def _play_tour(data: Path, out: Path) -> int:
    command = [environment.PYTHON, "-m", "client.tour", "--data", data, "--out", out]
    code = surroundings.run_unseen(command, environment.variables())
    if out.is_dir():
        print(f"The tour's pictures and papers lie in {out}", flush=True)
    return code


def _open_window(data: Path, connection: Path) -> int:
    where = ["--home", data / "client", "--server", connection]
    command = [environment.PYTHON, "-m", "client", *where, "--demo"]
    if not surroundings.keyring_answers():
        command = surroundings.with_own_keyring(command, data / "keyring")
    return programs.run(command, environment.variables())

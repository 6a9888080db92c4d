"""The verbs of ``dev.py`` and what each needs before it starts."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from installers.development import (
    centre,
    checks,
    demonstration,
    environment,
    programs,
    surroundings,
    system_packages,
)
from installers.development.not_ready import NotReadyError

PORT = 5433


def main(words: Sequence[str]) -> int:
    """Run one verb; the exit code: 0 well, 1 a check failed, 2 something is missing or in the way."""
    arguments = parser().parse_args(words)
    try:
        code: int = arguments.act(arguments)
    except NotReadyError as obstacle:
        print(obstacle, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    """The command line. Every verb first makes the machine ready for itself."""
    told = argparse.ArgumentParser(prog="dev.py", description=__doc__.partition("\n")[0] if __doc__ else None)
    verbs = told.add_subparsers(required=True, metavar="VERB", dest="verb")

    demo = verbs.add_parser(
        "demo", help="serve the invented province and open the program (or play the tour)"
    )
    demo.add_argument("--reset", action="store_true", help="make the province anew")
    demo.add_argument("--tour", action="store_true", help="play the tour, writing pictures and papers")
    demo.add_argument("--out", type=_folder, metavar="DIR", help="where the tour writes (DATA/tour)")
    demo.add_argument(
        "--data", type=_folder, metavar="DIR", help=f"the province's folder ({centre.default_folder()})"
    )
    demo.add_argument("--port", type=int, default=PORT, metavar="N", help="TCP port (%(default)s)")
    demo.set_defaults(act=_demo)

    test = verbs.add_parser("test", help="lint, format, types and tests")
    test.add_argument("chosen", nargs="*", metavar="TESTS", help="files or folders of tests (all)")
    test.set_defaults(act=_test)

    server = verbs.add_parser("server", help="serve the invented province alone, for any PostgreSQL client")
    server.add_argument("--data", type=_folder, required=True, metavar="DIR", help="the server's folder")
    server.add_argument("--port", type=int, required=True, metavar="N", help="TCP port")
    server.set_defaults(act=_server)

    bench = verbs.add_parser("bench", help="measure against what is possible on this machine")
    bench.add_argument("names", nargs="*", metavar="NAME", help="benches to run, such as register (all)")
    bench.add_argument("--json", type=_folder, metavar="FILE", help="write the figures there too")
    bench.set_defaults(act=_bench)

    chaos = verbs.add_parser("chaos", help="kill and cut a small province, then judge what is left")
    chaos.add_argument("--minutes", type=float, default=5.0, metavar="N", help="how long (%(default)s)")
    chaos.add_argument("--seed", type=int, default=1405, metavar="S", help="the plan (%(default)s)")
    chaos.add_argument("--clients", type=int, default=8, metavar="C", help="workstations (%(default)s)")
    chaos.set_defaults(act=_chaos)

    shots = verbs.add_parser("shots", help="take the pictures of the documents and of every window anew")
    shots.set_defaults(act=_shots)
    return told


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _make_ready(*packages: Iterable[str]) -> None:
    system_packages.require(
        [package for group in (environment.system_packages(), *packages) for package in group]
    )
    environment.ensure()


def _demo(arguments: argparse.Namespace) -> int:
    data = arguments.data or centre.default_folder()
    centre.require_folder(data)
    screen = system_packages.QT_WITH_DISPLAY if surroundings.display_named() else ()
    _make_ready(system_packages.QT, system_packages.KEYRING, screen)
    return demonstration.demo(
        data, arguments.port, reset=arguments.reset, tour=arguments.tour, out=arguments.out
    )


def _test(arguments: argparse.Namespace) -> int:
    _make_ready(system_packages.QT, system_packages.KEYRING, system_packages.PAPER_READERS)
    return checks.test(arguments.chosen)


def _server(arguments: argparse.Namespace) -> int:
    centre.require_folder(arguments.data)
    centre.require_free_port(arguments.port)
    _make_ready()
    return centre.serve(arguments.data, arguments.port)


def _bench(arguments: argparse.Namespace) -> int:
    _make_ready(system_packages.QT)
    file = ["--json", arguments.json] if arguments.json else []
    command = [environment.PYTHON, "-m", "installers.development.measuring", *arguments.names, *file]
    return programs.run(command, environment.variables(**surroundings.OFFSCREEN))


def _chaos(arguments: argparse.Namespace) -> int:
    _make_ready()
    words = ["--minutes", arguments.minutes, "--seed", arguments.seed, "--clients", arguments.clients]
    return programs.run([environment.PYTHON, "-m", "tests.chaos", *words], environment.variables())


def _shots(_: argparse.Namespace) -> int:
    _make_ready(system_packages.QT, system_packages.KEYRING)
    for program in ("client.shots", "tests.pictures"):
        if code := surroundings.run_unseen([environment.PYTHON, "-m", program], environment.variables()):
            return code
    return 0

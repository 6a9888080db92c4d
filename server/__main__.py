"""The command `kelaseh-server`."""

import argparse
import sys
from collections.abc import Sequence

from server import accounts, audit, by_hand, demonstration, run
from server.cluster import ClusterError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code: 0 well, 1 the server cannot, 2 the command line is wrong."""
    parser = argparse.ArgumentParser(prog="kelaseh-server", description="The server of Kelaseh.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, act, add_arguments in (
        ("run", run.run, run.add_arguments),
        ("demo", demonstration.run, demonstration.add_arguments),
        ("stop", by_hand.stop, by_hand.add_stop_arguments),
        ("start", by_hand.start, run.add_arguments),
        ("audit", audit.run, audit.add_arguments),
        ("account", accounts.run, accounts.add_arguments),
    ):
        verb = verbs.add_parser(name, help=act.__doc__, description=act.__doc__)
        add_arguments(verb)
        verb.set_defaults(act=act)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.act(arguments)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())

"""The command `kelaseh-server`."""

import argparse
import sys
from collections.abc import Sequence

from server import demonstration, run
from server.cluster import ClusterError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code: 0 well, 1 the server cannot, 2 the command line is wrong."""
    parser = argparse.ArgumentParser(prog="kelaseh-server", description="The server of Kelaseh.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, module in {"run": run, "demo": demonstration}.items():
        verb = verbs.add_parser(name, help=module.run.__doc__, description=module.__doc__)
        module.add_arguments(verb)
        verb.set_defaults(act=module.run)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.act(arguments)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())

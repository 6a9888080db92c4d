#!/usr/bin/env python3
"""The development machine: one command makes everything ready and runs a verb (`python3 dev.py --help`).

This file must still be read by old Pythons, so that they can say what is missing: Python 3.6's grammar only.
"""

import sys

LEAST = (3, 11)


def main() -> int:
    """Check the Python, then hand over; the exit code: 0 well, 1 a check failed, 2 something is missing."""
    if sys.version_info < LEAST:
        sys.stderr.write(
            "Kelaseh needs Python {}.{} or newer, and this is {}.{}. Install a newer Python and start dev.py "
            "with it, for example: python3.11 dev.py demo\n".format(*(LEAST + tuple(sys.version_info[:2])))
        )
        return 2
    from installers.development import command_line

    return command_line.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

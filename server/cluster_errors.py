"""What may go wrong with PostgreSQL, in sentences that say what to do."""

from pathlib import Path

LEAST_FREE_MEGABYTES = 64  # a server needs a 16 MB log segment at once, and the next one soon


class ClusterError(Exception):
    """PostgreSQL cannot be used. The message is one English sentence or two: what is wrong, what to do."""


def full_disk(data: Path) -> str:
    """The disk under ``data`` has no room."""
    return (
        f"The disk that holds {data} is full. Make room (at least {LEAST_FREE_MEGABYTES} MB) and start again."
    )


def busy_port(port: int) -> str:
    """The TCP port is taken."""
    return f"Another program listens at port {port}. Stop it or choose another port."


def in_plain_words(said: str, data: Path) -> str:
    """Turn PostgreSQL's own words about a failed start into a sentence with a remedy."""
    if "No space left on device" in said:
        return full_disk(data)
    if "Address already in use" in said:
        return f"Another program took the port of {data} while the server was starting. Choose another port."
    if 'lock file "postmaster.pid" already exists' in said:
        return (
            f"{data / 'postmaster.pid'} was left by a server that was ended by force, and its process number "
            "now belongs to another program. Once you are sure that no server uses the folder, delete "
            "that file."
        )
    if "Permission denied" in said or "wrong ownership" in said:
        return f"PostgreSQL may not use {data}. Run as the user who made it, or choose another folder."
    reason = [line for line in said.splitlines() if "FATAL" in line or "error" in line]
    return f"PostgreSQL did not start: {(reason or ['it said nothing'])[-1].strip()} See {data / 'log'}."

"""What keeps a verb from starting: told in a sentence, never as a traceback."""

import shutil
from pathlib import Path


class NotReadyError(Exception):
    """Something is missing or in the way. The message is one English sentence or two, the remedy included."""


def require_room(folder: Path, megabytes: int) -> None:
    """Raise NotReadyError if the disk under ``folder``, which need not exist yet, has less room than that."""
    existing = next(step for step in (folder, *folder.parents) if step.exists())
    free = shutil.disk_usage(existing).free // 2**20
    if free < megabytes:
        raise NotReadyError(
            f"The disk that holds {existing} has {free} MB left, and {megabytes} MB are needed. Make room "
            "and start again."
        )

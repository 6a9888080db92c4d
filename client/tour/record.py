"""What the tour tells: a line per step on the console, journey.json at the end."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@dataclasses.dataclass
class Step:
    """One step of the way: whether it went as it should, how long it took, what was seen."""

    step: str
    ok: bool = False
    seconds: float = 0.0
    detail: str = ""


class StepFailedError(Exception):
    """A step went badly; it has been told."""


class Record:
    """The steps so far. A step that fails ends the tour; those after it are told as not reached."""

    def __init__(self, out: Path, planned: tuple[str, ...]) -> None:
        self._file = out / "journey.json"
        self._planned = planned
        self.steps: list[Step] = []

    @contextmanager
    def step(self, sentence: str) -> Iterator[Step]:
        """Play a step. Raises StepFailedError when it throws."""
        step = Step(sentence)
        began = time.monotonic()
        try:
            yield step
            step.ok = True
        except Exception as error:
            step.detail = _reason(error)
            raise StepFailedError(sentence) from error
        finally:
            step.seconds = round(time.monotonic() - began, 2)
            self.steps.append(step)
            self._tell(step)

    def close(self) -> bool:
        """Write journey.json; whether every planned step was played well."""
        reached = {step.step for step in self.steps}
        for sentence in self._planned:
            if sentence not in reached:
                self.steps.append(Step(sentence, detail="not reached"))
                self._tell(self.steps[-1])
        written = [dataclasses.asdict(step) for step in self.steps]
        self._file.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return all(step.ok for step in self.steps)

    def _tell(self, step: Step) -> None:
        mark = "ok  " if step.ok else "FAIL"
        detail = f" — {step.detail}" if step.detail else ""
        print(f"{mark} {step.seconds:6.2f} s  {step.step}{detail}", flush=True)


def _reason(error: BaseException) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    if not isinstance(error, AssertionError):
        traceback.print_exception(error, file=sys.stderr)
    return f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"

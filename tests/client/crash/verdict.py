"""What must be true of the files a killed program left: of each instant at which it may have been killed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from common.text import ascii_digits
from tests.client.crash.script import SCRIPTS, Step

Lines = list[list[Any]]
Found = dict[str, Any]
_NUMBER = 18
_TYPES = {"92": "case", "39": "decision"}


@dataclasses.dataclass(frozen=True)
class Instant:
    """A moment in which the files in `home` were what they are: `done` steps were done and their words
    promised, `said` told of commands; `saving`: the command of the step under way is on the disk already."""

    home: Path
    point: str
    done: int
    said: tuple[str, ...]
    commands: int
    saving: bool

    @property
    def back_to(self) -> int:
        """The steps after which the clerk comes back."""
        return self.done + self.saving


class History:
    """What a program told while it played `script` from its beginning, in order."""

    def __init__(self, script: str, lines: Lines) -> None:
        self._steps = SCRIPTS[script]
        self._lines = lines
        self._kept: dict[str, Any] = {
            name: look for what, told in lines if what == "kept" for name, look in [told]
        }
        self._shown: dict[int, list[Any]] = {}
        self._saving: set[int] = set()
        done = 0
        for what, told in lines:
            done += what == "kept"
            if what == "said":
                self._saving.add(done)
            elif what == "shown":
                self._shown.setdefault(done, []).append(told)

    def kinds(self) -> set[str]:
        """What the commits wrote first."""
        return {told[1].split(", ")[0] for what, told in self._lines if what == "after commit"}

    def instants(self, copies: Path) -> list[Instant]:
        """Every moment that tells something else, from the first commit on."""
        found: dict[Instant, None] = {}
        home, point, done, commands, saving = copies, "", 0, 0, False
        said: tuple[str, ...] = ()
        for what, told in self._lines:
            if what == "after commit":
                home, point = copies / f"{told[0]:03}-after", told[1]
                if "insert outbox" in point:
                    commands, saving = commands + 1, True
            elif what == "said":
                said = (*said, told)
            elif what == "kept":
                done, saving = done + 1, False
            if home != copies:
                found[Instant(home, point, done, said, commands, saving)] = None
        return list(found)

    def check(self, instant: Instant, found: Found) -> None:
        """AssertionError if a fresh program has not found what was acknowledged, or has found it twice."""
        commands = [json.loads(payload) | {"id": id} for id, _kind, payload in found["commands"]]
        assert len(instant.said) <= len(commands) == instant.commands, f"saved, not there: {instant}"
        check_numbers(instant.said, found)
        if instant.saving or self._is_done_early(instant, found):
            self.check_shown(self._steps[instant.done], found)
        elif found["look"] not in self._shown.get(instant.done, []):
            self.check_shown(self._steps[instant.done - 1] if instant.done else None, found, begun=True)

    def _is_done_early(self, instant: Instant, found: Found) -> bool:
        """Whether a step that saves nothing and leads back to what another had kept is on the disk."""
        if instant.done == len(self._steps) or instant.done in self._saving:
            return False
        return bool(found["look"] == self._kept.get(self._steps[instant.done].shows or ""))

    def check_shown(self, step: Step | None, found: Found, *, begun: bool = False) -> None:
        """A fresh program shows what was kept when `step` was done: every letter, the cursor where it was.

        And nothing that was saved is half typed again; the next step may have `begun` something, elsewhere.
        """
        if step is None or step.shows == "":
            assert not found["unsaved"], f"half typed again after: {step}"
            assert begun or not found["drafts"], f"a draft left behind by: {step}"
        else:
            assert found["look"] == self._kept[step.shows or step.name], f"not as it was after: {step.name}"


def check_numbers(said: tuple[str, ...], found: Found) -> None:
    """Each number told is that of its command, none is in two, and none can be given again."""
    payloads = {id: json.loads(payload) for id, _kind, payload in found["commands"]}
    given = [payload["number"] for payload in payloads.values() if "number" in payload]
    assert len(set(given)) == len(given)
    for sentence, payload in zip(said, payloads.values(), strict=False):
        told = "".join(sign for sign in ascii_digits(sentence) if sign.isdecimal())
        if len(told) == _NUMBER:
            assert told == payload.get("number", payloads.get(payload.get("command"), {}).get("number"))
    forms = [text for name, text in found["look"]["fields"] if name == "شمارهٔ دادنامه" and text]
    shown = ["".join(sign for sign in ascii_digits(text) if sign.isdecimal()) for text in forms]
    for number in (*given, *shown):
        type_, serial = _TYPES[number[6:8]], int(number[8:])
        left = [range(first, last + 1) for of, first, last in found["leases"] if of == type_]
        assert not any(serial in block for block in left), f"{number} would be given again"

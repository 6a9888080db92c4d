"""The office program in a process of its own, to be killed. Every child is forked with all imported, so it
starts in a moment; Qt starts in the child.

One JSON request a line comes in; what the child tells and how it ended go out, one JSON array a line.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from client.style import theme
from client.sync.session import ServerAddress, Session
from client.windows.navigation import PAGES
from tests.client.crash import faults, journal
from tests.client.crash.clerk import Clerk
from tests.client.crash.script import WAYS, play, way_back
from tests.client.sync.headless import QUICK, FileKeyring


def tell(what: str, of_it: Any = None) -> None:
    """A line to whoever started us."""
    sys.stdout.write(json.dumps([what, of_it]) + "\n")
    sys.stdout.flush()


def sign_in(asked: dict[str, Any], home: Path) -> Session:
    """As the sign-in window does."""
    address = ServerAddress(asked["host"], asked["port"], asked["database"])
    keys = FileKeyring(Path(asked["keyring"]))
    return Session.sign_in(home, address, asked["login"], asked["password"], False, keys, pace=QUICK)


def work(asked: dict[str, Any]) -> None:
    """Come back to where `first` steps had led, tell what is there, play on to `last`, wait for the end."""
    if asked.get("copies"):
        journal.watch(tell, Path(asked["copies"]), asked.get("die"))
    if fault := asked.get("fault"):
        faults.FAULTS[fault].put()
    clerk = Clerk(sign_in(asked, Path(asked["home"])), tell, asked["case"])
    WAYS[way_back(asked["script"], asked["first"])](clerk)
    tell("came back", journal.standing(clerk))
    play(clerk, asked["script"], asked["first"], asked["last"])
    tell("done")
    signal.pause()


def look(asked: dict[str, Any]) -> None:
    """Tell what a fresh program shows in each of the homes."""
    for home, way in asked["homes"]:
        session = sign_in(asked, Path(home))
        clerk = Clerk(session, lambda _what, _of_it: None, asked["case"])
        WAYS[way](clerk)
        tell("found", journal.standing(clerk))
        clerk.go_home()
        session.close()


def _child(asked: dict[str, Any]) -> None:
    app = QApplication(sys.argv[:1])
    theme.apply(app)
    # Nobody looks at it, and dressing takes half of the time.
    app.setStyleSheet("")
    tell("began", os.getpid())
    {"work": work, "look": look}[asked["do"]](asked)
    os._exit(0)


def main() -> None:
    """Serve until nobody asks any more."""
    for entry in PAGES:
        entry.load()
    gc.collect()
    gc.freeze()
    tell("ready")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _child(json.loads(line))
        _, status = os.waitpid(child, 0)
        tell("ended", -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


main()

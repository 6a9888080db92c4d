"""What the clerks do, step by step: a key or a few of them between two moments at which they are killed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from client.widgets.party_model import FIELDS
from client.windows.entry_position import stops
from common.text import persian_digits
from tests.client.crash.clerk import CONTROL, Clerk
from tests.server.world import national_id

Key = Qt.Key
Act = Callable[[Clerk], None]


@dataclasses.dataclass(frozen=True)
class Step:
    """`way`: how the clerk comes back to where it led (`WAYS`). `shows`: after it a fresh program shows what
    that other step had kept; "" for nothing typed, None for what the step itself had kept. `go_on`: what the
    clerk does first then, to be where the step had led."""

    name: str
    way: str
    act: Act
    shows: str | None = None
    go_on: Act | None = None


# ---------------------------------------------------------------------- ways back after a crash


def _to_entry(clerk: Clerk) -> None:
    clerk.press(Key.Key_F3)


def _to_file(clerk: Clerk) -> None:
    clerk.window.open_page("case_file", clerk.case)
    clerk.page()


def _to_amending(clerk: Clerk) -> None:
    _to_file(clerk)
    clerk.press(Key.Key_E, CONTROL)


def _to_note(clerk: Clerk) -> None:
    _to_file(clerk)
    clerk.press(Key.Key_N, CONTROL)


def _to_decision(clerk: Clerk) -> None:
    _to_file(clerk)
    clerk.press(Key.Key_F9)


WAYS: dict[str, Act] = {
    "entry": _to_entry,
    "file": _to_file,
    "amending": _to_amending,
    "note": _to_note,
    "decision": _to_decision,
}


# ---------------------------------------------------------------------- the entry form


def _in_turn(*acts: Act) -> Act:
    def act(clerk: Clerk) -> None:
        for each in acts:
            each(clerk)

    return act


def _field(name: str) -> Act:
    return lambda clerk: clerk.go_to(stops(clerk.page().form)[name])


def _typed(words: str, field: str = "") -> Act:
    def act(clerk: Clerk) -> None:
        if field:
            _field(field)(clerk)
        clerk.type(words)

    return act


def _keys(*keys: Qt.Key) -> Act:
    def act(clerk: Clerk) -> None:
        for key in keys:
            clerk.press(key)

    return act


def _control(key: Qt.Key) -> Act:
    return lambda clerk: clerk.press(key, CONTROL)


def _cell(column: str, words: str) -> Act:
    def act(clerk: Clerk) -> None:
        parties = clerk.page().form.parties
        clerk.go_to(parties)
        row = max(parties.currentIndex().row(), 0)
        parties.setCurrentIndex(parties.model().index(row, FIELDS.index(column)))
        clerk.type(words)

    return act


def _in_list_of_drafts(*keys: Qt.Key) -> Act:
    def act(clerk: Clerk) -> None:
        clerk.press(Key.Key_F8)
        clerk.wait(lambda: (shown := QApplication.activeModalWidget()) and shown.isActiveWindow())
        for key in keys:
            clerk.press(key)
        clerk.come_to_front()

    return act


_NEW_DRAFT = _in_list_of_drafts(Key.Key_Insert)


def _undone_in_entry(clerk: Clerk) -> None:
    # Where nothing was typed: elsewhere the key takes letters back first.
    _field("case.paper_number")(clerk)
    clerk.press(Key.Key_Z, CONTROL)


def _flag(clerk: Clerk) -> None:
    _field("detail.flags")(clerk)
    clerk.press(Key.Key_Space)


_SECOND = "another draft is begun"
ENTRY = (
    Step("half a kind is typed", "entry", _typed("کیف", "case.kind")),
    Step("the kind is picked", "entry", _keys(Key.Key_Return)),
    Step("half a subject is typed", "entry", _typed("مزاحمت", "case.subject")),
    Step("the subject goes on", "entry", _typed(" تلفنی")),
    Step("the cursor goes back", "entry", _keys(Key.Key_Home, Key.Key_Left, Key.Key_Left)),
    Step("a letter in the middle", "entry", _typed("ّ")),
    Step("half a charge is typed in its cell", "entry", _typed("۳۰", "claims")),
    Step("the charge is picked", "entry", _in_turn(_typed("۶"), _keys(Key.Key_Return))),
    Step("half a role is typed in its cell", "entry", _cell("role", "شا")),
    Step("the role is picked", "entry", _in_turn(_typed("ک"), _keys(Key.Key_Return))),
    Step("half a name is typed in its cell", "entry", _cell("given", "زه")),
    Step("the name goes on and is entered", "entry", _in_turn(_typed("را"), _keys(Key.Key_Return))),
    Step("the family name", "entry", _cell("family", "کریمی")),
    Step("the national id", "entry", _cell("national_id", persian_digits(national_id("somebody else")))),
    Step("a flag is ticked", "entry", _flag),
    Step("what the flag tells", "entry", _typed("زندان مرکز", "detail.flag.custody")),
    Step(_SECOND, "entry", _in_turn(_NEW_DRAFT, _typed("ضرب", "case.subject"))),
    Step("back to the first draft", "entry", _in_list_of_drafts(Key.Key_Down, Key.Key_Return)),
    Step("the case is saved", "entry", _keys(Key.Key_F9), _SECOND, _NEW_DRAFT),
    Step("a letter of the next case", "entry", _typed("ت", "case.subject")),
    Step("and away with it", "entry", _keys(Key.Key_Backspace), _SECOND, _NEW_DRAFT),
    Step("the registration is undone", "entry", _undone_in_entry),
    Step("its subject is mended", "entry", _typed("، مکرر", "case.subject")),
    Step("it is saved anew", "entry", _control(Key.Key_S), _SECOND),
)  # fmt: skip


# ---------------------------------------------------------------------- the case file


def _end_of_subject(words: str) -> Act:
    def act(clerk: Clerk) -> None:
        clerk.press(Key.Key_End)
        clerk.type(words)

    return act


def _undone(clerk: Clerk) -> None:
    _to_file(clerk)
    clerk.press_and_agree("بازگردان", Key.Key_Z, CONTROL)


def _to_body(clerk: Clerk) -> None:
    clerk.go_to(clerk.page().body)


def _reason(clerk: Clerk) -> None:
    clerk.go_to(clerk.page().reason)
    clerk.type("اشتباه")


FILE = (
    Step("the subject is amended", "amending", _end_of_subject(" مکرر")),
    Step("a letter in a party's cell", "amending", _cell("family", "حس")),
    Step("a reason is given", "amending", _reason),
    Step("the cursor goes back in the reason", "amending", _keys(Key.Key_Home, Key.Key_Left)),
    Step("the amendment is saved", "amending", _control(Key.Key_Return), ""),
    Step("the amendment is undone", "file", _undone, ""),
    Step("half a note is typed", "note", _in_turn(_control(Key.Key_N), _typed("وکیل "))),
    Step("the note goes on below", "note", _in_turn(_keys(Key.Key_Return), _typed("آمد"))),
    Step("the cursor goes back in the note", "note", _in_turn(_keys(Key.Key_Up), _typed("خوانده"))),
    Step("the cursor goes to the beginning", "note", _keys(Key.Key_Home)),
    Step("the note is saved", "note", _control(Key.Key_Return), "", _keys(Key.Key_Escape)),
    Step("half an outcome is typed", "decision", _in_turn(_to_decision, _typed("محک"))),
    Step("the outcome is picked", "decision", _keys(Key.Key_Down, Key.Key_Return)),
    Step("the text is begun", "decision", _in_turn(_to_body, _typed("متهم "))),
    Step("the text goes on", "decision", _typed("محکوم است.")),
    Step("the cursor goes back in the text", "decision", _keys(Key.Key_Home, Key.Key_Left)),
    Step("the decision is saved", "decision", _control(Key.Key_S), ""),
)  # fmt: skip
# How many of their steps issue a command.
COMMANDS = {"entry": 3, "file": 4}
SCRIPTS: dict[str, tuple[Step, ...]] = {"entry": ENTRY, "file": FILE}


def play(clerk: Clerk, script: str, first: int, last: int) -> None:
    """The steps `first` to `last` (not included); what is told after each is kept for good."""
    steps = SCRIPTS[script]
    if first and (go_on := steps[first - 1].go_on):
        go_on(clerk)
    for step in steps[first:last]:
        clerk.page()
        step.act(clerk)
        typed = clerk.look()
        clerk.two_seconds_pass()
        assert clerk.look() == typed, f"keeping what was typed has changed it: {step.name}"
        clerk.told("kept", [step.name, typed])


def way_back(script: str, done: int) -> str:
    """After a crash: the way to the page that was in front when so many steps were done."""
    return SCRIPTS[script][max(done - 1, 0)].way

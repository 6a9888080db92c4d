"""What may be done with a case now: a button for each act that the role and the state of the case allow."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.models.acts import act_title
from client.models.case_file import CaseFile
from client.models.undo import Undoable
from client.models.words import Words
from client.widgets.key_hint import KeyButton
from client.widgets.label import Label
from common import jalali
from common.text import isolate, persian_digits

CORRECT = "correct_decision"
"""A correction is prepared as a decision is: among the acts it has a name of its own."""
# Acts that move the case on; the first one offered is the one that work most likely goes on with.
_FORWARD = ("sign_decision", "prepare_decision", "send_up", "reissue_seal")


class CaseActs(QWidget):
    """`show_acts` tells which kinds of commands are offered; the page connects the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.prepare = KeyButton("آماده کردن رأی", "F9")
        self.sign = KeyButton("امضای رأی", "Ctrl+Return")
        self.send_up = KeyButton("ارسال به مرجع بالاتر", "F11")
        self.reissue = KeyButton("رمز تازه و چاپ برگهٔ رمز", "F8")
        self.correct = KeyButton("اصلاح رأی", "Ctrl+R")
        self.amend = KeyButton("اصلاح", "Ctrl+E")
        self.note = KeyButton("یادداشت", "Ctrl+N")
        self.step = KeyButton("اقدام تازه", "Insert")
        self.back = KeyButton("بازگشت", "Esc")
        self._buttons = {
            "sign_decision": self.sign,
            "prepare_decision": self.prepare,
            "send_up": self.send_up,
            "reissue_seal": self.reissue,
            CORRECT: self.correct,
            "amend_case": self.amend,
            "write_note": self.note,
            "open_step": self.step,
        }
        self.limits = Label("", "hint", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addWidget(self.limits, 1)
        row.addWidget(self.back)

    def show_acts(self, acts: frozenset[str], limits: str = "") -> None:
        """Offer these, and say why there are no more."""
        self.limits.setText(limits)
        first = next((kind for kind in _FORWARD if kind in acts), None)
        for kind, button in self._buttons.items():
            button.setVisible(kind in acts)
            _emphasise(button, kind == first)

    def offered(self) -> list[KeyButton]:
        """The buttons shown, without the way back."""
        return [button for button in self._buttons.values() if not button.isHidden()]


def limits(file: CaseFile, desk: int, words: Words) -> str:
    """Why less is offered than otherwise, as the centre would refuse it; "" if nothing is held back."""
    if file.case.withdrawn:
        # Said in the head of the case.
        return ""
    if file.case.holder != desk:
        return f"در دست {words.desk_title(file.case.holder)}؛ اینجا خوانده می‌شود"
    if file.live_seal() is not None:
        return "تا گشوده شدن مهر، رأی و اقدام تازه نمی‌شود"
    if file.unsigned_decision(desk) is not None:
        return "یک رأی آمادهٔ امضاست؛ تا امضا یا کنار گذاشتن آن رأی دیگری آماده نمی‌شود"
    if file.ended_on(desk) is not None:
        return "ردیف این شعبه پایان یافته است؛ اقدام تازه تنها برای رأیی که آن را خواسته است"
    return ""


class UndoOffer(QWidget):
    """«بازگرداندن اصلاح پرونده — تا ۱۴:۳۵»: shown while the last command may be taken back."""

    expired = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = KeyButton("بازگرداندن", "Ctrl+Z")
        self.until = Label("", "hint")
        self.offer: Undoable | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.until)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.expired)

    def show_offer(self, offer: Undoable | None, now: datetime) -> None:
        """Offer to take it back until its time is over, or nothing."""
        self.offer = offer
        self._timer.stop()
        self.setVisible(offer is not None)
        if offer is None:
            return
        self.button.set_words(f"بازگرداندن {act_title(offer.kind)}")
        until = offer.until.astimezone(jalali.TEHRAN)
        self.until.setText(f"تا ساعت {isolate(persian_digits(f'{until:%H:%M}'))}")
        self._timer.start(max(int((offer.until - now).total_seconds() * 1000), 0) + 1)


def _emphasise(button: KeyButton, primary: bool) -> None:
    """Colour the one button that work most likely goes on with."""
    wanted = "true" if primary else "false"
    if button.property("primary") != wanted:
        button.setProperty("primary", wanted)
        # Property selectors of a style sheet are only read anew by polishing.
        button.style().unpolish(button)
        button.style().polish(button)

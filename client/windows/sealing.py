"""Making a seal: a password nobody stores, what the centre may know of it, and the slip that carries it."""

from __future__ import annotations

import dataclasses
from datetime import date

from client.paper.slip import SlipContent, make_slip
from common import seal


@dataclasses.dataclass(frozen=True)
class SlipWords:
    """What a slip says besides the password."""

    from_title: str
    to_title: str
    case_number: str
    serial: str
    issued_on: date
    expires_on: date


@dataclasses.dataclass(frozen=True, repr=False)
class Sealing:
    """`salt` and `verifier` travel with the command; `slip` is a PDF that holds the password: memory only."""

    salt: bytes
    verifier: bytes
    slip: bytes


def make_sealing(words: SlipWords) -> Sealing:
    """A new password on a new slip. Takes some tenths of a second: call it off the windows' thread."""
    password, salt = seal.new_password(), seal.new_salt()
    verifier = seal.verifier(seal.stretch(password, salt))
    content = SlipContent(
        from_title=words.from_title,
        to_title=words.to_title,
        recipient_title=f"مدیر دفتر {words.to_title}",
        case_number=words.case_number,
        serial=words.serial,
        issued_on=words.issued_on,
        expires_on=words.expires_on,
        password=password,
    )
    return Sealing(salt, verifier, make_slip(content))

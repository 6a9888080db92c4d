"""The case password: made by the sender's client, known to nobody else until the receiver presents it.

Eleven random digits and a check digit. The client stretches it (Argon2id) with the seal's salt; the centre
keeps ``sha256(stretched)`` alone. To open, the receiver's client sends the stretched password (the guess),
and the centre compares its hash with the verifier: who reads the database has nothing to send.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Never

from nacl.pwhash import argon2id

from common.check_digits import damm_digit, damm_valid
from common.text import clean

PASSWORD_DIGITS = 12

# These four belong to the format: a password printed today must open tomorrow. Other costs need a new version
# of the seal. 64 MiB and two passes took 0.06 s of one core here: all 10^11 passwords, 170 core-years.
SALT_BYTES = argon2id.SALTBYTES
STRETCHED_BYTES = 32
STRETCH_MEMORY_BYTES = 64 * 1024 * 1024
STRETCH_PASSES = 2


class CasePassword:
    """The twelve digits of a case password; they leave only by `reveal`, never by repr, str or pickle."""

    __slots__ = ("_digits",)
    __hash__ = None  # type: ignore[assignment]  # a secret is no key of a dictionary

    def __init__(self, digits: str) -> None:
        """ValueError, which does not repeat the digits, if they are not a password."""
        if code := _problem(digits):
            raise ValueError(code)
        self._digits = digits

    def reveal(self) -> str:
        """The digits, for the slip or the encrypted message and nothing else."""
        return self._digits

    def __repr__(self) -> str:
        return "CasePassword(hidden)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CasePassword):
            return NotImplemented
        return hmac.compare_digest(self._digits, other._digits)

    def __reduce__(self) -> Never:
        raise TypeError("a case password is not stored")


def new_password() -> CasePassword:
    """A password nobody can guess."""
    digits = f"{secrets.randbelow(10 ** (PASSWORD_DIGITS - 1)):0{PASSWORD_DIGITS - 1}d}"
    return CasePassword(digits + damm_digit(digits))


def groups(password: CasePassword) -> tuple[str, str, str]:
    """The digits as they stand on the slip: 4-4-4."""
    digits = password.reveal()
    return digits[:4], digits[4:8], digits[8:]


def typed_problem(text: str) -> str | None:
    """What is wrong with a password as typed, before it costs one of the five tries; a code or None."""
    return _problem(_typed_digits(text))


def typed(text: str) -> CasePassword:
    """The password that was typed, Persian digits and separators allowed; ValueError(code) if none."""
    return CasePassword(_typed_digits(text))


def new_salt() -> bytes:
    """The salt of a seal."""
    return secrets.token_bytes(SALT_BYTES)


def stretch(password: CasePassword, salt: bytes) -> bytes:
    """The guess sent to the centre: 32 bytes by Argon2id; ValueError if the salt has another length."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    stretched: bytes = argon2id.kdf(
        STRETCHED_BYTES,
        password.reveal().encode(),
        salt,
        opslimit=STRETCH_PASSES,
        memlimit=STRETCH_MEMORY_BYTES,
    )
    return stretched


def verifier(stretched: bytes) -> bytes:
    """What the centre keeps of a password: it recognises a guess, but is none."""
    return hashlib.sha256(stretched).digest()


def _typed_digits(text: str) -> str:
    return re.sub(r"[\s\-–—_./٬,،]", "", clean(text))


def _problem(digits: str) -> str | None:
    if not re.fullmatch(f"[0-9]{{{PASSWORD_DIGITS}}}", digits):
        return "password_length"
    return None if damm_valid(digits) else "password_check_digit"

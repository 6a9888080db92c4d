"""A registration the centre rejected, while it is mended in the form."""

from __future__ import annotations

import dataclasses
import uuid

from client.sync.session import Attention
from common import errors
from common.commands import Problem, RegisterCase
from common.identifiers import uuid7

# After these the rejected command's number or ids can't be used again.
_NUMBER_SPENT = frozenset(("number_taken", "number_not_leased", "number_malformed"))
_IDS_SPENT = frozenset(("already_used", "id_reused"))


@dataclasses.dataclass(frozen=True)
class Mending:
    """`attention` is of the command `rejected`."""

    attention: Attention
    rejected: RegisterCase

    @classmethod
    def of(cls, argument: object) -> Mending | None:
        """What `argument` asks to be mended; None if it is no rejected registration."""
        if isinstance(argument, Attention) and isinstance(argument.command, RegisterCase):
            return cls(argument, argument.command)
        return None

    @property
    def anew(self) -> bool:
        """Whether every row needs another id."""
        return self.attention.code in _IDS_SPENT

    def case_id(self) -> uuid.UUID:
        """The id to register it with: the same, which the centre gave to nobody, if that may be."""
        return uuid7() if self.anew else self.rejected.case

    def number(self) -> str | None:
        """The number it keeps; None if it needs a new one."""
        return None if self.attention.code in _NUMBER_SPENT else self.rejected.number

    def sentence(self) -> str:
        """What the clerk reads above the form."""
        refusal = self.attention
        told = errors.sentence(refusal.code, {"field": refusal.field, **refusal.parameters})
        remedy = "؛ با ذخیرهٔ دوباره شمارهٔ تازه می‌گیرد" if self.number() is None else ""
        return f"مرکز این ثبت را نپذیرفت: {told}{remedy}"

    def problem(self) -> Problem | None:
        """The field to be mended, if the centre named one."""
        refusal = self.attention
        return Problem(refusal.code, refusal.field, refusal.parameters) if refusal.field else None

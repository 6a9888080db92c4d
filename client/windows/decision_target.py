"""What the decision page may be opened with besides the id of a case: a signed decision to correct."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class CorrectionOf:
    """A correction (اصلاح رأی) of that signed decision of the case is written."""

    case_id: str
    decision_id: str

"""What the decision page is opened with beside the id of a case, and under which name it keeps drafts."""

from __future__ import annotations

import dataclasses

FORM = "decision"
"""The name of drafts of decisions: of a new one under the case, of a correction under the old decision."""


@dataclasses.dataclass(frozen=True)
class CorrectionOf:
    """A correction (اصلاح رأی) of that signed decision of the case is written."""

    case_id: str
    decision_id: str

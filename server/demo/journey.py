"""The way of one invented case from its registration to today: referrals, stays, decisions, seals.

Nothing happens after `Province.end`; a way that would go on stands still there, and that is today's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from server.demo import mix
from server.demo.bodies import Desk, branches, referral_desk
from server.demo.court_days import instant, next_open, office_second, open_days_later
from server.demo.people import Staff
from server.demo.records import Case, Decision, Referral, Seal, Stay, past_id
from server.demo.wording import decision_body

PROSECUTION, CRIMINAL, REVOLUTIONARY, CIVIL = 1, 2, 3, 4

_SPREAD = 0.75  # sigma of the logarithm of a stay's days
_FORGOTTEN = 0.006  # share of stays that take many times as long: the old cases every court has
_FIRST_INSTANCE_JUDGMENTS = frozenset({"judgment", "final_order"})


@dataclass
class Province:
    """What all ways share: the draws, the people, the last day with events, how fast each branch works."""

    random: Random
    staff: Staff
    end: date
    pace: dict[int, float]


class Ended(Exception):  # noqa: N818 -- not an error: the way has reached today
    """The way goes beyond the last day of the history."""


class Journey:
    """One case on its way; `walk` leads it to its end or to the last day.

    goes: how far it goes at most: "on", or only until it is "referred" or "registered".
    """

    def __init__(self, province: Province, case: Case, goes: str = "on") -> None:
        self.goes = goes
        self.province = province
        self.random = province.random
        self.case = case
        self.day = case.received_on
        self.second = case.registered_at - instant(case.received_on, 0)

    def walk(self, body: int, branch_kind: str) -> None:
        """Refer the case to a branch of `branch_kind` in `body` and follow where its decisions lead."""
        try:
            stay = self._refer(body, branch_kind)
            self._decide(stay, branch_kind)
            while (following := self._next_instance(branch_kind, self.case.decisions[-1])) is not None:
                body, branch_kind = following
                self._advance(self.random.choice((0, 1, 1, 2, 3)))
                self._hold(referral_desk(body).id)
                stay = self._refer(body, branch_kind)
                self._decide(stay, branch_kind)
            self._appeal(stay, branch_kind)
        except Ended:
            return

    # ------------------------------------------------------------------------------------- time

    def _advance(self, open_days: int) -> None:
        """Go on by a number of open days, or some minutes on the same day."""
        self._go_to(open_days_later(self.day, open_days))

    def _go_to(self, day: date) -> None:
        if day > self.province.end:
            raise Ended
        # A day's acts follow each other; what would come after closing time is done in the evening.
        self.second = (
            office_second(self.random) if day > self.day else self.second + self.random.randrange(60, 1800)
        )
        self.day = day

    @property
    def _now(self) -> int:
        return instant(self.day, self.second)

    # ------------------------------------------------------------------------------------- referral and stay

    def _hold(self, desk: int) -> None:
        self.case.holder = desk
        self.case.access[desk] = 2

    def _refer(self, body: int, branch_kind: str) -> Stay:
        """The referral desk sends the case to a branch, which takes it up."""
        if self.goes == "registered":
            raise Ended
        desk = referral_desk(body).id
        branch = self._choose(branch_kind, body)
        self._advance(self.random.choices((0, 1, 2, 3), (40, 40, 14, 6))[0])
        referral = Referral(
            id=past_id(self.random, self._now),
            from_desk=desk,
            to_desk=branch.id,
            method=self.random.choices(("balanced", "manual", "rotation", "random"), (70, 20, 8, 2))[0],
            on=self.day,
            at=self._now,
            by=self.province.staff.someone(self.random, desk, "referral_authority"),
        )
        self.case.referrals.append(referral)
        self.case.access.setdefault(branch.id, 1)
        if self.goes == "referred":
            raise Ended
        self._advance(self.random.choices((0, 1, 2, 3), (12, 40, 30, 18))[0])
        referral.accepted_at = self._now
        referral.accepted_by = self._office(branch.id)
        stay = self._open(branch.id, "transferred")
        self.case.access[desk] = 1
        return stay

    def _choose(self, branch_kind: str, body: int) -> Desk:
        return self.random.choice([branch for branch in branches(branch_kind) if branch.body == body])

    def _office(self, desk: int) -> str:
        first = "branch_manager" if self.random.random() < 0.3 else "clerk"
        return self.province.staff.someone(self.random, desk, first, "clerk")

    def _open(self, desk: int, later: str) -> Stay:
        ordinal = len(self.case.stays) + 1
        stay = Stay(
            id=past_id(self.random, self._now),
            desk=desk,
            ordinal=ordinal,
            in_class="new" if ordinal == 1 else later,
            in_on=self.day,
            opened_at=self._now,
            opened_by=self._office(desk),
        )
        self._hold(desk)
        self.case.stays.append(stay)
        return stay

    # ------------------------------------------------------------------------------------- decisions

    def _decide(self, stay: Stay, branch_kind: str) -> None:
        """Bring `stay` to its end; if that lies beyond the last day, give it its next date instead."""
        habits = mix.HABITS[branch_kind]
        days = self.random.lognormvariate(0, _SPREAD) * habits.days * self.province.pace[stay.desk]
        if self.random.random() < _FORGOTTEN:
            days *= self.random.uniform(5, 12)
        ends = next_open(stay.in_on + timedelta(days=max(1, round(days))))
        self._interim(stay, min(ends, self.province.end))
        if ends > self.province.end:
            self._leave_running(stay, branch_kind)
            raise Ended
        self._go_to(ends)
        decision = self._decision(stay, self._disposition(branch_kind))
        self._sign(decision)
        stay.disposed_on = ends
        stay.out_class = str(mix.code("disposition", decision.disposition).attributes["out_class"])

    def _disposition(self, branch_kind: str) -> str:
        if branch_kind in ("peace", "district_court") and self.case.kind == "criminal":
            return mix.CRIMINAL_DISPOSITIONS.draw(self.random)
        usual = mix.USUAL_DISPOSITION.get(self.case.claims[0].code)
        hears_claims = branch_kind in ("civil", "family", "peace", "district_court")
        if hears_claims and usual and self.random.random() < mix.USUALLY:
            return usual
        if branch_kind == "family" and self.case.claims[0].code not in ("301", "302", "303"):
            return mix.HABITS["civil"].dispositions.draw(self.random)
        return mix.HABITS[branch_kind].dispositions.draw(self.random)

    def _interim(self, stay: Stay, before: date) -> None:
        """Sometimes an expert is asked or bail is set on the way; such a decision ends nothing."""
        span = (before - stay.in_on).days
        if span < 12 or self.random.random() > 0.14:
            return
        on = next_open(stay.in_on + timedelta(days=self.random.randrange(4, span - 4)))
        if on >= before:
            return
        self._go_to(on)
        side = "criminal" if self.case.kind == "criminal" else "civil"
        self._sign(self._decision(stay, mix.INTERIM[side].draw(self.random)))

    def _decision(self, stay: Stay, disposition: str) -> Decision:
        decision = Decision(
            id=past_id(self.random, self._now),
            stay=stay,
            disposition=disposition,
            on=self.day,
            body=decision_body(self.case, disposition),
            prepared_at=self._now,
            prepared_by=self.province.staff.someone(
                self.random, stay.desk, "judge" if self.random.random() < 0.3 else "clerk"
            ),
        )
        self.case.decisions.append(decision)
        return decision

    def _sign(self, decision: Decision) -> None:
        self.second += self.random.randrange(120, 3600)
        decision.signed_at = self._now
        decision.signed_by = self.province.staff.someone(self.random, decision.stay.desk, "judge")

    def _leave_running(self, stay: Stay, branch_kind: str) -> None:
        """The next date of a stay that is open today: mostly to come, a few are overdue."""
        end = self.province.end
        if self.random.random() < 0.05:
            day = next_open(max(stay.in_on, end - timedelta(days=self.random.randrange(1, 25))))
        else:
            day = next_open(end + timedelta(days=self.random.randrange(1, 70)))
        stay.next_on = day
        stay.next_kind = "hearing" if self.random.random() < 0.55 else "supervision"
        if (end - stay.in_on).days > 10 and self.random.random() < 0.03:
            self._go_to(max(self.day, end - timedelta(days=self.random.randrange(0, 4))))
            self._decision(stay, self._disposition(branch_kind))

    # ------------------------------------------------------------------------------------- other courts

    def _next_instance(self, branch_kind: str, last: Decision) -> tuple[int, str] | None:
        """Where the case goes after `last`: body and branch kind, or None if it stays."""
        if branch_kind in ("investigator", "assistant_prosecutor") and last.disposition in ("209", "205"):
            return trial_court(self.random, self.case)
        if last.disposition == "201" and branch_kind in ("criminal_two", "revolutionary", "juvenile"):
            return (PROSECUTION, "criminal_enforcement") if self.random.random() < 0.22 else None
        if last.disposition in ("101", "104") and branch_kind == "civil" and self.case.kind == "civil":
            return (CIVIL, "civil_enforcement") if self.random.random() < 0.22 else None
        return None

    def _appeal(self, stay: Stay, branch_kind: str) -> None:
        """Some decisions are objected to: the case goes up sealed and is opened there."""
        if (
            stay.out_class not in _FIRST_INSTANCE_JUDGMENTS
            or self.random.random() > mix.HABITS[branch_kind].appealed
        ):
            return
        filed_on = open_days_later(self.day, self.random.randrange(4, 17))
        self._go_to(open_days_later(filed_on, self.random.randrange(1, 8)))
        seal = Seal(
            id=past_id(self.random, self._now),
            from_desk=stay.desk,
            to_desk=self.random.choice(branches("appeal")).id,
            filed_on=filed_on,
            sent_on=self.day,
            sent_at=self._now,
            sent_by=self._office(stay.desk),
            printed_at=self._now + 40,
            salt=self.random.randbytes(16),
            verifier=self.random.randbytes(32),
        )
        self.case.seals.append(seal)
        self.case.access[seal.to_desk] = 1
        self._advance(self.random.choices((1, 2, 3, 5, 8), (10, 25, 30, 20, 15))[0])
        seal.opened_at = self._now
        seal.opened_by = self._office(seal.to_desk)
        self._decide(self._open(seal.to_desk, "appeal"), "appeal")


def trial_court(random: Random, case: Case) -> tuple[int, str]:
    """The body and branch kind that try the first charge of `case`."""
    named = mix.code("charge", case.claims[0].code).attributes.get("court")
    if named == "revolutionary":
        return REVOLUTIONARY, "revolutionary"
    if named == "criminal_one":
        return CRIMINAL, "criminal_one"
    draw = random.random()
    if case.claims[0].code in mix.GRAVE_CHARGES and draw < 0.25:
        return CRIMINAL, "criminal_one"
    return CRIMINAL, "juvenile" if draw > 0.95 else "criminal_two"

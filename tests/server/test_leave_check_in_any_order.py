"""Whatever a branch does in whatever order: nothing open is left behind, and the register has no gap."""

import uuid
from collections.abc import Callable

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from common.commands import WithdrawDecision
from common.identifiers import uuid7
from tests.server import acts, world
from tests.server.world import Province, Rejected, Story

EXPECTED = {
    "unsigned_decision", "entry_ended", "already_signed", "unknown_decision", "case_has_blockers",
    "already_sealed", "not_decided", "not_carryable", "not_holder", "step_settled", "unknown_step",
    "seal_opened", "correction_differs",
}  # fmt: skip

# Each finds rows that contradict the rule.
BROKEN_RULES = {
    "nothing is open under seal": """
        select s.case_id from court.seal s
          left join court.step t on t.case_id = s.case_id and t.state = 'open'
          left join court.decision d on d.case_id = s.case_id and d.state = 'prepared'
         where s.state in ('sealed', 'locked') and (t.id is not null or d.id is not null)""",
    "after the stay only what a decision ordered is open": """
        select t.case_id from court.step t join court.docket_entry e using (case_id, desk)
         where t.state = 'open' and t.decision is null and e.disposed_on is not null""",
    "a step goes along only with a case that has ended": """
        select t.case_id from court.step t join court.docket_entry e using (case_id, desk)
         where t.state = 'carried' and e.disposed_on is null""",
    "a stay has one draft": """
        select d.case_id from court.decision d where d.state = 'prepared'
         group by d.case_id, d.entry having count(*) > 1""",
    "a judgment that tells claims apart tells of all": """
        select d.case_id from court.decision d join court.outcome o on o.decision = d.id
          join court.claim c on c.case_id = d.case_id
         where d.state = 'signed' and d.kind = 'verdict'
           and not exists (select from court.outcome p where p.decision = d.id and p.claim = c.id)""",
    "a correction changes no result": """
        select d.case_id from court.decision d join court.decision c on c.id = d.corrects
         where c.disposition <> d.disposition or c.state <> 'signed' or c.entry <> d.entry""",
    "the register has no gap": """
        select null from court.decision d where d.state = 'signed'
         group by d.desk, d.register_year having count(*) <> max(d.register_row)""",
}

BROKEN = " union all ".join(f"select '{rule}' where exists ({query})" for rule, query in BROKEN_RULES.items())


class Branch:
    """A case at the branch, and what may be tried with it; each try remembers the last row it made."""

    def __init__(self, province: Province, *, decided: bool) -> None:
        self.claims = (world.charge(), world.charge())
        self.story: Story = acts.at_branch(province, claims=self.claims)
        self.step = self.decision = self.verdict = uuid7()
        if decided:
            self.drafts_a_judgment()
            self.signs()

    def opens_a_step(self) -> None:
        self.step = acts.open_step(self.story)

    def opens_a_step_of_the_judgment(self) -> None:
        self.step = acts.open_step(self.story, kind="service", decision=self.verdict)

    def settles_the_step(self) -> None:
        acts.settle(self.story, self.step)

    def drafts_a_judgment(self) -> None:
        self.decision = acts.prepare(self.story)

    def drafts_a_judgment_of_one_claim(self) -> None:
        self.decision = acts.prepare(self.story, outcomes=(acts.outcome(self.claims[0].id),))

    def drafts_an_order(self) -> None:
        self.decision = acts.prepare(self.story, kind="order", disposition=acts.INTERIM)

    def drafts_a_correction(self) -> None:
        self.decision = acts.prepare(self.story, kind="correction", corrects=self.verdict)

    def puts_the_draft_away(self) -> None:
        self.story.province.station("clerk2").do(
            WithdrawDecision(case=self.story.case, decision=self.decision)
        )

    def signs(self, carry: tuple[uuid.UUID, ...] = ()) -> None:
        acts.sign(self.story, self.decision, carry)
        self.verdict = self.decision

    def signs_and_carries(self) -> None:
        self.signs((self.step,))

    def sends_it_up(self) -> None:
        self.story.send_up()

    def is_opened_above(self) -> None:
        if self.story.province.value(
            "select count(*) from court.seal where id = %s", (str(self.story.seal),)
        ):
            self.story.open(self.story.present(self.story.stretched))


TRIES: list[Callable[[Branch], None]] = [
    Branch.opens_a_step, Branch.opens_a_step_of_the_judgment, Branch.settles_the_step,
    Branch.drafts_a_judgment, Branch.drafts_a_judgment, Branch.drafts_a_judgment_of_one_claim,
    Branch.drafts_an_order, Branch.drafts_a_correction, Branch.puts_the_draft_away, Branch.signs,
    Branch.signs, Branch.signs_and_carries, Branch.sends_it_up, Branch.sends_it_up, Branch.is_opened_above,
]  # fmt: skip


# Each example is a case of its own in the same province.
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(decided=st.booleans(), tries=st.lists(st.sampled_from(TRIES), min_size=5, max_size=25))
def test_nothing_open_is_left_behind_whatever_is_tried(
    province: Province, decided: bool, tries: list[Callable[[Branch], None]]
) -> None:
    branch = Branch(province, decided=decided)
    with province.superuser() as cursor:
        for attempt in tries:
            try:
                attempt(branch)
            except Rejected as refused:
                assert refused.code in EXPECTED, attempt  # noqa: PT017 -- any of them may come, or none
            cursor.execute(BROKEN)
            assert cursor.fetchall() == [], attempt

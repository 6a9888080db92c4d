"""Which pages there are, who may open them and by which key: the one table of navigation."""

from __future__ import annotations

import dataclasses
import importlib

from client.models.acts import ACTS
from client.models.words import Desk
from client.sync.session import DeskRole
from client.windows.page import Page

Names = frozenset[str]
_ANY: Names = frozenset()


@dataclasses.dataclass(frozen=True)
class PageEntry:
    """A page: empty `kinds`, `roles` or `desks` ask for nothing; of a non-empty one, any member will do.

    `module` is imported when the page is first opened, so the program starts with the pages it shows.
    `icon` is empty for pages that are opened from others and stand in no menu.
    """

    name: str
    title: str
    module: str
    page: str
    icon: str = ""
    key: str = ""
    kinds: Names = _ANY
    roles: Names = _ANY
    desks: Names = _ANY
    count: str = ""
    """Which count stands beside the title: unread, waiting or attention."""

    def permitted(self, role: DeskRole, desk: Desk | None) -> bool:
        """Whether the user may open it while acting as `role`."""
        return (
            (not self.kinds or bool(self.kinds & role.kinds))
            and (not self.roles or role.role in self.roles)
            and (not self.desks or (desk is not None and desk.kind in self.desks))
        )

    def load(self) -> type[Page]:
        """The class of the page."""
        page: type[Page] = getattr(importlib.import_module(self.module), self.page)
        return page


_BRANCH: Names = frozenset(("branch",))

PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "inbox", "کارتابل ورودی", "client.windows.inbox", "InboxPage", icon="inbox", key="F2",
        kinds=frozenset(("accept_referral", "open_seal")), desks=_BRANCH, count="unread",
    ),
    PageEntry(
        "referral_desk", "ارجاع پرونده‌ها", "client.windows.referral_desk", "ReferralDeskPage",
        icon="refer_left", key="F2", kinds=frozenset(("refer_case",)), count="waiting",
    ),
    PageEntry(
        "case_entry", "ثبت پرونده", "client.windows.case_entry", "CaseEntryPage", icon="pencil", key="F3",
        kinds=frozenset(("register_case",)),
    ),
    PageEntry(
        "desk_cases", "پرونده‌های میز", "client.windows.desk_cases", "DeskCasesPage", icon="folder",
        roles=frozenset(("clerk", "judge", "branch_manager", "referral_authority")),
    ),
    PageEntry(
        "day_list", "فهرست روز", "client.windows.day_list", "DayListPage", icon="calendar",
        roles=frozenset(("clerk", "branch_manager", "referral_authority")),
    ),
    PageEntry(
        "case_file", "پرونده", "client.windows.case_file", "CaseFilePage",
        roles=frozenset(("clerk", "judge", "branch_manager", "referral_authority")),
    ),
    PageEntry(
        "amend_case", "اصلاح پرونده", "client.windows.amend_case", "AmendCasePage",
        kinds=frozenset(("amend_case",)),
    ),
    PageEntry(
        "decision", "آماده کردن رأی", "client.windows.decision", "DecisionPage",
        kinds=frozenset(("prepare_decision",)),
    ),
    PageEntry(
        "send_up", "ارسال به مرجع بالاتر", "client.windows.send_up", "SendUpPage",
        kinds=frozenset(("send_up", "reissue_seal")),
    ),
    PageEntry(
        "open_seal", "گشودن پروندهٔ مهرشده", "client.windows.open_seal", "OpenSealPage",
        kinds=frozenset(("open_seal",)),
    ),
    PageEntry(
        "enquiry", "استعلام", "client.windows.enquiry", "EnquiryPage", icon="search", key="F5",
        roles=frozenset(("enquiry_officer",)),
    ),
    PageEntry(
        "report", "گزارش‌ها", "client.windows.report", "ReportPage", icon="chart",
        roles=frozenset(("district_head", "branch_manager", "judge")),
    ),
    PageEntry(
        "people", "میزها و کاربران", "client.windows.people", "PeoplePage", icon="person", key="F2",
        roles=frozenset(("administrator",)),
    ),
    PageEntry(
        "outbox", "صف ارسال", "client.windows.outbox_page", "OutboxPage", icon="message", key="F7",
        kinds=frozenset(ACTS), count="attention",
    ),
    PageEntry("help", "راهنما", "client.windows.help", "HelpPage", icon="help", key="F1"),
)  # fmt: skip


def permitted_pages(role: DeskRole, desk: Desk | None) -> tuple[PageEntry, ...]:
    """The pages of a user who acts as `role`, in the order of the menu."""
    return tuple(entry for entry in PAGES if entry.permitted(role, desk))

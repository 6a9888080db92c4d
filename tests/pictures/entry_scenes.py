"""The entry form: empty, with a few and with most parties, long names, everything wrong, doubles, drafts."""

from __future__ import annotations

import dataclasses
import uuid

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from client.models.claims import ClaimRow
from client.models.party_rows import ClientRow, FlagRow, PartyRow
from client.sync.cache import Cache
from client.widgets.party_model import FIELDS as PARTY_FIELDS
from client.windows.case_entry import CaseEntryPage
from client.windows.main_window import MainWindow
from common.commands.cases import MOST_CLAIMS, MOST_PARTIES
from tests.client.windows import case_stories, filled_cache, offline
from tests.client.windows.case_stories import LONG_NAME, LONG_SUBJECT
from tests.client.windows.entry_typing import COMPANY, LAWYER, MARYAM, add_branches, entry, fill
from tests.client.windows.filled_cache import REFERRAL
from tests.pictures.gallery import Scene, settle

_REGISTRAR = offline.desk_role(REFERRAL, "clerk", (*offline.REFERRAL_KINDS, "amend_case", "undo_command"))
_FLAGGED = dataclasses.replace(
    MARYAM, father="علی‌اکبر", birth_on="1370/02/14", mobile="09121234567", postal_code="3715612345",
    address="قم، بلوار امین، کوچهٔ ۱۲، پلاک ۸", flags=(FlagRow("interpreter", "کردی"), FlagRow("deaf")),
)  # fmt: skip
_REPEATED = dataclasses.replace(MARYAM, national_id="1111111111")


def _empty(window: MainWindow) -> None:
    entry(window)


def _three(window: MainWindow) -> CaseEntryPage:
    page = entry(window)
    fill(page, _FLAGGED, COMPANY, LAWYER)
    page.form.parties.setCurrentIndex(page.form.parties.model().index(0, 0))
    page.form.parties.setFocus()
    return page


def _lawyer(window: MainWindow) -> None:
    page = _three(window)
    page.form.parties.setCurrentIndex(page.form.parties.model().index(2, 0))


def _criminal(window: MainWindow) -> None:
    page = entry(window)
    fill(
        page,
        dataclasses.replace(MARYAM, role="complainant"),
        PartyRow("accused", "unknown", "", "رانندهٔ خودروی سفید"),
        PartyRow("accused", "person", "حسین", "موسوی", flags=(FlagRow("custody", "زندان مرکزی"),)),
        kind="criminal", subject="سرقت از منزل در شب",
    )  # fmt: skip
    page.form.claims.set_rows([ClaimRow("101", "")])


def _family(window: MainWindow) -> None:
    page = entry(window)
    fill(
        page,
        dataclasses.replace(_FLAGGED, role="wife"),
        PartyRow("husband", "foreigner", "کریم", "احمدزی", nationality="افغانستان"),
        kind="family", subject="مطالبهٔ مهریه",
    )  # fmt: skip
    for name, typed in (("marriage_on", "۱۳۹۰/۰۱/۱۵"), ("marriage_number", "۵۵۱۲")):
        page.form.case.field(name).setText(typed)
    page.form.claims.set_rows([ClaimRow("304", "125000000"), ClaimRow("305", "")])
    page.form.parties.setCurrentIndex(page.form.parties.model().index(1, 0))
    page.form.parties.setFocus()


def _enforcement(window: MainWindow) -> None:
    page = entry(window)
    fill(
        page,
        dataclasses.replace(MARYAM, role="judgment_creditor"),
        dataclasses.replace(COMPANY, role="judgment_debtor"),
        kind="enforcement", subject="اجرای دادنامه",
    )  # fmt: skip
    for name, typed in (("basis_number", "۱۴۰۵۶۸۳۹۰۰۰۰۰۰۰۰۱۷"), ("basis_on", "۱۴۰۵/۰۷/۰۱")):
        page.form.case.field(name).setText(typed)
    page.form.claims.set_rows([ClaimRow("claim:102", "125000000"), ClaimRow("charge:101", "")])


def _most(window: MainWindow) -> None:
    page = entry(window)
    rows = [
        dataclasses.replace(MARYAM, role="plaintiff" if at % 2 else "defendant", national_id="", id=_id(at))
        for at in range(MOST_PARTIES)
    ]
    fill(page, *rows)
    page.form.claims.set_rows([ClaimRow("102", str(1_000_000 * (at + 1))) for at in range(MOST_CLAIMS)])


def _long(window: MainWindow) -> None:
    page = entry(window)
    company = dataclasses.replace(COMPANY, family=LONG_NAME)
    person = dataclasses.replace(
        _FLAGGED, given="سیده فاطمه‌الزهرا", family="حسینی تبار طباطبایی نژاد اصفهانی"
    )
    fill(page, person, company, dataclasses.replace(LAWYER, clients=(ClientRow(MARYAM.id),)))
    page.form.subject.set_value(LONG_SUBJECT)


def _wrong(window: MainWindow) -> None:
    page = entry(window)
    fill(
        page,
        _REPEATED,
        dataclasses.replace(_REPEATED, role="defendant", id=COMPANY.id, postal_code="123", mobile="0912"),
        dataclasses.replace(LAWYER, clients=(), granted_on="1405/09/05"),
        dataclasses.replace(COMPANY, national_id="0499370899", id=_id(7)),
        subject="",
    )  # fmt: skip
    page.form.case.field("paper_on").setText("۱۴۰۵/۱۳/۴۵")
    page.form.claims.set_rows([ClaimRow("102", "1" + "0" * 20), ClaimRow("999", "")])
    QTest.keyClick(window, Qt.Key.Key_F9)


def _double(window: MainWindow) -> None:
    page = entry(window)
    fill(
        page,
        PartyRow("plaintiff", "person", "زهرا", "شریفی"),
        PartyRow("defendant", "person", "حسین", "موسوی‌زاده"),
        subject="خلع ید از یک قطعه زمین",
    )
    settle()
    QTest.keyClick(window, Qt.Key.Key_F9)


def _known(window: MainWindow) -> None:
    page = entry(window)
    page.form.kind.set_code("civil")
    page.form.parties.set_rows([PartyRow("plaintiff", "person", "مریم", "رضایی", father="حسین")])
    model = page.form.parties.model()
    model.setData(model.index(0, PARTY_FIELDS.index("national_id")), MARYAM.national_id)
    settle()


def _known_differs(window: MainWindow) -> None:
    _known(window)
    QTest.keyClick(window, Qt.Key.Key_F12)


def _saved(window: MainWindow) -> None:
    page = entry(window)
    fill(page, MARYAM, COMPANY)
    QTest.keyClick(window, Qt.Key.Key_F9)


def _drafts(window: MainWindow) -> None:
    page = entry(window)
    for at, subject in enumerate((LONG_SUBJECT, "خلع ید", "مطالبهٔ اجاره‌بها")):
        fill(page, dataclasses.replace(MARYAM, id=_id(at)), subject=subject)
        page.keep_draft()
        page._switch("")
    QTest.keyClick(window, Qt.Key.Key_F8)


def _some_cases(cache: Cache) -> None:
    add_branches(cache)
    first = filled_cache.add_cases(cache, 8, REFERRAL, entries=False)[0]
    case_stories.change_row(
        cache, "party", case_stories.row_id(first, "party1"), given="مریم", family="رضایی‌نژاد",
        national_id=MARYAM.national_id, father="علی", birth_on="1981-07-28", mobile="09121234567",
    )  # fmt: skip


def _id(number: int) -> str:
    return str(uuid.UUID(int=number + 1))


SCENES = tuple(
    Scene(f"entry-{name}", (_REGISTRAR,), act, _some_cases)
    for name, act in (
        ("empty", _empty),
        ("3", _three),
        ("lawyer", _lawyer),
        ("criminal", _criminal),
        ("family", _family),
        ("enforcement", _enforcement),
        (str(MOST_PARTIES), _most),
        ("long", _long),
        ("wrong", _wrong),
        ("double", _double),
        ("known", _known),
        ("known-differs", _known_differs),
        ("saved", _saved),
        ("drafts", _drafts),
    )
)

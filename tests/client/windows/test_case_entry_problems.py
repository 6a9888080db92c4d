"""Bad input is told at its field, all of it at once, in words that say what to do; nothing typed is lost."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import update

from client.models.claims import ClaimRow
from client.models.party_rows import FlagRow, PartyRow, party_stated
from client.sync.cache import Cache
from client.sync.cache_tables import REFERENCES
from client.sync.session import Attention
from client.windows.case_entry import CaseEntryPage
from common import jalali
from common.commands import RegisterCase
from common.text import is_clean
from tests.client.windows.conftest import AUTHORITY, OpenWindow
from tests.client.windows.entry_typing import (
    COMPANY,
    LAWYER,
    MARYAM,
    Typist,
    cases,
    entry,
    fill,
    rows,
    told,
)
from tests.client.windows.filled_cache import TODAY

varied = dataclasses.replace
REPEATED = dataclasses.replace(MARYAM, national_id="1111111111")


def refused(page: CaseEntryPage) -> list[str]:
    """F9 saves nothing; what is told."""
    QTest.keyClick(page.window(), Qt.Key.Key_F9)
    assert not rows(page.window(), "court_case")  # type: ignore[arg-type]
    return told(page)


def test_an_amount_of_ten_to_the_twentieth_is_told_at_its_cell(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page)
    page.form.claims.set_rows([ClaimRow("102", "1" + "0" * 20)])
    (sentence,) = refused(page)
    assert "نباید بیش از" in sentence
    assert "نباید بیش از" in (page.form.claims.claims.problem(0, "amount") or "")
    page.errors.links()[0].click()
    assert page.form.claims.currentIndex().column() == 1


def a_code_ended_last_year(cache: Cache) -> None:
    code = REFERENCES["code"]
    ended = update(code).where(code.c.kind == "claim", code.c.code == "102")
    with cache.write() as connection:
        connection.execute(ended.values(valid_to=(TODAY - timedelta(days=365)).isoformat()))


def test_a_code_that_ended_last_year_is_told_when_its_number_is_typed(
    open_window: OpenWindow, type_persian: Typist
) -> None:
    page = entry(open_window(AUTHORITY, fill=a_code_ended_last_year))
    fill(page)
    claims = page.form.claims
    claims.set_rows([])
    claims.setFocus()
    type_persian(claims, "۱")
    editor = claims.open_editor()
    assert editor is not None
    type_persian(editor, "۰۲")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert claims.claims.index(0, 0).data() == "مطالبه وجه چک"
    assert any("دیگر به کار نمی‌رود" in sentence for sentence in refused(page))


def test_words_that_are_no_claim_stay_in_the_cell_and_say_so(
    open_window: OpenWindow, type_persian: Typist
) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page)
    claims = page.form.claims
    claims.set_rows([])
    claims.setFocus()
    type_persian(claims, "ژ")
    editor = claims.open_editor()
    assert editor is not None
    type_persian(editor, "ژژ")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert "ژژژ" in (claims.claims.problem(0, "code") or "")
    assert any("در فهرست نیست" in sentence for sentence in refused(page))


def test_a_role_that_ended_is_told(open_window: OpenWindow) -> None:
    def end(cache: Cache) -> None:
        code = REFERENCES["code"]
        wanted = update(code).where(code.c.kind == "party_role", code.c.code == "plaintiff")
        with cache.write() as connection:
            connection.execute(wanted.values(valid_to="2025-01-01"))

    page = entry(open_window(AUTHORITY, fill=end))
    fill(page)
    assert any("دیگر به کار نمی‌رود" in sentence for sentence in refused(page))


def test_a_repeated_digit_is_a_warning_that_a_reason_overrides(
    open_window: OpenWindow, type_persian: Typist
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    fill(page, REPEATED)
    reason = page.form.details.fields["id_reason"]
    assert reason.isVisible()
    assert page.form.parties.problem_at(0, "national_id")
    assert len(refused(page)) == 1
    reason.setFocus()
    type_persian(reason, "در شناسنامه چنین است")
    assert page.form.parties.problem_at(0, "national_id") is None
    assert page.save_case(keep_kind=False)
    (party,) = rows(window, "party")
    assert (party.national_id, party.id_reason) == ("1111111111", "در شناسنامه چنین است")


def test_no_reason_makes_ten_zeros_right(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, dataclasses.replace(MARYAM, national_id="0000000000", id_reason="چنین است"))
    assert len(refused(page)) == 1


ME, YOU = MARYAM, COMPANY.id
WRONG: list[tuple[str, list[PartyRow], str, str]] = [
    ("a legal id in a person's field", [varied(ME, national_id="10380284790")], "national_id", "شخص حقوقی"),
    ("a person's id in an entity's", [varied(COMPANY, national_id="0499370899")], "national_id", "شخص حقیقی"),
    ("opposite roles", [ME, varied(ME, role="defendant", id=YOU)], "role", "دو سمت روبه‌رو"),
    ("the same role twice", [ME, varied(ME, id=YOU)], "role", "دو بار با همین سمت"),
    ("a lawyer without a client", [ME, varied(LAWYER, clients=())], "clients", "موکلی"),
    ("a client who is not there", [COMPANY, LAWYER], "clients", "موکلی"),
    ("a date before birth", [varied(ME, birth_on="1405/09/04")], "birth_on", "تاریخ تولد"),
    ("born tomorrow", [varied(ME, birth_on="1405/09/05")], "birth_on", "پس از امروز"),
    ("no such day", [varied(ME, birth_on="1404/12/30")], "birth_on", "اسفند"),
    ("an attorney of tomorrow", [ME, varied(LAWYER, granted_on="1405/09/05")], "granted_on", "پس از امروز"),
    ("half a postal code", [varied(ME, postal_code="123")], "postal_code", "کد پستی"),
    ("half a mobile number", [varied(ME, mobile="0912")], "mobile", "همراه"),
    ("letters in a telephone", [varied(ME, phone="021ab")], "phone", "تلفن"),
    ("no name", [PartyRow("plaintiff", "person", "مریم", "")], "family", "نام خانوادگی"),
    ("no role", [PartyRow("", "person", "مریم", "رضایی")], "role", "سمت"),
]


@pytest.mark.parametrize(
    ("parties", "field", "words"), [case[1:] for case in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_is_wrong_with_a_party_is_told_at_its_cell_and_its_link_goes_there(
    open_window: OpenWindow, parties: list[PartyRow], field: str, words: str
) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, *parties)
    if words == "تاریخ تولد":
        page.form.case.field("paper_on").setText("۱۴۰۵/۰۹/۰۱")
    sentences = refused(page)
    assert any(words in sentence for sentence in sentences), sentences
    at = len(parties) - 1
    assert words in (page.form.parties.problem_at(at, field) or "")
    link = next(link for link in page.errors.links() if words in link.accessibleName())
    link.click()
    assert page.form.parties.current_row() == at
    focused = page.window().focusWidget()
    assert focused is page.form.parties or focused is page.form.details.target(field)
    if field not in ("role", "family", "national_id"):
        assert "▲" in page.form.parties.model().index(at, 5).data()


def test_everything_that_is_wrong_is_told_at_once_with_the_summary_on_top(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page, REPEATED, dataclasses.replace(REPEATED, role="defendant", id=COMPANY.id), subject="")
    page.form.case.field("paper_on").setText("۱۴۰۵/۱۳/۴۵")
    page.form.claims.set_rows([ClaimRow("102", "صد درهم"), ClaimRow("999", "")])
    sentences = refused(page)
    assert len(sentences) == 7, sentences
    assert (
        page.errors.mapTo(page, page.errors.rect().topLeft()).y() < page.form.mapTo(page, page.form.pos()).y()
    )
    assert page.form.case.labelled("paper_on").problem()
    assert page.form.parties.problem_at(1, "role")


def test_a_paper_later_than_its_receipt_is_told(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page)
    page.form.received.setText("۱۴۰۵/۰۹/۰۱")
    page.form.case.field("paper_on").setText("۱۴۰۵/۰۹/۰۲")
    (sentence,) = refused(page)
    assert "تاریخ نامه" in sentence


@pytest.mark.parametrize("code", ["lawyer_without_client", "already_used"])
def test_what_the_centre_refuses_comes_back_with_all_that_was_typed(
    open_window: OpenWindow, code: str
) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)
    whole = dataclasses.replace(
        MARYAM, father="علی", flags=(FlagRow("interpreter", "کردی"),), address="تهران"
    )
    fill(page, whole, LAWYER)
    page.form.case.field("paper_number").set_value("۱۲/الف")
    command = page.form.command("140568920000000777", page._case_id())
    issued = window.session.issue(command, AUTHORITY["desk"])
    page.form.clear()
    field = "parties[1].role" if code == "lawyer_without_client" else None
    window.open_page("case_entry", Attention(
        issued.id, issued.sequence, "register_case", AUTHORITY["desk"], str(command.case), command.payload(),
        RegisterCase.from_payload(command.payload()), window.session.now(), code, field, {},
    ))  # fmt: skip
    assert page.form.parties.rows()[0] == whole
    assert page.form.parties.rows()[1].document == "123"
    assert page.form.case.field("paper_number").value() == "12/الف"
    ids = {row.id for row in page.form.parties.rows()}
    assert (ids & {whole.id, LAWYER.id} == set()) == (code == "already_used")
    if field:
        assert page.form.details.clients.hasFocus()
    # Here the case refused is still in the cache, and would be a double of itself.
    page.form.subject.set_value("خلع ید")
    page.form.case.field("paper_number").set_value("۱۳")
    assert page.save_case(keep_kind=False), told(page)


TEXTS = st.text(
    st.one_of(
        st.sampled_from("اآبپ يك\u200c\u200f\u202e\u2066\u2069ًّٔ\u00ad٠۵5😀👨‍👩‍👧\x00\t\n\ufeff"),
        st.characters(),
    ),
    max_size=400,
)
whole_window = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_whatever_is_typed_is_kept_clean_and_fits(open_window: OpenWindow) -> None:
    window = open_window(AUTHORITY)
    page = entry(window)

    @whole_window
    @given(subject=TEXTS, family=TEXTS, address=TEXTS, number=TEXTS)
    def typed(subject: str, family: str, address: str, number: str) -> None:
        page._clear()
        fill(page, MARYAM)
        page.form.subject.set_value("")
        page.form.subject.insert_text(f"خلع {subject}")
        page.form.parties.model().setData(page.form.parties.model().index(0, 3), f"رضایی {family}"[:120])
        page.form.details.fields["address"].insert_text(address)
        page.form.case.field("paper_number").insert_text(number)
        command = page.form.command("140000000000000000", page._case_id())
        assert not page.form.check(command), told(page)
        assert is_clean(command.subject)
        assert is_clean(command.parties[0].family or "")
        draft = page.form.content()
        page.form.fill(draft)
        assert page.form.content() == draft

    typed()
    assert page.save_case(keep_kind=False), told(page)
    assert len(cases(window)) == 1


def test_ten_thousand_characters_are_cut_at_the_field_and_it_is_said(open_window: OpenWindow) -> None:
    page = entry(open_window(AUTHORITY))
    fill(page)
    page.form.subject.set_value("")
    page.form.subject.insert_text("الف " * 2500)
    assert len(page.form.subject.text()) == 200
    assert "جا نشد" in (page.form.case.labelled("subject").problem() or "")


@given(
    st.dates(jalali.FIRST_DAY, TODAY),
    st.sampled_from(["{:04}{:02}{:02}", "{:04}/{}/{}", "{:04}-{:02}-{:02}"]),
)
@settings(max_examples=100)
def test_any_jalali_day_typed_in_any_way_is_the_day_registered(day: date, form: str) -> None:
    row = PartyRow().with_text("birth_on", form.format(*jalali.to_jalali(day)))
    assert party_stated(row).birth_on == day

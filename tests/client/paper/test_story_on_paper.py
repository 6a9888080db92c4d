"""What papers tell of a case's story, and where they end a page; what an applicant is told, no more."""

from __future__ import annotations

import re
import time

from client.models.papers import CASE_COVER, DOCKET_SHEET, PAPERS, RECEIPT
from client.models.words import Words
from client.sync.cache import Cache
from common.text import persian_digits
from tests.client.paper import full_case
from tests.client.paper.full_case import PRINTED, SHOWN_NUMBER
from tests.client.paper.pdf_reading import pages, pdfium_lines, poppler, poppler_lines, said
from tests.client.windows.filled_cache import BRANCH, REFERRAL

NOTE = "گمان می‌کنم امضای سند ساختگی است"


def test_the_sheet_tells_what_happened_who_did_it_where_and_for_whom(cache: Cache, words: Words) -> None:
    full_case.add_full_case(cache)
    with cache.write() as connection:
        full_case.add_event(connection, "refer_case", REFERRAL, 7, behalf="m.rezaei")
    text = said(DOCKET_SHEET.pdf(full_case.read(cache), words, PRINTED))
    told = text[text.index("رویدادها") :]
    assert re.search("۰۹:۴۵.*ثبت پرونده.*۰۹:۵۲.*ارجاع پرونده", told)
    assert "به جانشینی مریم رضایی معاونت ارجاع" in told


def test_no_note_of_a_judge_or_a_branch_is_on_any_paper(cache: Cache, words: Words) -> None:
    full_case.add_full_case(cache)
    with cache.write() as connection:
        full_case.add_note(connection, NOTE, "private")
        full_case.add_note(connection, f"{NOTE} به گمان شعبه", "branch")
    file = full_case.read(cache)
    assert len(file.notes) == 2
    for paper in PAPERS:
        text = said(paper.pdf(file, words, PRINTED))
        assert "ساختگی" not in text
        assert "یادداشت" not in text


def test_of_many_old_values_the_last_three_stand_at_the_value_and_all_in_the_amendments(
    cache: Cache, words: Words
) -> None:
    with cache.write() as connection:
        full_case.add_small_case(connection, "نام10")
        for number in range(10):
            old, new = f"نام{number}", f"نام{number + 1}"
            full_case.amend(connection, "party", full_case.party_id(1), "family", old, new, number=number)
    text = said(DOCKET_SHEET.pdf(full_case.read(cache), words, PRINTED))
    parties, amendments = text.split("اصلاحات")
    assert "۷ تغییر پیش‌تر" in parties
    for number in range(10):
        assert (f"مریم نام{persian_digits(number)} " in parties) == (number >= 7)
        assert f"نام{persian_digits(number)} نام{persian_digits(number + 1)}" in amendments


def test_every_page_bears_number_head_and_count_and_no_row_is_parted(cache: Cache, words: Words) -> None:
    with cache.write() as connection:
        full_case.add_small_case(connection)
        for number in range(300):
            full_case.add_event(connection, "settle_step", BRANCH, number, behalf="m.rezaei")
            full_case.amend(
                connection, "party", full_case.party_id(1), "father", f"پیش{number}", f"پس{number}",
                f"سبب{number}", number,
            )  # fmt: skip
    begun = time.thread_time()
    pdf = DOCKET_SHEET.pdf(full_case.read(cache), words, PRINTED)
    assert time.thread_time() - begun < 1
    count = pages(pdf)
    assert count > 20
    rows = 0
    for page in range(count):
        text = " ".join(pdfium_lines(pdf, page)).replace("\u00a0", " ")
        assert SHOWN_NUMBER in text
        assert f"صفحهٔ {persian_digits(page + 1)} از {persian_digits(count)}" in text
        assert "اصلاح‌کننده و سبب" in text or "به دست" in text
        for number in re.findall("سبب([۰-۹]+)", text):
            rows += 1
            assert f"پیش{number} " in text
            assert f"پس{number} " in text
        events = text[text.index("به دست") :] if "به دست" in text else ""
        assert events.count("پایان اقدام") == events.count("به جانشینی مریم رضایی")
    assert rows == 300
    assert len(poppler("pdffonts", "-", pdf=pdf).decode().splitlines()) == 4  # two fonts, both embedded


def test_an_applicant_is_told_number_day_branch_and_where_to_ask(cache: Cache, words: Words) -> None:
    full_case.add_full_case(cache)
    text = " ".join(poppler_lines(RECEIPT.pdf(full_case.read(cache), words, PRINTED))).replace("\u00a0", " ")
    for told in (SHOWN_NUMBER, full_case.NUMBER, persian_digits("1405/09/03"), words.desk_title(BRANCH)):
        assert told in text
    assert f"به واحد پاسخگویی {words.body_title(3)} ببرید" in text


def test_before_referral_the_receipt_says_that_the_branch_is_to_come(cache: Cache, words: Words) -> None:
    with cache.write() as connection:
        full_case.add_small_case(connection, holder=REFERRAL)
    text = said(RECEIPT.pdf(full_case.read(cache), words, PRINTED))
    assert "شعبهٔ رسیدگی پس از ارجاع تعیین می‌شود" in text


def test_the_longest_words_stay_in_their_boxes_and_what_is_cut_is_marked(cache: Cache, words: Words) -> None:
    with cache.write() as connection:
        full_case.add_head(connection, subject=full_case.LONG_SUBJECT * 4)
        name = ("ب" * 60, "ک" * 120)
        full_case.add_clients(connection, [name] * 8, name)
    file = full_case.read(cache)
    cover, receipt = (paper.pdf(file, words, PRINTED) for paper in (CASE_COVER, RECEIPT))
    assert any(line.endswith("…") for line in poppler_lines(cover))
    for pdf, last in ((cover, "شمارهٔ بایگانی"), (receipt, "زمان ثبت")):
        assert last in said(pdf)
    assert "تن دیگر" in said(receipt)

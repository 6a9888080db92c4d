"""The papers of a case: what they say, what they never say, and what machines read of them."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from client.models.case_file import CaseFile
from client.models.paper_words import LATER
from client.models.papers import CASE_COVER, DOCKET_SHEET, PAPERS, RECEIPT, Paper
from client.models.words import Words
from client.sync.cache import Cache
from common.text import clean, persian_digits
from tests.client.paper import full_case
from tests.client.paper.full_case import PRINTED, SHOWN_NUMBER
from tests.client.paper.pdf_reading import pages, picture, poppler, poppler_lines, said
from tests.client.windows.filled_cache import BRANCH, REFERRAL


@pytest.fixture
def case(cache: Cache) -> CaseFile:
    full_case.add_full_case(cache)
    return full_case.read(cache)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_every_font_is_embedded(paper: Paper, case: CaseFile, words: Words) -> None:
    fonts = poppler("pdffonts", "-", pdf=paper.pdf(case, words, PRINTED)).decode().splitlines()[2:]
    assert fonts
    assert all(re.search(r"\+Vazirmatn-\w+ +CID TrueType +Identity-H +yes yes yes", font) for font in fonts)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_a_scanner_reads_the_case_number_from_the_bars(paper: Paper, case: CaseFile, words: Words) -> None:
    found = zxingcpp.read_barcodes(picture(paper.pdf(case, words, PRINTED), 200))
    assert [(code.format, code.text) for code in found] == [
        (zxingcpp.BarcodeFormat.Code128, full_case.NUMBER)
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_two_readers_copy_persian_words_whole_and_in_order(
    paper: Paper, case: CaseFile, words: Words
) -> None:
    pdf = paper.pdf(case, words, PRINTED)
    for text in (said(pdf), " ".join(poppler_lines(pdf)).replace("\u00a0", " ")):
        assert "مریم رضایی‌نژاد" in text
        assert "مطالبه وجه چک" in text
        assert persian_digits("1405/09/03") in text


def test_the_docket_sheet_tells_all_of_the_case(case: CaseFile, words: Words) -> None:
    text = said(DOCKET_SHEET.pdf(case, words, PRINTED))
    for told in (
        "برگهٔ پرونده", SHOWN_NUMBER, "حسین کیانی", "نیاز به مترجم (کردی)", "در بازداشت (زندان مرکزی)",
        "وکیل مریم رضایی‌نژاد", "۱٬۲۵۰٬۰۰۰٬۰۰۰", "۰۵۰۰۲۳۴", "۱۴۰۵ ۶۸ ۳۹ ۰۰۰۰۰ ۰۰۰۲۰", "۰۵۰۰۰۱۷",
        "حکم محکومیت جزئی", "حکم محکومیت خوانده", "استعلام از بانک مرکزی", "نزد قاضی", "آمادهٔ امضا",
        "کنار گذاشته", "صفحهٔ ۱ از ۲", "صفحهٔ ۲ از ۲",
    ):  # fmt: skip
        assert told in text, told


def test_old_values_stay_on_the_docket_sheet_struck_through_with_their_author(
    case: CaseFile, words: Words
) -> None:
    pdf = DOCKET_SHEET.pdf(case, words, PRINTED)
    text = said(pdf)
    for old in ("حسین کیان ", "۱۲۵٬۰۰۰٬۰۰۰", "مطالبه چک "):
        assert old in text
    assert "به جانشینی مریم رضایی" in text
    assert "اشتباه در نوشتن" in text
    assert _is_struck(pdf, "مطالبه چک")
    assert not _is_struck(pdf, "مطالبه وجه چک")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_a_protected_address_is_printed_nowhere_not_even_as_an_old_value(
    paper: Paper, case: CaseFile, words: Words
) -> None:
    text = said(paper.pdf(case, words, PRINTED))
    for hidden in (full_case.HIDDEN_ADDRESS, full_case.OLD_HIDDEN_ADDRESS, full_case.HIDDEN_MOBILE):
        assert persian_digits(hidden) not in text
        assert hidden not in text
        assert persian_digits(hidden.split()[-1]) not in text.split()
    if paper is DOCKET_SHEET:
        assert "محافظت‌شده" in text
        assert "خیابان بهشت پلاک ۲" in text


def test_the_receipt_names_nobody_of_the_other_side(case: CaseFile, words: Words) -> None:
    text = said(RECEIPT.pdf(case, words, PRINTED))
    assert "مریم رضایی‌نژاد (با وکیل رضا کریمی)" in text
    assert words.desk_title(REFERRAL) in text
    assert "حسین نوری" in text  # who registered it
    for other in ("کیانی", persian_digits("0012345679"), "خیابان", "زندان", "کردی"):
        assert other not in text
    facts = poppler("pdfinfo", "-", pdf=RECEIPT.pdf(case, words, PRINTED)).decode()
    assert re.search(r"Page size: +419\.528 x 595\.276 pts", facts)  # A5


def test_the_cover_warns_of_what_must_be_heeded(case: CaseFile, words: Words) -> None:
    text = said(CASE_COVER.pdf(case, words, PRINTED))
    assert "نیاز به مترجم (کردی) — مریم رضایی‌نژاد (خواهان)" in text
    assert "در بازداشت (زندان مرکزی) — حسین کیانی (خوانده)" in text
    assert full_case.NUMBER in text
    assert "۰۵۰۰۲۳۴" in text


@pytest.mark.parametrize("parties", [0, 3, 60])
def test_cover_and_receipt_are_one_page_and_the_sheet_as_many_as_it_takes(
    cache: Cache, words: Words, parties: int
) -> None:
    full_case.add_full_case(cache, parties, subject=full_case.LONG_SUBJECT)
    file = full_case.read(cache)
    cover, receipt, sheet = (paper.pdf(file, words, PRINTED) for paper in (CASE_COVER, RECEIPT, DOCKET_SHEET))
    assert pages(cover) == pages(receipt) == 1
    text = said(sheet)
    assert f"صفحهٔ {persian_digits(pages(sheet))} از {persian_digits(pages(sheet))}" in text
    assert text.count("خیابان بهشت پلاک") == max(parties - 1, 0)
    if parties == 60:
        assert re.search("و [۰-۹]+ تن دیگر در برگهٔ پرونده", said(cover))
        assert "و ۲۴ تن دیگر" in said(receipt)
    if not parties:
        assert "طرفی برای این پرونده ثبت نشده است" in text
    for pdf, margin in ((cover, 15), (receipt, 12), (sheet, 14.5)):
        _assert_margins(pdf, margin)


def test_numbers_that_the_centre_has_yet_to_give_are_said_to_follow(cache: Cache, words: Words) -> None:
    with cache.write() as connection:
        full_case.add_small_case(connection, layer=1)
        full_case.add_entry(connection, BRANCH, None, None)
    file = full_case.read(cache)
    for paper in (DOCKET_SHEET, CASE_COVER):
        text = said(paper.pdf(file, words, PRINTED))
        assert LATER in text
        assert "هنوز به مرکز نرسیده است" in text
    assert SHOWN_NUMBER.split()[-1] in said(RECEIPT.pdf(file, words, PRINTED))
    assert "هنوز به مرکز نرسیده است" in said(RECEIPT.pdf(file, words, PRINTED))


def test_a_lawyer_of_two_hundred_clients_breaks_over_pages_and_loses_nobody(
    cache: Cache, words: Words
) -> None:
    with cache.write() as connection:
        full_case.add_head(connection, subject="مطالبه")
        clients = [("نام", f"موکل{number}") for number in range(1, 201)]
        full_case.add_clients(connection, clients, ("رضا", "کریمی"))
    text = said(DOCKET_SHEET.pdf(full_case.read(cache), words, PRINTED))
    for number in range(1, 201):
        assert f"وکیل نام موکل{persian_digits(number)}" in text


NAMES = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\u200c\u200e\u200f\u202a\u202e\u2066\u2067\u2069😀🏳️‍🌈آابپلا‌"),
    max_size=60,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_name=NAMES, family=NAMES, subject=NAMES)
def test_any_name_and_subject_at_all_can_be_printed(
    tmp_path_factory: pytest.TempPathFactory, given_name: str, family: str, subject: str
) -> None:
    with full_case.cache_with_words(tmp_path_factory.mktemp("names")) as (cache, words):
        with cache.write() as connection:
            full_case.add_small_case(
                connection, clean(family) or "نام", clean(given_name), subject=clean(subject) or "موضوع"
            )
        file = full_case.read(cache)
        for paper in PAPERS:
            pdf = paper.pdf(file, words, PRINTED)
            assert pdf.startswith(b"%PDF")
            assert "شمارهٔ پرونده" in said(pdf) or paper is DOCKET_SHEET
            if not subject.strip():
                assert "موضوع" in said(pdf)


@pytest.mark.parametrize(
    "name", ["علی‌اکبر \u202eمعکوس", "\u2067مریم\u2069 رضایی", "رضا 😀 کریمی", "John پ. Doe"]
)
def test_marks_of_direction_and_pictures_leave_a_name_readable(cache: Cache, words: Words, name: str) -> None:
    with cache.write() as connection:
        full_case.add_small_case(connection, clean(name), "")
    text = said(CASE_COVER.pdf(full_case.read(cache), words, PRINTED))
    for part in clean(name).split():
        assert part in text or part == "😀"


def _is_struck(pdf: bytes, words: str) -> bool:
    """Whether a dark line runs through the middle of the first such words of a document's first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        textpage = page.get_textpage()
        found = textpage.search(words).get_next()
        assert found is not None
        boxes = [textpage.get_charbox(found[0] + place) for place in range(found[1])]
        height = page.get_height()
    finally:
        document.close()
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    scale = 300 / 72
    image = picture(pdf, 300).crop(
        tuple(round(edge * scale) for edge in (left, height - top, right, height - bottom))
    )
    return any(_dark_row(image, row) for row in range(image.height))


def _dark_row(image: Image.Image, row: int) -> bool:
    pixels = image.crop((0, row, image.width, row + 1)).tobytes()
    return sum(value < 180 for value in pixels) > 0.97 * len(pixels)


def _assert_margins(pdf: bytes, millimetres: float) -> None:
    """Nothing is printed beyond the left and right margins, or off the page."""
    page = Image.open(
        BytesIO(poppler("pdftoppm", "-r", "72", "-gray", "-png", "-f", "1", "-l", "1", "-", pdf=pdf))
    )
    left, top, right, bottom = page.convert("L").point(lambda v: 255 - v).getbbox() or (0, 0, 0, 0)
    edge = millimetres / 25.4 * 72
    assert left >= edge - 1
    assert right <= page.width - edge + 1
    assert top > 15
    assert bottom < page.height - 15

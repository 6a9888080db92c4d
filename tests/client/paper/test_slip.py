"""The sealed slip: machines read its serial, people read all of it, and it gives nothing away unopened."""

import re
from dataclasses import replace
from datetime import date
from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageStat

from client.paper.slip import SlipContent, make_slip, make_slips
from common.seal import groups, new_password
from common.text import persian_digits
from tests.client.paper.pdf_reading import pdfium_lines, picture, poppler, poppler_lines

MILLIMETRE = 200 / 25.4  # pixels at 200 dpi
SLIP = SlipContent(
    from_title="شعبهٔ ۳ دادگاه عمومی حقوقی",
    to_title="شعبهٔ ۱۲ تجدیدنظر استان",
    recipient_title="مدیر دفتر شعبهٔ ۱۲",
    case_number="140409920001234567",
    serial="14040903000127",
    issued_on=date(2025, 11, 24),
    expires_on=date(2025, 12, 1),
    password=new_password(),
)
LONG = replace(
    SLIP,
    from_title="شعبهٔ ۱۰۲ دادگاه کیفری دو شهرستان نجف‌آباد مستقر در مجتمع قضایی شهید دکتر بهشتی بخش مرکزی",
    to_title="شعبهٔ سوم دادگاه تجدیدنظر استان آذربایجان غربی ویژهٔ رسیدگی به جرایم کارکنان دولت و نهادها",
    recipient_title="رئیس دفتر شعبهٔ سوم دادگاه تجدیدنظر استان آذربایجان غربی",
    serial="14040903000127987654",
)


@pytest.mark.parametrize("slip", [SLIP, LONG])
def test_a_scanner_reads_the_serial_from_the_bars_and_from_the_square(slip: SlipContent) -> None:
    found = zxingcpp.read_barcodes(picture(make_slip(slip), 200))
    assert {(code.format, code.text) for code in found} == {
        (zxingcpp.BarcodeFormat.Code128, slip.serial),
        (zxingcpp.BarcodeFormat.QRCode, slip.serial),
    }


def test_the_slip_says_who_sends_it_to_whom_for_which_case_and_until_when() -> None:
    said = " ".join(pdfium_lines(make_slip(SLIP)))
    for words in (
        SLIP.from_title,
        SLIP.to_title,
        SLIP.recipient_title,
        persian_digits(SLIP.case_number),
        persian_digits(SLIP.serial),
        "۱۴۰۴/۰۹/۰۳",
        "۱۴۰۴/۰۹/۱۰",
    ):
        assert words in said


def test_the_password_stands_in_three_groups_in_persian_and_in_latin_digits() -> None:
    words = " ".join(poppler_lines(make_slip(SLIP))).split()
    for group in groups(SLIP.password):
        assert group in words
        assert persian_digits(group) in words


def test_the_password_stands_nowhere_outside_the_page_itself() -> None:
    pdf = make_slip(SLIP)
    digits = SLIP.password.reveal()
    for form in (digits, persian_digits(digits), "-".join(groups(SLIP.password))):
        assert form not in poppler("pdfinfo", "-", pdf=pdf).decode()
        assert form.encode() not in pdf
        assert form.encode("utf-16-be") not in pdf
    assert digits not in repr(SLIP)


def test_nothing_but_the_random_mask_stands_over_and_behind_the_password() -> None:
    page = picture(make_slip(SLIP), 200)
    inside = _band(page, 92, 114)
    assert ImageStat.Stat(inside).mean[0] > 200
    for top in (26, 166):  # the middle panel's zone, mirrored at either fold
        mask = _band(page, top, top + 22)
        assert 60 < ImageStat.Stat(mask).mean[0] < 150
        # No white box: every square of 6 mm holds ink.
        assert all(ImageStat.Stat(square).mean[0] < 215 for square in _squares(mask, 6))


def test_the_mask_differs_from_slip_to_slip() -> None:
    first, second = (_band(picture(make_slip(SLIP), 60), 26, 48, 60) for _ in range(2))
    assert first.tobytes() != second.tobytes()
    seeded = [_band(picture(make_slip(SLIP, Random(7)), 60), 26, 48, 60).tobytes() for _ in range(2)]
    assert seeded[0] == seeded[1]


def test_long_titles_stay_whole_and_inside_their_places() -> None:
    pdf = make_slip(LONG)
    said = " ".join(" ".join(pdfium_lines(pdf)).split())
    for word in f"{LONG.from_title} {LONG.to_title} {LONG.recipient_title}".split():
        assert word in said
    page = picture(pdf, 200)
    margin = page.crop((round(138.6 * MILLIMETRE), 0, page.width, round(69 * MILLIMETRE)))
    assert ImageStat.Stat(margin).extrema[0] == (255, 255)
    gutter = page.crop((round(55 * MILLIMETRE), 0, round(57 * MILLIMETRE), round(23 * MILLIMETRE)))
    assert ImageStat.Stat(gutter).extrema[0] == (255, 255)


def test_many_slips_make_one_document_of_a5_pages_each_with_its_own_password() -> None:
    slips = [replace(SLIP, password=new_password(), serial=f"{14040903000127 + n}") for n in range(3)]
    pdf = make_slips(slips)
    facts = poppler("pdfinfo", "-", pdf=pdf).decode()
    assert re.search(r"Pages: +3", facts)
    assert re.search(r"Page size: +419\.528 x 595\.276 pts", facts)  # 148 × 210 mm
    for page, slip in enumerate(slips):
        said = " ".join(pdfium_lines(pdf, page))
        assert all(group in said for group in groups(slip.password))


def test_a_slip_without_a_usable_serial_is_refused() -> None:
    for serial in ("1404090300012", "CMS140409", "۱۴۰۴۰۹", ""):
        with pytest.raises(ValueError, match="Code 128"):
            replace(SLIP, serial=serial)
    with pytest.raises(ValueError, match="no slip"):
        make_slips([])


def _band(page: Image.Image, top: float, bottom: float, dpi: int = 200) -> Image.Image:
    scale = dpi / 25.4
    return page.crop((round(17 * scale), round(top * scale), round(131 * scale), round(bottom * scale)))


def _squares(band: Image.Image, side: float) -> list[Image.Image]:
    step = round(side * MILLIMETRE)
    return [
        band.crop((x, y, x + step, y + step))
        for x in range(0, band.width - step, step)
        for y in range(0, band.height - step, step)
    ]

"""Persian sentences on paper: what is copied out of the document, the picture, and the fonts inside."""

import re
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

import client.style
from client.paper.persian import PersianCanvas
from common.text import clean, isolate
from tests.client.paper.pdf_reading import pdfium_lines, picture, poppler, poppler_lines

FONTS = Path(client.style.__file__).parent / "fonts"
PAGE = (900.0, 60.0)
SENTENCES = [
    "شمارهٔ پرونده ۱۴۰۳/۱۲۳ (الف) می‌باشد.",
    "دادگاه تجدیدنظر استان قم، شعبهٔ ۱۲ — اتاق ۳",
    "مطالبهٔ وجه چک به مبلغ ۱٬۲۵۰٬۰۰۰ ریال؛ «گیومه»",
    "پچژگ کی لا بالا اسلام الله ۱۴۰۴/۰۹/۰۳ ساعت ۱۰:۴۵",
    "کتاب‌های خانه‌ها می‌روند؛ ۵٪ از [۱۲] مورد",
    f"سریال برگه {isolate('۱۴۰۴-۰۰۰۱۲۷')} است",
]
WITH_LATIN = ["پلاک ABC-12 شهربانی", "رایانامهٔ a.b@example.ir (دفتر) را ببینید", "تابع f(x) و (ABC) تمام"]


def page_with(*sentences: str) -> bytes:
    canvas = PersianCanvas((PAGE[0], PAGE[1] * len(sentences)), "آزمون", "دادگستری")
    for number, sentence in enumerate(sentences, start=1):
        canvas.text(880, 20 + PAGE[1] * (len(sentences) - number), sentence, 18)
    return canvas.finish()


def shown(sentence: str) -> str:
    return sentence.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("sentence", SENTENCES + WITH_LATIN)
def test_a_sentence_copied_with_poppler_is_the_sentence_that_was_written(sentence: str) -> None:
    assert poppler_lines(page_with("سطر نخست", sentence))[1:] == [shown(sentence)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_copied_with_pdfium_is_the_sentence_that_was_written(sentence: str) -> None:
    assert pdfium_lines(page_with(sentence)) == [shown(sentence)]


def test_harakat_are_copied_with_their_letters() -> None:
    sentence = "فعلاً مجدّد دقیقاً مُحمد"
    pdf = page_with(sentence)
    assert poppler_lines(pdf) == [sentence]
    assert pdfium_lines(pdf) == [sentence]


def test_every_font_is_embedded_and_helvetica_is_nowhere() -> None:
    canvas = PersianCanvas(PAGE, "آزمون", "دادگستری")
    for _ in range(3):
        canvas.text(880, 20, "متن", 12)
        canvas.text(200, 20, "پررنگ", 12, bold=True)
        canvas.next_page()
    fonts = poppler("pdffonts", "-", pdf=canvas.finish()).decode().splitlines()[2:]
    assert len(fonts) == 2
    assert all(re.search(r"CID TrueType +Identity-H +yes yes yes", font) for font in fonts)
    assert all("+Vazirmatn-" in font for font in fonts)


def test_the_document_says_its_language_title_and_author() -> None:
    pdf = page_with("متن")
    assert b"/Lang (fa-IR)" in pdf
    said = poppler("pdfinfo", "-", pdf=pdf).decode()
    assert re.search("Title: +آزمون", said)
    assert re.search("Author: +دادگستری", said)


def test_glyphs_beyond_the_first_256_are_copied_from_every_page() -> None:
    words = [
        chr(0x0628 + n % 6) + chr(0x0627 + n // 6 % 30) + f" {n} — {chr(0x41 + n % 26)}" for n in range(300)
    ]
    canvas = PersianCanvas(PAGE, "آزمون", "دادگستری")
    for word in words:
        canvas.text(880, 20, f"واژه {word}", 12)
        canvas.next_page()
    lines = poppler_lines(canvas.finish())
    assert len(lines) == 300
    assert all(str(n) in line for n, line in enumerate(lines))


@pytest.mark.parametrize("sentence", SENTENCES + WITH_LATIN)
def test_the_picture_is_that_of_another_shaping_program(sentence: str) -> None:
    """fpdf2 shapes with HarfBuzz too but orders runs by its own code: an independent eye on bidi."""
    ours = _ink(picture(page_with(sentence), 110))
    theirs = _ink(picture(_drawn_by_fpdf2(sentence), 110))
    assert abs(ours.width - theirs.width) <= 2
    assert abs(ours.height - theirs.height) <= 2
    difference = ImageChops.difference(_blurred(ours), _blurred(theirs.resize(ours.size)))
    clearly_different = sum(difference.histogram()[97:])
    assert clearly_different < 0.005 * ours.width * ours.height


def _drawn_by_fpdf2(sentence: str) -> bytes:
    pdf = FPDF(unit="pt", format=PAGE)
    pdf.add_font("V", "", FONTS / "Vazirmatn-Regular.ttf")
    pdf.set_text_shaping(True, direction="rtl", language="fa")
    pdf.set_text_color(0x1B, 0x27, 0x33)
    pdf.set_margin(0)
    pdf.add_page()
    pdf.set_font("V", "", 18)
    pdf.cell(880, 40, sentence, align="R")
    return bytes(pdf.output())


def _ink(page: Image.Image) -> Image.Image:
    return page.crop(ImageChops.invert(page).getbbox())


def _blurred(page: Image.Image) -> Image.Image:
    """The two programs round positions to different fractions of a pixel."""
    return page.filter(ImageFilter.GaussianBlur(1))


def test_tabular_digits_are_equally_wide_and_others_are_not() -> None:
    canvas = PersianCanvas(PAGE, "آزمون", "دادگستری")
    widths = {round(canvas.width(digit * 5, 10, tabular=True), 2) for digit in "۰۱۲۳۴۵۶۷۸۹"}
    assert len(widths) == 1
    assert canvas.width("۱۱۱", 10) < canvas.width("۳۳۳", 10)


def test_a_paragraph_breaks_in_reading_order_and_tells_its_height() -> None:
    canvas = PersianCanvas((300, 200), "آزمون", "دادگستری")
    text = "این متن بلندی است که باید در چند سطر شکسته شود و ۱۲۳ و ۴۵۶ (هفت) در آن بماند."
    lines = canvas.wrap(text, 150, 10)
    assert len(lines) > 2
    assert " ".join(lines) == text
    assert all(canvas.width(line, 10) <= 150 for line in lines)
    assert canvas.paragraph(280, 180, 150, text, 10, 15) == 15 * len(lines)
    assert poppler_lines(canvas.finish()) == lines


def test_a_word_wider_than_its_column_is_cut_and_nothing_is_lost() -> None:
    canvas = PersianCanvas((300, 200), "آزمون", "دادگستری")
    lines = canvas.wrap("آ" + "بلند" * 40, 80, 10)
    assert "".join(lines) == "آ" + "بلند" * 40
    assert all(canvas.width(line, 10) <= 80 for line in lines)


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_written(text: str) -> None:
    line = clean(text)
    assert page_with(line).startswith(b"%PDF")


@settings(max_examples=60)
@given(
    st.lists(
        st.text("ابپتجچحخدرزسشعغفقکگلمنوهیآئء‌", min_size=1, max_size=8)
        | st.text("۰۱۲۳۴۵۶۷۸۹", min_size=1, max_size=6)
        | st.sampled_from(["(الف)", "«ب»", "۱۴۰۳/۱۲۳", "۱۰:۴۵", "—", "۵٪", "۱٬۲۵۰", "قم،", "قم؛"]),
        min_size=1,
        max_size=7,
    )
)
def test_any_persian_words_and_numbers_come_back_as_written(words: list[str]) -> None:
    line = clean("متن " + " ".join(words))
    pdf = page_with("سطر نخست این برگ", line)
    assert "".join(poppler_lines(pdf)[1:]).replace(" ", "") == line.replace(" ", "")
    assert "".join(pdfium_lines(pdf)[1:]).replace(" ", "") == line.replace(" ", "")

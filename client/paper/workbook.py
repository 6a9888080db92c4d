"""The monthly return as an Excel workbook: right to left, numbers as numbers, totals as formulas."""

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from client.paper.return_figures import COLUMN_TITLES, DeskRow, MonthlyReturn
from common import jalali

_FONT = {"font_name": "Vazirmatn", "font_size": 10.5, "reading_order": 2, "valign": "vcenter"}
# 3000429: Persian digits (Extended Arabic-Indic) of the locale fa-IR, in Excel and LibreOffice.
_WHOLE, _HUNDREDTHS = "[$-3000429]#,##0", "[$-3000429]#,##0.00"
_HEAD_ROW = 3
_WIDTHS = (7, 46, 16, 12, 12, 16, 18, 18)
_FIRST_COUNT, _LAST_COUNT = 2, 5  # columns with sums
_CLEARANCE, _DISPOSITION = 6, 7


class _Formats:
    """The dress of a row: what differs between desks and totals is in `extra`."""

    def __init__(self, book: xlsxwriter.Workbook, **extra: object) -> None:
        frame = {"border": 1, "border_color": "#CBD3DA", **extra}
        self.text: Format = book.add_format({**_FONT, **frame, "align": "right", "text_wrap": True})
        self.whole: Format = book.add_format({**_FONT, **frame, "align": "center", "num_format": _WHOLE})
        self.hundredths: Format = book.add_format(
            {**_FONT, **frame, "align": "center", "num_format": _HUNDREDTHS}
        )


def make_workbook(figures: MonthlyReturn) -> bytes:
    """The return as the bytes of an .xlsx file, made in memory."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties(
            {"title": f"{figures.title} — {figures.month_label}", "author": figures.district_title}
        )
        sheet = book.add_worksheet("آمار ماهانه")
        sheet.right_to_left()
        _print_setup(sheet)
        _heading(book, sheet, figures)
        _body(book, sheet, figures)
    return buffer.getvalue()


def _print_setup(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def _heading(book: xlsxwriter.Workbook, sheet: Worksheet, figures: MonthlyReturn) -> None:
    title = book.add_format({**_FONT, "font_size": 16, "bold": True, "align": "right"})
    line = book.add_format({**_FONT, "font_color": "#55636F", "align": "right"})
    head = book.add_format(
        {
            **_FONT,
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": "#0F5C63",
            "align": "center",
            "text_wrap": True,
        }
    )
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, f"{figures.title} — {figures.month_label}", title)
    printed = jalali.show(figures.printed_on)
    sheet.write_string(1, 0, f"{figures.district_title} · تاریخ تهیه: {printed}", line)
    sheet.set_row(_HEAD_ROW, 36)
    for column, name in enumerate(COLUMN_TITLES):
        sheet.write_string(_HEAD_ROW, column, name, head)


def _body(book: xlsxwriter.Workbook, sheet: Worksheet, figures: MonthlyReturn) -> None:
    plain, striped = _Formats(book), _Formats(book, bg_color="#F5F7F8")
    first = _HEAD_ROW + 1
    for number, row in enumerate(figures.rows, start=1):
        formats = plain if number % 2 else striped
        line = _HEAD_ROW + number
        sheet.write_number(line, 0, number, formats.whole)
        sheet.write_string(line, 1, row.title, formats.text)
        for column, count in enumerate(row.counts, start=_FIRST_COUNT):
            sheet.write_number(line, column, count, formats.whole)
        _indicators(sheet, line, row, formats)
    _totals(sheet, first, first + len(figures.rows), figures, _Formats(book, bg_color="#E1F0F0", bold=True))


def _indicators(sheet: Worksheet, line: int, row: DeskRow, formats: _Formats) -> None:
    """An indicator without a value leaves its cell empty, so that Excel's own sums pass over it."""
    for column, value, dress in (
        (_CLEARANCE, row.clearance_rate, formats.hundredths),
        (_DISPOSITION, row.disposition_time, formats.whole),
    ):
        if value is None:
            sheet.write_blank(line, column, None, dress)
        else:
            sheet.write_number(line, column, float(value), dress)


def _totals(sheet: Worksheet, first: int, line: int, figures: MonthlyReturn, formats: _Formats) -> None:
    """Formulas with the values they have, for programs that show a file without calculating it."""
    total = figures.total()
    sheet.write_blank(line, 0, None, formats.whole)
    sheet.write_string(line, 1, total.title, formats.text)
    for column, count in enumerate(total.counts, start=_FIRST_COUNT):
        name = xl_col_to_name(column)
        formula = f"=SUM({name}{first + 1}:{name}{line})" if figures.rows else "=0"
        sheet.write_formula(line, column, formula, formats.whole, count)
    incoming, disposed, closing = (f"{xl_col_to_name(column)}{line + 1}" for column in (3, 4, _LAST_COUNT))
    for column, formula, dress, value in (
        (
            _CLEARANCE,
            f'=IF({incoming}=0,"",ROUND({disposed}*100/{incoming},2))',
            formats.hundredths,
            total.clearance_rate,
        ),
        (
            _DISPOSITION,
            f'=IF({disposed}=0,"",ROUND({closing}*{figures.days}/{disposed},0))',
            formats.whole,
            total.disposition_time,
        ),
    ):
        sheet.write_formula(line, column, formula, dress, "" if value is None else float(value))

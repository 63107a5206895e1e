"""Tables for a spreadsheet, CSV and XLSX, in which no cell is a formula, whoever wrote its words."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BYTE_ORDER = "\ufeff"  # Without it, spreadsheets misread Arabic.
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(value: object) -> str:
    """The text of a cell that no spreadsheet takes for a formula: one that might be begins with an apostrophe."""
    text = UNPRINTABLE.sub("", "" if value is None else str(value))
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, every cell harmless."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def write_xlsx(rows: Iterable[Sequence[object]], target: IO[bytes], *, title: str, is_rtl: bool = True) -> None:
    """Write a workbook of one sheet, row by row; days stay days, everything else is harmless text."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title[:31])
    sheet.sheet_view.rightToLeft = is_rtl
    for row in rows:
        sheet.append([cell if type(cell) is date else _text(sheet, cell) for cell in row])
    book.save(target)


def _text(sheet: Any, value: object) -> Any:
    cell = WriteOnlyCell(sheet, value=harmless(value))
    cell.data_type = "s"
    return cell


class _Line:
    """What csv.writer writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line

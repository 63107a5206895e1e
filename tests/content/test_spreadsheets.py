"""Tables for a spreadsheet hold no formula."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from content.spreadsheets import csv_lines, harmless, write_xlsx

ROOT = Path(__file__).resolve().parents[2]
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "\uff1d1"]


@pytest.mark.parametrize("text", EVIL)
def test_what_begins_like_a_formula_is_text(text):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize(("value", "text"), [("سالم", "سالم"), ("5-3", "5-3"), (7, "7"), (None, ""), ("a\x00b", "ab")])
def test_everything_else_stays_as_it_is(value, text):
    assert harmless(value) == text


def test_a_csv_is_read_back_with_commas_quotes_and_lines_in_its_cells():
    rows = [["الاسم", "نص"], ['سالم "بن" عبدالله, الحربي', "سطر\nسطر"], EVIL[:2]]
    text = "".join(csv_lines(rows))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert read[:2] == rows[:2]
    assert read[2] == ["'=1+1", "'+1"]


def test_a_workbook_holds_text_and_days_and_no_formula():
    made = io.BytesIO()
    write_xlsx([["a", "b"], *[[evil, date(2026, 3, 1)] for evil in EVIL], ["x\x0by", 5]], made, title="الطلبات" * 9)
    sheet = load_workbook(made).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert all(cell.data_type in ("s", "d") for cell in cells)
    assert sheet["B2"].value.date() == date(2026, 3, 1)
    assert sheet.sheet_view.rightToLeft


def test_there_is_one_guard_alone():
    rooms = [path for path in ROOT.glob("*/**/*.py") if path.parts[len(ROOT.parts)] not in (".venv", "tests", "build")]
    holders = [path for path in rooms if "csv.writer(" in path.read_text() or "FORMULA" in path.read_text()]
    assert [str(path.relative_to(ROOT)) for path in holders] == ["content/spreadsheets.py"]

"""Reads the workbook of `workbook.rs` with openpyxl and compares values, types, number formats and
what stays in view. With a second argument, a folder of tables into which LibreOffice converted its
sheets, compares these as well."""

import csv
import datetime
import pathlib
import sys

import openpyxl
from openpyxl.utils.escape import unescape

NAMES = ["Liên hệ", "交易", "Calls what when"]
DAY, TIME, TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@"
PHONE = "+84 912 345 678"
wrong = []


def expect(found, expected, what):
    if type(found) is not type(expected) or found != expected:
        wrong.append(f"{what}: {found!r}, expected {expected!r}")


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def check(sheet, name, cells):
    """Compares a column: value and number format of each cell below the header."""
    column = columns(sheet).get(name)
    if column is None:
        wrong.append(f"{sheet.title}: no column {name}")
        return
    for row, (value, number_format) in enumerate(cells, 2):
        cell = sheet.cell(row, column)
        found = unescape(cell.value) if isinstance(cell.value, str) else cell.value
        what = f"{sheet.title}, {cell.coordinate}"
        expect(found, value, what)
        expect(cell.data_type == "f", False, f"{what} is a formula")
        if number_format:
            expect(cell.number_format, number_format, f"{what}, format")


def frame(sheet, rows):
    """Checks the header and what spans the sheet."""
    expect(sheet.freeze_panes, "A2", f"{sheet.title}, frozen")
    expect(sheet.auto_filter.ref, sheet.dimensions, f"{sheet.title}, filter")
    expect(sheet.max_row, rows + 1, f"{sheet.title}, rows")
    expect(all(cell.font.b for cell in sheet[1]), True, f"{sheet.title}, bold")
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    expect(len(widths), sheet.max_column, f"{sheet.title}, columns with a width")
    expect(all(8 <= width <= 60 for width in widths), True, f"{sheet.title}, widths {widths}")


def openpyxl_reads(path):
    book = openpyxl.load_workbook(path)
    expect(book.sheetnames, NAMES, "names")
    people, deals, calls = book.worksheets
    for sheet, rows in (people, 5), (deals, 4), (calls, 1):
        frame(sheet, rows)
    given = ["Ánh", "小明", "=1+1", "\x01bell\x07", "00123456789012345678"]
    family = ["Nguyễn Thị", "王", 'a <b> & "c" _x0041_', " blanks ", "two\nlines"]
    check(people, "First name", [(text, TEXT) for text in given])
    check(people, "Last name", [(text, TEXT) for text in family])
    day = datetime.datetime
    dates = [day(1900, 2, 28), day(1900, 3, 1), day(2026, 11, 28)]
    check(people, "Birthday", [(date, DAY) for date in dates] + [("--05-12", TEXT), (None, None)])
    check(people, "Favorite", [(True, None)] * 5)
    check(people, "Phone 1 - Value", [(PHONE, TEXT)] * 5)
    amounts = [(-12.5, "EUR", "0.00"), (50_000_000, "VND", "0"), (1.005, "KWD", "0.000")]
    cells = [(value, f"#,##{digits} [${code}]") for value, code, digits in amounts]
    check(deals, "Value", cells + [("12345678901234.56 EUR", TEXT)])
    check(calls, "When", [(day(2026, 11, 28, 6, 0), TIME)])
    check(calls, "Text", [("- about the roof", TEXT)])


def libreoffice_reads(folder):
    tables = []
    for name in NAMES:
        (path,) = pathlib.Path(folder).glob(f"*-{name}.csv")
        with open(path, encoding="utf-8", newline="") as file:
            tables.append(list(csv.DictReader(file)))
    people, deals, calls = tables
    expect([row["First name"] for row in people[:3]], ["Ánh", "小明", "=1+1"], "LibreOffice")
    expect([row["Phone 1 - Value"] for row in people], [PHONE] * 5, "LibreOffice")
    # It counts days from 1899-12-30, so its days before March 1900 are others.
    expect([row["Birthday"] for row in people[1:3]], ["1900-03-01", "2026-11-28"], "LibreOffice")
    values = ["-12.50 EUR", "50,000,000 VND", "1.005 KWD", "12345678901234.56 EUR"]
    expect([row["Value"] for row in deals], values, "LibreOffice")
    expect([row["When"] for row in calls], ["2026-11-28 06:00"], "LibreOffice")


openpyxl_reads(sys.argv[1])
if len(sys.argv) > 2:
    libreoffice_reads(sys.argv[2])
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(bool(wrong))

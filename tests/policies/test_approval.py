"""Dates of approval: read when they agree, proposed when exactly one day fits, left open otherwise (R44)."""

from datetime import date

import pytest

from policies.importer.approval import approval_of
from policies.importer.layout import Block
from policies.importer.report import Report
from saudi.hijri import to_hijri

DAY = date(2021, 5, 5)
HIJRI = to_hijri(DAY)


def approval(text, until=None):
    return approval_of(Block(text, [1]), Report(), until)


def test_the_example_day_is_what_the_calendar_says():
    assert (HIJRI.year, HIJRI.month, HIJRI.day) == (1442, 9, 23)


@pytest.mark.parametrize(
    "text",
    [
        "رقم (٤) بتاريخ ٢٣/٠٩/١٤٤٢هـ الموافق ٠٥/٠٥/٢٠٢١م",
        "رقم (4) بتاريخ 23/9/1442هـ الموافق 5/5/2021م",
        "رقم (4) بتاريخ 1442/9/23هـ الموافق 2021/5/5م",
        "رقم (4) بتاريخ ۲۳-۹-۱۴۴۲ الموافق ۵-۵-۲۰۲۱",
        "رقم (4) بتاريخ 23 رمضان 1442هـ الموافق 5 مايو 2021م",
    ],
)
def test_two_whole_dates_that_agree_are_read(text):
    found = approval(text)
    assert (found.approved_on, found.proposed, found.meeting) == (DAY, False, 4)


@pytest.mark.parametrize(
    "text",
    [
        # the month impossible and the year short of a digit; the year named beside it decides
        "رقم: (٤)، لعام: ٢٠٢١م بتاريخ: ٢٣/٩٠/٤٤٢هـ الموافق ٠٥/٠٥/١٢م",
        "رقم (4) لعام 1442هـ بتاريخ 23/99/1هـ الموافق 5/5/21م",
        # one calendar whole, the other illegible
        "رقم (4) بتاريخ 23/9/1442هـ الموافق 55/55/5م",
        "رقم (4) بتاريخ 99/99/99هـ الموافق 5/5/2021م",
    ],
)
def test_one_day_left_is_proposed_for_confirmation(text):
    found = approval(text)
    assert (found.approved_on, found.proposed) == (DAY, True)


@pytest.mark.parametrize(
    "text",
    [
        # no year anywhere: many years fit
        "رقم (4) بتاريخ 23/99/4هـ الموافق 5/5/12م",
        # the month illegible in both calendars: several days of the year fit
        "رقم (4) لعام 2021م بتاريخ 99/99/442هـ الموافق 99/5/12م",
        # whole dates that contradict each other
        "رقم (4) بتاريخ 24/9/1442هـ الموافق 5/5/2021م",
        # the year named in the line contradicts both
        "رقم (4) لعام 2019م بتاريخ 23/9/1442هـ الموافق 5/5/2021م",
        # a day that the calendar does not have
        "رقم (4) بتاريخ 31/2/2021م الموافق 23/99/442هـ",
    ],
)
def test_no_day_or_several_make_no_proposal(text):
    report = Report()
    found = approval_of(Block(text, [7]), report)
    assert found.approved_on is None
    assert not found.proposed
    assert [finding.line for finding in report.of("doubt")] == [7]


def test_a_day_that_has_not_come_is_never_proposed():
    text = "رقم (4) بتاريخ 99/99/99هـ الموافق 5/5/2021م"
    assert approval(text, until=date(2021, 5, 4)).approved_on is None
    assert approval(text, until=DAY).approved_on == DAY

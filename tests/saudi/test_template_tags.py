from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation


def render(source, **context):
    return Template("{% load saudi %}" + source).render(Context(context))


def read(source, **context):
    """The words alone: a date's own spaces do not break."""
    return render(source, **context).replace("\u00a0", " ")


def test_a_date_breaks_between_its_two_calendars_alone():
    shown = render("{{ v|both_dates_short }}", v=date(2026, 12, 17))
    assert shown.split(" ") == ["8\u00a0رجب\u00a01448هـ\u00a0·", "17\u00a0ديسمبر\u00a02026"]
    whole = render("{{ v|both_dates }}", v=date(2026, 12, 17))
    assert whole.split(" ") == ["الخميس", *shown.split(" ")]
    with translation.override("en"):
        shown = render("{{ v|both_dates_short }}", v=date(2026, 11, 20))
    assert shown.split(" ")[0] == "10\u00a0Jumada\u00a0al-\u2060Akhirah\u00a01448\u00a0AH\u00a0·"


def test_ltr_escapes_and_isolates():
    assert render("{{ v|ltr }}", v="<b>1 & 2") == '<bdi dir="ltr">&lt;b&gt;1 &amp; 2</bdi>'
    assert render("{{ v|ltr }}", v=0) == '<bdi dir="ltr">0</bdi>'
    assert render("{{ v|ltr }}{{ w|ltr }}", v=None, w="") == ""


def test_hours_are_one_range_in_local_time():
    begin, end = datetime(2026, 12, 17, 13, 0, tzinfo=UTC), datetime(2026, 12, 17, 16, 5, tzinfo=UTC)
    assert render("{{ v|hours_to:w }}", v=begin, w=end) == '<bdi dir="ltr" class="hour-range">16:00–19:05</bdi>'
    assert ">16:00–…<" in render("{{ v|hours_to:w }}", v=begin, w=None)


def test_phones():
    assert render("{{ v|phone }}", v="+966501234567") == '<bdi dir="ltr">050 123 4567</bdi>'
    assert render("{{ v|phone_masked }}", v="+966501234567") == '<bdi dir="ltr">•••• 567</bdi>'
    assert render("{{ v|phone }}{{ v|phone_masked }}", v=None) == ""


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ar", "الخميس 8 رجب 1448هـ · 17 ديسمبر 2026|8 رجب 1448هـ · 17 ديسمبر 2026"),
        ("en", "Thursday 8 Rajab 1448 AH · 17 December 2026|8 Rajab 1448 AH · 17 December 2026"),
    ],
)
def test_dates_follow_the_language(language, shown):
    with translation.override(language):
        assert read("{{ v|both_dates }}|{{ v|both_dates_short }}", v=date(2026, 12, 17)) == shown


def test_moments_are_shown_in_local_time():
    with translation.override("en"):
        late = datetime(2026, 12, 16, 22, 30, tzinfo=UTC)
        assert read("{{ v|both_dates }}", v=late).startswith("Thursday")
        assert read("{{ v|both_dates_short }}", v=late.replace(tzinfo=None)).endswith("16 December 2026")
    assert read("{{ v|both_dates }}{{ v|both_dates_short }}", v=None) == ""

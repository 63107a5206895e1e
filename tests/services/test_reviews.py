"""Answers to review: who keeps which, by date, for a spreadsheet too (R10)."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from office.models import OfficeSettings
from services.models import FaqGroupPage, FaqIndexPage, FaqPage

URL = "/admin/answers/"


@pytest.fixture
def group(home):
    index = home.add_child(instance=FaqIndexPage(title="أسئلة", slug="faq"))
    return index.add_child(instance=FaqGroupPage(title="عام", slug="general"))


@pytest.fixture
def ask(group):
    def make(title, days=None, **fields):
        day = None if days is None else timezone.localdate() + timedelta(days=days)
        number = FaqPage.objects.count()
        return group.add_child(
            instance=FaqPage(title=title, slug=f"q{number}", answer="<p>نعم</p>", review_on=day, **fields)
        )

    return make


@pytest.fixture
def editor(staff, sign_in):
    return sign_in(staff("editor"))


def titles(client, **asked):
    answer = client.get(URL, asked)
    assert answer.status_code == 200
    return [row.title for row, _state in answer.context["rows"]]


def test_the_most_urgent_stands_first_and_each_says_how_urgent(ask, editor):
    office = OfficeSettings.load()
    office.review_notice_days = 10
    office.save()
    for title, days in (("بلا", None), ("بعيد", 11), ("قريب", 10), ("اليوم", 0), ("فات", -40)):
        ask(title, days)
    ask("مسودة", 0, live=False)
    assert titles(editor) == ["فات", "اليوم", "قريب", "بعيد", "بلا"]
    wanted = {"due": ["فات", "اليوم"], "soon": ["قريب"], "later": ["بعيد"], "undated": ["بلا"]}
    assert {due: titles(editor, due=due) for due in wanted} == wanted


def test_one_colleague_finds_the_answers_of_ones_own(ask, editor, staff):
    keeper, other = staff("editor"), staff("publisher")
    mine, theirs, _free = ask("لي", 1, responsible=keeper), ask("لغيري", 1, responsible=other), ask("لا أحد", 1)
    assert titles(editor, keeper=keeper.pk) == ["لي"]
    assert titles(editor, keeper="nobody", due="soon") == ["لا أحد"]
    html = editor.get(URL).content.decode()
    assert all(reverse("wagtailadmin_pages:edit", args=[page.pk]) in html for page in (mine, theirs))
    assert keeper.get_full_name() in html


def test_translations_are_reviewed_with_their_source(ask, editor, home):
    page = ask("سؤال", 0)
    page.copy_for_translation(Locale.objects.create(language_code="en"), copy_parents=True)
    FaqPage.objects.update(live=True)
    assert titles(editor) == ["سؤال"]


def test_a_manager_reads_it_without_a_door_to_the_editor(ask, staff, sign_in):
    page = ask("سؤال", 0)
    client = sign_in(staff("manager"))
    html = client.get(URL).content.decode()
    assert "سؤال" in html and reverse("wagtailadmin_pages:edit", args=[page.pk]) not in html
    assert URL in client.get("/admin/").content.decode()
    assert URL not in sign_in(staff("reception")).get("/admin/").content.decode()


@pytest.mark.parametrize("asked", [{"due": "x"}, {"keeper": "'"}, {"keeper": "99999999999999999999"}])
def test_a_filter_that_is_no_choice_is_told_so(ask, editor, asked):
    answer = editor.get(URL, {**asked, "export": "csv"})
    assert answer.status_code == 400
    assert "case-error" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", ""])
def test_pages_that_are_not_there_give_the_nearest(ask, editor, number):
    for each in range(26):
        ask(f"سؤال {each}", each)
    answer = editor.get(URL, {"page": number, "due": ""})
    assert answer.status_code == 200 and len(answer.context["rows"]) in (25, 1)


def test_the_table_holds_every_row_and_no_formula(ask, editor, staff):
    for each in range(30):
        ask(f"سؤال {each}", each)
    ask("=HYPERLINK(1)", -1, responsible=staff("editor", first_name="@SUM", last_name="x"))
    answer = editor.get(URL, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode().lstrip("\ufeff"))))
    assert len(rows) == 32 and rows[1][:2] == ["'=HYPERLINK(1)", "'@SUM x"]
    assert answer["Content-Disposition"] == 'attachment; filename="answers-to-review.csv"'


def test_the_report_costs_the_same_whatever_it_lists(ask, editor, staff):
    costs = []
    for more in (1, 2, 27):
        for _each in range(more):
            ask("سؤال", 1, responsible=staff("editor"))
        editor.get(URL)
        with CaptureQueriesContext(connection) as seen:
            assert editor.get(URL).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1] == costs[2], costs

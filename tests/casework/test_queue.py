"""The queue: ways of looking at it, filters in the address, pages at any depth, words that stay out of the address."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.actions import withdraw
from applications.models import Application, CaseMessage, Clarification
from audit.models import AuditEvent
from casework import actions, queries
from casework.models import Desk, SavedView
from casework.queue import saved, sorts
from casework.queue.looks import views_for
from people.models import Person
from people.rules import kin_keys
from tests import cases

pytestmark = pytest.mark.django_db
URL = "/admin/requests/"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def client(reception, sign_in):
    return sign_in(reception)


def shown(client, view="open", **filters):
    """The references of a page of the queue, in their order."""
    answer = client.get(URL, {"view": view, **filters})
    assert answer.status_code == 200
    return [row["case"].reference for row in answer.context["rows"]]


def count_of(client, slug):
    return next(tab["count"] for tab in client.get(f"{URL}?view=open").context["tabs"] if tab["view"].slug == slug)


# --- Views --------------------------------------------------------------------------------------------------------


def test_each_view_holds_its_own(new_member, service, reception, client, staff):
    new = cases.submitted(new_member(), service)
    mine = cases.being_matched(new_member(), service, reception)
    waiting = cases.waiting(new_member(), service, reception)
    theirs = cases.being_matched(new_member(), service, staff("reception"))
    sent = cases.at_committee(new_member(), service, reception)
    everything = {new, mine, waiting, theirs, sent}
    assert set(shown(client)) == {case.reference for case in everything}
    assert set(shown(client, "mine")) == {mine.reference, waiting.reference, sent.reference}
    assert set(shown(client, "team")) == {case.reference for case in (new, mine, waiting, theirs)}
    assert shown(client, "unassigned") == [new.reference]
    assert shown(client, "waiting") == [waiting.reference]
    assert shown(client, "questions") == []
    assert (count_of(client, "mine"), count_of(client, "open"), count_of(client, "decided")) == ("3", "5", "")


def test_today_soon_and_overdue_follow_the_clock_and_never_a_waiting_case(new_member, service, reception, client):
    case = cases.being_matched(new_member(), service, reception)
    cases.waiting(new_member(), service, reception)
    noon = timezone.localtime().replace(hour=12)
    due = noon + (case.due_on - noon.date())
    for moment, view in ((due, "today"), (due - timedelta(days=1), "soon"), (due + timedelta(days=1), "overdue")):
        with time_machine.travel(moment, tick=False):
            held = {
                each.slug: list(queries.visible_to(reception).filter(each.condition)) for each in views_for(reception)
            }
        assert [slug for slug in ("today", "soon", "overdue") if held[slug] == [case]] == [view]


def test_a_question_that_nobody_answered_brings_the_case_into_view(new_member, service, client):
    asked, unclear, calm = (cases.submitted(new_member(), service) for _ in range(3))
    CaseMessage.objects.create(application=asked, from_person=True, text="متى؟", is_question=True)
    Clarification.objects.create(application=unclear, due_on=timezone.localdate())
    assert set(shown(client, "questions")) == {asked.reference, unclear.reference}
    assert count_of(client, "questions") == "2"
    CaseMessage.objects.update(answered_at=timezone.now())
    assert shown(client, "questions") == [unclear.reference]
    assert calm.reference in shown(client)


def test_what_ended_is_found_by_its_view_and_status(new_member, service, reception, client):
    person = new_member()
    case = withdraw(cases.submitted(person, service), by=person)
    assert shown(client) == []
    assert shown(client, "decided", status="withdrawn") == [case.reference]
    assert shown(client, "decided", status="approved") == []


# --- Filters ------------------------------------------------------------------------------------------------------


def test_each_filter_narrows_and_stays_in_the_address(new_member, service, reception, client, staff):
    other = cases.make_service("books")
    first, second = cases.submitted(new_member(), service), cases.submitted(new_member(), other)
    Application.objects.filter(pk=second.pk).update(channel="phone", interpreter="ur", assigned_to=reception)
    second.person.recipient.language = "ur"
    second.person.recipient.save()
    narrow = {
        "service": str(other.pk),
        "channel": "phone",
        "language": "ur",
        "interpreter": "any",
        "with_whom": "me",
        "status": "submitted",
        "days": "7",
    }
    for name, value in narrow.items():
        answer = client.get(URL, {"view": "open", name: value})
        references = {row["case"].reference for row in answer.context["rows"]}
        expected = {second.reference} if name not in ("status", "days") else {first.reference, second.reference}
        assert references == expected, name
        assert f"{name}={value}" in answer.context["query"]
    assert shown(client, **narrow) == [second.reference]
    assert shown(client, with_whom="none") == [first.reference]
    assert shown(client, with_whom=reception.reference) == [second.reference]
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert shown(client, days="7") == []


@pytest.mark.parametrize(
    "given", [{"status": "draft"}, {"service": "999999"}, {"days": "x"}, {"with_whom": "zz"}, {"sort": "1"}]
)
def test_a_filter_that_is_no_choice_of_ours_is_told(new_member, service, client, given):
    cases.submitted(new_member(), service)
    answer = client.get(URL, {"view": "open", **given})
    assert answer.status_code == 400
    assert list(answer.context["rows"]) == []
    assert "ليس في هذه التصفية هذا الخيار" in answer.content.decode()


# --- Order and pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["due", "newest", "oldest"])
def test_every_case_is_on_one_page_there_and_back(new_member, service, client, monkeypatch, sort):
    made = [cases.submitted(new_member(), service) for _ in range(5)]
    same = timezone.now()
    Application.objects.filter(pk__in=[case.pk for case in made[:3]]).update(submitted_at=same)
    monkeypatch.setattr(sorts, "PAGE_SIZE", 2)
    seen, backwards, mark = [], [], {}
    while True:
        answer = client.get(URL, {"view": "open", "sort": sort, **mark})
        seen.append([row["case"].reference for row in answer.context["rows"]])
        page = answer.context["page"]
        if not page.after:
            break
        mark = {"after": page.after}
    assert [len(each) for each in seen] == [2, 2, 1]
    assert len({reference for each in seen for reference in each}) == 5
    while page.before:
        answer = client.get(URL, {"view": "open", "sort": sort, "before": page.before})
        backwards.append([row["case"].reference for row in answer.context["rows"]])
        page = answer.context["page"]
    assert backwards == [seen[1], seen[0]]


def test_the_oldest_and_the_newest_are_each_others_reverse(new_member, service, client):
    made = [cases.submitted(new_member(), service) for _ in range(3)]
    for number, case in enumerate(made):
        Application.objects.filter(pk=case.pk).update(submitted_at=timezone.now() - timedelta(hours=9 - number))
    assert shown(client, sort="oldest") == [case.reference for case in made]
    assert shown(client, sort="newest") == [case.reference for case in reversed(made)]


@pytest.mark.parametrize(
    "mark", ["x", "\x00", "W10", "WyIyMDI2LTAxLTAxIl0", "a" * 500, "WyI5OTk5LTEyLTMxIiwgIjAwMDEtMDEtMDEiLCAieCJd"]
)
def test_a_forged_place_is_the_first_page(new_member, service, client, mark):
    case = cases.submitted(new_member(), service)
    assert shown(client, after=mark) == shown(client, before=mark) == [case.reference]


def test_counts_stop_at_their_limit(new_member, service, client, monkeypatch):
    monkeypatch.setattr("casework.queue.queries.MOST", 2)
    for _ in range(4):
        cases.submitted(new_member(), service)
    assert count_of(client, "open") == "2+"


# --- Words --------------------------------------------------------------------------------------------------------


def test_words_find_a_case_in_any_state_and_stay_out_of_the_address(new_member, service, client):
    person = new_member()
    case = cases.submitted(person, service)
    local = "0" + person.mobile.removeprefix("+966")
    for words in ("سالم", "سآلم", case.reference.lower(), local, person.mobile, case.person.reference):
        answer = client.post(URL, {"q": words})
        assert [row["case"].reference for row in answer.context["rows"]] == [case.reference], words
        assert "?q=" not in answer.content.decode()
    assert not client.post(URL, {"q": "رجل لا يعرفه أحد"}).context["rows"]


def test_looking_for_an_identity_number_leaves_a_row_without_the_number(new_member, service, client, reception):
    case = cases.submitted(new_member(), service)
    answer = client.post(URL, {"q": "١٠٠٠٠٠٠٠٠٨"})
    assert [row["case"].reference for row in answer.context["rows"]] == [case.reference]
    row = AuditEvent.objects.get(action="person.sought")
    assert (row.by, row.subject) == (reception, case.person)
    assert "1000000008" not in str(row.details)
    client.post(URL, {"q": "سالم"})
    assert AuditEvent.objects.filter(action="person.sought").count() == 1


def test_kin_are_neither_in_a_view_nor_found(new_member, service, staff, sign_in):
    colleague, person = staff("reception"), new_member()
    case = cases.submitted(person, service)
    colleague.mobile = None
    colleague.save()
    Person.objects.filter(pk=case.person_id).update(user=None)
    case.person.kin_at_work.create(user=colleague, declared_by=colleague)
    assert kin_keys(colleague) == [case.person_id]
    client = sign_in(colleague)
    assert shown(client) == []
    assert not client.post(URL, {"q": case.reference}).context["rows"]
    assert count_of(client, "open") == "0"


# --- One's own views ----------------------------------------------------------------------------------------------


def test_a_view_is_kept_opened_with_and_removed(new_member, service, reception, client):
    case = cases.submitted(new_member(), service)
    kept = client.post(f"{URL}views/keep/", {"view": "unassigned", "channel": "website", "days": "", "name": " عملي  "})
    assert kept.url == f"{URL}?view=unassigned&channel=website"
    view = SavedView.objects.get()
    assert (view.owner, view.name, view.filters) == (reception, "عملي", {"view": "unassigned", "channel": "website"})
    page = client.get(kept.url)
    assert "عملي" in page.content.decode() and page.context["saved_views"][0]["current"]
    client.post(f"{URL}views/{view.pk}/opens/")
    assert client.get(URL).url == kept.url
    assert client.get(URL, {"view": "open"}).status_code == 200
    client.post(f"{URL}views/{view.pk}/opens/", {"undo": "1"})
    assert client.get(URL).status_code == 200
    client.post(f"{URL}views/{view.pk}/opens/")
    assert client.post(f"{URL}views/{view.pk}/remove/").status_code == 302
    assert not SavedView.objects.exists()
    assert Desk.objects.get().opens_with is None
    assert case.reference in client.get(URL).content.decode()


def test_a_name_is_wanted_and_stands_once_and_is_given_back(client):
    for name, told in (("", "اكتب اسمًا"), ("عملي", ""), ("عملي", "بهذا الاسم")):
        answer = client.post(f"{URL}views/keep/", {"view": "open", "name": name}, follow=True)
        assert told in answer.content.decode()
        assert f'value="{name}"' in answer.content.decode() or not told
    assert SavedView.objects.count() == 1


def test_anothers_view_is_as_none(staff, client):
    other = saved.keep(by=staff("manager"), name="لغيري", filters={"view": "open"})
    for act in ("remove", "opens"):
        assert client.post(f"{URL}views/{other.pk}/{act}/").status_code == 404
        assert client.post(f"{URL}views/999999/{act}/").status_code == 404
    assert "لغيري" not in client.get(URL).content.decode()
    assert SavedView.objects.count() == 1


def test_no_more_views_than_one_can_read(reception, client, monkeypatch):
    monkeypatch.setattr(saved, "MOST", 1)
    for name in ("أولى", "ثانية"):
        client.post(f"{URL}views/keep/", {"view": "open", "name": name})
    assert SavedView.objects.count() == 1


def test_the_queue_knows_what_is_due_of_every_open_case(member, service, reception):
    case = cases.being_matched(member, service, reception)
    actions.send_back(case, problems={"paper-0": "غير واضحة"}, note="", by=reception)
    assert Application.objects.get().due_on

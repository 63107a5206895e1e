"""Taking a case, giving it, giving many, who is away, and who looks at it now."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import actions as staff_acts
from casework.assigning import actions
from casework.assigning.queries import holders, loads
from casework.models import Desk, Presence
from casework.presence.actions import forget_faded, touch
from notifications.models import Message
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
def other(staff):
    return staff("reception", first_name="هند", last_name="الجهني")


@pytest.fixture
def case(member, service):
    return cases.submitted(member, service)


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def holder_of(case):
    return Application.objects.get(pk=case.pk).assigned_to


# --- Taking -------------------------------------------------------------------------------------------------------


def test_a_case_is_taken_once_and_the_second_is_told_by_whom(case, reception, other, sign_in):
    assert sign_in(other).post(f"{URL}{case.reference}/claim/").status_code == 302
    assert holder_of(case) == other
    assert actions.claim(case, by=other).assigned_to == other  # Twice is as once.
    assert AuditEvent.objects.about(case).filter(action="application.assigned").count() == 1
    answer = sign_in(reception).post(f"{URL}{case.reference}/claim/")
    assert answer.status_code == 409
    assert "هند الجهني" in str(next(iter(answer.context["messages"])))
    assert holder_of(case) == other


@pytest.mark.parametrize("role", ["researcher", "committee", "chair", "manager"])
def test_only_the_desk_of_the_station_takes_a_case(case, role, staff):
    assert refusal_of(actions.claim, case, by=staff(role)).status == 403
    assert holder_of(case) is None


def test_what_is_at_the_committee_stands_with_no_desk(member, service, reception, staff):
    case = cases.at_committee(member, service, reception)
    assert refusal_of(actions.claim, case, by=staff("reception")).status == 409
    assert refusal_of(actions.assign, case, to=staff("committee"), by=staff("manager")).status == 409


# --- Giving -------------------------------------------------------------------------------------------------------


def test_a_case_is_given_with_a_trace_and_a_word_without_a_name(case, reception, other, sign_in):
    client = sign_in(reception)
    assert client.post(f"{URL}{case.reference}/assign/", {"to": other.reference, "was": ""}).status_code == 302
    assert holder_of(case) == other
    row = AuditEvent.objects.about(case).get(action="application.assigned")
    assert (row.by, row.details) == (reception, {"from": "", "to": other.reference})
    letter = Message.objects.get(template="casework/assigned")
    assert letter.recipient.user == other
    assert case.reference in letter.body
    assert "سالم" not in letter.title + letter.body
    assert letter.get_absolute_url() == URL


def test_two_who_give_at_once_the_second_sees_who_has_it(case, reception, other, staff, sign_in):
    third = staff("reception")
    actions.assign(case, to=other, by=reception, was="")
    answer = sign_in(reception).post(f"{URL}{case.reference}/assign/", {"to": third.reference, "was": ""})
    assert answer.status_code == 409
    assert holder_of(case) == other
    actions.assign(case, to=third, by=reception, was=other.reference)
    assert holder_of(case) == third


def test_nobody_gets_a_case_of_another_station_or_of_kin_or_after_leaving(case, reception, other, staff):
    case.person.kin_at_work.create(user=other, declared_by=other)
    gone = staff("reception")
    gone.is_active = False
    gone.save()
    for to in (staff("researcher"), staff("editor"), other, gone):
        assert refusal_of(actions.assign, case, to=to, by=reception).status == 409
    assert holder_of(case) is None
    assert not Message.objects.filter(template="casework/assigned").exists()


def test_a_case_of_kin_is_not_given_away_either(case, reception, other):
    case.person.kin_at_work.create(user=reception, declared_by=reception)
    assert refusal_of(actions.assign, case, to=other, by=reception).status == 403


def test_a_case_goes_back_to_the_queue(case, reception, other):
    actions.assign(case, to=other, by=reception)
    assert actions.assign(case, to=None, by=reception, was=other.reference).assigned_to is None


def test_a_study_is_given_to_researchers_alone(member, service, reception, staff):
    researcher, second = staff("researcher"), staff("researcher")
    studied = cases.being_studied(member, service, reception, researcher)
    assert refusal_of(actions.assign, studied, to=second, by=reception).status == 403
    assert actions.assign(studied, to=second, by=researcher).assigned_to == second
    assert refusal_of(actions.assign, studied, to=reception, by=researcher).status == 409


@pytest.mark.parametrize("to", ["", "zz", "\x00"])
def test_no_choice_of_a_colleague_is_told(case, reception, sign_in, to):
    client = sign_in(reception)
    assert client.post(f"{URL}{case.reference}/assign/", {"to": to}).status_code == 422
    answer = client.post(f"{URL}assign/", {"to": to, "case": [case.reference]}, follow=True)
    assert "اختر زميلًا" in answer.content.decode()
    assert holder_of(case) is None


# --- Many at once -------------------------------------------------------------------------------------------------


def test_of_many_each_is_given_or_told_why_not(new_member, service, reception, other, staff, sign_in):
    one, two = (cases.submitted(new_member(), service) for _ in range(2))
    kin = cases.submitted(new_member(), service)
    kin.person.kin_at_work.create(user=other, declared_by=other)
    sent = cases.at_committee(new_member(), service, staff("reception"))
    marked = [each.reference for each in (one, two, kin, sent)]
    given = {"to": other.reference, "case": marked, "back": "view=unassigned&channel=website"}
    answer = sign_in(reception).post(f"{URL}assign/", given)
    assert answer.url == f"{URL}?view=unassigned&channel=website"
    assert holder_of(one) == holder_of(two) == other
    assert holder_of(kin) is None
    assert holder_of(sent) != other
    letter = Message.objects.get(template="casework/assigned")
    assert one.reference in letter.body and two.reference in letter.body and kin.reference not in letter.body


def test_the_page_after_many_names_each_refusal(new_member, service, reception, other, sign_in):
    one, kin = cases.submitted(new_member(), service), cases.submitted(new_member(), service)
    kin.person.kin_at_work.create(user=other, declared_by=other)
    client = sign_in(reception)
    given = {"to": other.reference, "case": [one.reference, kin.reference, "YD-2222-2222"], "back": "view=open"}
    told = [str(each) for each in client.post(f"{URL}assign/", given, follow=True).context["messages"]]
    assert len(told) == 3
    assert kin.reference in told[1] or kin.reference in told[2]
    assert any("YD-2222-2222" in each for each in told)


def test_nothing_marked_and_too_many_are_refused(reception, other):
    assert refusal_of(actions.assign_many, {}, to=other, by=reception).status == 422
    many = {f"YD-{number}": None for number in range(101)}
    assert refusal_of(actions.assign_many, many, to=other, by=reception).status == 422


def test_the_committee_gives_nothing(case, staff, other, sign_in):
    member = staff("committee")
    assert refusal_of(actions.assign_many, {case.reference: case}, to=other, by=member).status == 403
    assert 'name="to"' not in sign_in(member).get(f"{URL}?view=open").content.decode()


def test_the_address_to_go_back_to_is_the_queue_alone(case, reception, other, sign_in):
    given = {"to": other.reference, "case": [case.reference], "back": "//evil.example/?x=1"}
    assert sign_in(reception).post(f"{URL}assign/", given).url.startswith(f"{URL}?")


# --- Load and days away ---------------------------------------------------------------------------------------------


def test_the_load_is_what_is_open_late_and_waiting(new_member, service, reception, sign_in):
    cases.being_matched(new_member(), service, reception)
    cases.waiting(new_member(), service, reception)
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        mine = next(each for each in loads() if each.user == reception)
        assert (mine.load, mine.overdue, mine.waiting) == (2, 1, 1)
    page = sign_in(reception).get(f"{URL}load/").content.decode()
    assert "<meter" in page
    assert reception.get_full_name() in page


def test_days_away_are_ones_own_or_a_managers_to_write(reception, other, staff, sign_in):
    today = timezone.localdate()
    days = {"first": today.strftime("%d/%m/%Y"), "last": (today + timedelta(days=3)).strftime("%d/%m/%Y")}
    client = sign_in(reception)
    assert client.post(f"{URL}load/", {"colleague": other.reference, **days}).status_code == 422
    assert client.post(f"{URL}load/", {"colleague": reception.reference, **days}).status_code == 302
    assert sign_in(staff("manager")).post(f"{URL}load/", {"colleague": other.reference, **days}).status_code == 302
    assert {each.user for each in holders() if each.is_away} == {reception, other}
    assert client.post(f"{URL}load/", {"colleague": reception.reference, "first": "", "last": ""}).status_code == 302
    assert {each.user for each in holders() if each.is_away} == {other}


@pytest.mark.parametrize(("first", "last"), [("5/5/2026", ""), ("5/5/2026", "4/5/2026"), ("x", "y")])
def test_days_in_disorder_are_refused_and_kept_on_the_page(reception, sign_in, first, last):
    answer = sign_in(reception).post(f"{URL}load/", {"colleague": reception.reference, "first": first, "last": last})
    assert answer.status_code == 422
    assert f'value="{first}"' in answer.content.decode()
    assert not Desk.objects.exclude(away_from=None).exists()


# --- Who looks ----------------------------------------------------------------------------------------------------


def test_whoever_has_the_case_open_is_named_to_the_others_for_two_minutes(case, reception, other, sign_in):
    page = sign_in(other).get(f"{URL}{case.reference}/")
    assert "هند الجهني" not in page.content.decode().split("data-presence")[1].split("</form>")[0]
    client = sign_in(reception)
    assert "هند الجهني" in client.get(f"{URL}{case.reference}/").content.decode().split("data-presence")[1]
    assert client.get(f"{URL}?view=open").context["rows"][0]["lookers"] == ["هند الجهني"]
    assert client.post(f"{URL}{case.reference}/here/").json() == {"names": ["هند الجهني"]}
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert client.post(f"{URL}{case.reference}/here/").json() == {"names": []}


def test_saying_that_one_is_here_is_no_opening_of_the_case(case, reception, sign_in):
    before = AuditEvent.objects.count()
    sign_in(reception).post(f"{URL}{case.reference}/here/")
    assert AuditEvent.objects.count() == before
    assert Presence.objects.get().user == reception


def test_what_faded_is_forgotten(new_member, service, reception):
    first, second = (cases.submitted(new_member(), service) for _ in range(2))
    touch(first, by=reception)
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        touch(second, by=reception)
        touch(second, by=reception)
        assert forget_faded() == 1
    assert Presence.objects.get().application == second


def test_taking_up_a_case_that_was_given_to_another_is_still_possible(case, reception, other):
    """A colleague who is at the counter with the person does not have to wait for the one who was given the case."""
    actions.assign(case, to=other, by=reception)
    assert staff_acts.begin_matching(case, by=reception).assigned_to == reception

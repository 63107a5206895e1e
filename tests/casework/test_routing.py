"""Where a new request goes by itself, and that a rule can keep nobody from sending."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import submissions
from applications.actions import attach_paper, make_ready
from applications.models import Application
from attachments.checks import check
from audit.models import AuditEvent
from casework import actions as staff_acts
from casework.assigning.actions import be_away
from casework.models import Route
from casework.routing import actions
from office.models import Branch
from tests import cases

pytestmark = pytest.mark.django_db
URL = "/admin/routing/"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def manager(staff):
    return staff("manager")


@pytest.fixture
def rule(manager):
    """`rule(colleague, …, position=…)` writes a rule."""

    def make(*colleagues, **fields):
        given = {
            "position": 1,
            "service": None,
            "language": "",
            "branch": None,
            "role": "",
            "is_active": True,
            **fields,
        }
        return actions.save_rule(Route(), by=manager, colleagues=list(colleagues), **given)

    return make


def holder_of(case):
    return Application.objects.get(pk=case.pk).assigned_to


def test_without_a_rule_a_request_waits_unassigned(member, service, staff):
    staff("reception")
    assert holder_of(cases.submitted(member, service)) is None


def test_the_first_rule_that_fits_decides(new_member, service, staff, rule):
    urdu, books, rest = staff("reception"), staff("reception"), staff("reception")
    library = cases.make_service("books")
    rule(rest, position=9)
    rule(urdu, position=1, language="ur")
    rule(books, position=2, service=library)
    rule(staff("reception"), position=0, is_active=False)
    rule(staff("reception"), position=0, branch=Branch.objects.create(name="فرع", area="الحي"))
    person = new_member()
    case = cases.drafted(person, library)
    case.person.recipient.language = "ur"
    case.person.recipient.save()
    make_ready(case, by=person)
    assert cases.sign(case, person).assigned_to == urdu
    assert holder_of(cases.submitted(new_member(), library)) == books
    assert holder_of(cases.submitted(new_member(), service)) == rest
    row = AuditEvent.objects.about(case).get(action="application.assigned")
    assert (row.by, row.details["to"]) == (None, urdu.reference)


def test_a_desk_shares_the_requests_evenly_and_passes_by_who_is_away(new_member, service, staff, rule, manager):
    desk = [staff("reception") for _ in range(3)]
    today = timezone.localdate()
    be_away(desk[2], first=today, last=today + timedelta(days=1), by=desk[2])
    gone = staff("reception")
    gone.is_active = False
    gone.save()
    rule(role="reception")
    made = [holder_of(cases.submitted(new_member(), service)) for _ in range(4)]
    assert sorted(each.pk for each in made) == sorted([desk[0].pk, desk[1].pk] * 2)
    be_away(desk[2], first=today - timedelta(days=3), last=today - timedelta(days=1), by=manager)
    assert holder_of(cases.submitted(new_member(), service)) == desk[2]


def test_kin_and_other_desks_are_passed_by_and_the_next_rule_is_tried(new_member, service, staff, rule):
    kin, researcher, last = staff("reception"), staff("researcher"), staff("reception")
    person = new_member()
    case = cases.drafted(person, service)
    case.person.kin_at_work.create(user=kin, declared_by=kin)
    rule(kin, researcher, position=1)
    rule(last, position=2)
    make_ready(case, by=person)
    assert cases.sign(case, person).assigned_to == last


def test_a_rule_that_breaks_keeps_nobody_from_sending(member, service, staff, rule, monkeypatch, caplog):
    rule(staff("reception"))
    monkeypatch.setattr(actions, "rules_for", lambda case: 1 / 0)
    case = cases.submitted(member, service)
    assert case.status == "submitted"
    assert holder_of(case) is None
    assert case.reference in caplog.text
    assert "division" not in caplog.text


def test_whatever_a_hearer_wrote_before_it_broke_is_undone(member, service, staff, monkeypatch):
    colleague = staff("reception")

    def half(case):
        Application.objects.filter(pk=case.pk).update(assigned_to=colleague)
        raise RuntimeError

    monkeypatch.setattr(submissions, "_hearers", [half])
    case = cases.submitted(member, service)
    assert case.assigned_to is None
    assert holder_of(case) is None


def test_what_is_sent_again_stays_with_its_colleague(member, service, staff, rule):
    first = staff("reception")
    case = cases.waiting(member, service, first)
    rule(staff("reception"))
    attach_paper(case, "paper-0", check(cases.picture(colour="red")), by=member)
    cases.sign(case, member)
    assert holder_of(case) == first


def test_a_study_without_a_named_researcher_goes_by_the_rules(member, service, staff, rule):
    researcher, reception = staff("researcher"), staff("reception")
    rule(role="researcher")
    case = cases.matched(member, service, reception)
    assert staff_acts.begin_study(case, by=reception).assigned_to == researcher


def test_a_rule_that_breaks_keeps_nobody_from_handing_over(member, service, staff, rule, monkeypatch):
    rule(role="researcher")
    reception = staff("reception")
    case = cases.matched(member, service, reception)
    monkeypatch.setattr(actions, "rules_for", lambda case: 1 / 0)
    assert staff_acts.begin_study(case, by=reception).status == "research"
    assert holder_of(case) is None


def test_what_is_matched_again_goes_back_to_whoever_still_may(new_member, service, staff):
    reception, researcher = staff("reception"), staff("researcher")
    for is_active, holder in ((True, reception), (False, None)):
        case = cases.being_studied(new_member(), service, reception, researcher)
        reception.is_active = is_active
        reception.save(update_fields=["is_active"])
        assert staff_acts.return_to_matching(case, by=researcher).assigned_to == holder


# --- The manager's screens ----------------------------------------------------------------------------------------


def test_a_manager_writes_changes_and_removes_a_rule(manager, staff, sign_in, service):
    colleague, client = staff("reception"), sign_in(manager)
    given = {"position": "1", "service": str(service.pk), "colleagues": [colleague.pk], "is_active": "on"}
    assert client.post(f"{URL}new/", given).status_code == 302
    rule = Route.objects.get()
    assert list(rule.colleagues.all()) == [colleague]
    page = client.get(URL).content.decode()
    assert service.title in page and colleague.get_full_name() in page
    changed = {"position": "2", "role": "reception"}
    assert client.post(f"{URL}{rule.pk}/", changed).status_code == 302
    rule.refresh_from_db()
    assert (rule.position, rule.role, rule.service, rule.is_active) == (2, "reception", None, False)
    assert client.post(f"{URL}{rule.pk}/remove/").status_code == 302
    assert not Route.objects.exists()
    acts = AuditEvent.objects.filter(by=manager).values_list("action", flat=True)
    assert sorted(act for act in acts if act.startswith("route")) == ["route.removed", "route.saved", "route.saved"]
    assert client.get(f"{URL}{rule.pk}/").status_code == 404


@pytest.mark.parametrize(
    "given", [{}, {"position": "x", "role": "reception"}, {"position": "1", "language": "xx", "role": "reception"}]
)
def test_a_rule_that_is_not_whole_is_told(manager, sign_in, given):
    answer = sign_in(manager).post(f"{URL}new/", {"position": "1", **given})
    assert answer.status_code == 422
    assert "case-error" in answer.content.decode()
    assert not Route.objects.exists()


def test_a_colleague_who_is_no_desk_is_no_choice(manager, staff, sign_in):
    answer = sign_in(manager).post(f"{URL}new/", {"position": "1", "colleagues": [staff("editor").pk]})
    assert answer.status_code == 422


def test_only_a_manager_writes_rules(staff, sign_in):
    client = sign_in(staff("reception"))
    for url in (URL, f"{URL}new/", f"{URL}1/"):
        assert client.get(url).status_code in (302, 403)
    assert client.post(f"{URL}1/remove/").status_code in (302, 403)

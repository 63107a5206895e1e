"""The social researcher's study: a draft that is not lost, a signature that stays, and the way to the committee."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import actions as moves
from casework.models import Study
from casework.studying import actions
from people.models import Kinship
from tests import cases

pytestmark = pytest.mark.django_db
WHOLE = {
    "meeting": "home",
    "met_on": "1/1/2026",
    "findings": "رأينا بيتًا صغيرًا",
    "economy": "ألفان",
    "needs": "الإيجار",
    "recommendation": "part",
    "reasons": "الدخل لا يكفي",
}


@pytest.fixture
def service():
    return cases.make_service(studied=True)


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def researcher(staff):
    return staff("researcher")


@pytest.fixture
def case(member, service, reception, researcher):
    return cases.being_studied(member, service, reception, researcher)


def base(case):
    return f"/admin/requests/{case.reference}/"


def test_reception_hands_a_matched_request_to_a_researcher(member, service, reception, researcher, sign_in):
    case = cases.matched(member, service, reception)
    client = sign_in(reception)
    page = client.get(base(case)).content.decode()
    assert "hand-over/" in page and "refer/" not in page
    assert client.post(f"{base(case)}hand-over/", {"researcher": reception.pk}).status_code == 422
    assert client.post(f"{base(case)}hand-over/", {"researcher": researcher.pk}).status_code == 302
    assert client.post(f"{base(case)}hand-over/").status_code == 409
    case = Application.objects.get()
    assert (case.status, case.assigned_to, case.verified_by) == ("research", researcher, reception)


def test_a_service_without_a_study_goes_straight_to_the_committee(member, reception, sign_in):
    case = cases.matched(member, cases.make_service("light"), reception)
    page = sign_in(reception).get(base(case)).content.decode()
    assert "refer/" in page and "hand-over/" not in page


def test_kin_are_not_offered_the_case(member, service, reception, researcher, sign_in):
    case = cases.matched(member, service, reception)
    Kinship.objects.create(user=researcher, person=case.person, declared_by=researcher)
    client = sign_in(reception)
    assert researcher.get_full_name() not in client.get(base(case)).content.decode()
    assert client.post(f"{base(case)}hand-over/", {"researcher": researcher.pk}).status_code == 422
    assert sign_in(researcher).get(f"{base(case)}study/").status_code == 404


def test_a_draft_is_kept_half_written_and_signed_when_whole(case, researcher, sign_in):
    client = sign_in(researcher)
    assert client.post(f"{base(case)}study/", {"findings": "نصف كلام"}).status_code == 302
    assert "نصف كلام" in client.get(f"{base(case)}study/").content.decode()
    told = client.post(f"{base(case)}study/", {"findings": "نصف كلام آخر", "version": "1", "sign": "1"})
    assert told.status_code == 422 and "نصف كلام آخر" in told.content.decode()
    assert client.post(f"{base(case)}refer/").status_code == 422
    assert client.post(f"{base(case)}study/", {**WHOLE, "version": "1", "sign": "1"}).status_code == 302
    assert "الدخل لا يكفي" in client.get(base(case)).content.decode()
    assert client.post(f"{base(case)}refer/").status_code == 302
    case = Application.objects.get()
    assert (case.status, case.recommended_by, case.referred_by) == ("committee", researcher, researcher)
    assert list(AuditEvent.objects.filter(action="study.signed").values_list("by", flat=True)) == [researcher.pk]


def test_signing_twice_signs_once(case, researcher, sign_in):
    client = sign_in(researcher)
    answers = [client.post(f"{base(case)}study/", {**WHOLE, "version": "0", "sign": "1"}) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Study.objects.count() == 1


def test_what_another_window_saved_is_not_lost(case, researcher, sign_in):
    client = sign_in(researcher)
    client.post(f"{base(case)}study/", {"findings": "الأول", "version": "0"})
    late = client.post(f"{base(case)}study/", {"findings": "الثاني", "version": "0"})
    page = late.content.decode()
    assert late.status_code == 409 and "الأول" in page and "الثاني" in page
    assert Study.objects.get().findings == "الأول"
    assert client.post(f"{base(case)}study/", {"findings": "الثاني", "version": "1"}).status_code == 302
    assert Study.objects.get().findings == "الثاني"


@pytest.mark.parametrize(
    "given",
    [
        {"met_on": "٤٥/١٣/١٤٤٨"},
        {"met_on": (timezone.localdate() + timedelta(days=3)).strftime("%d/%m/%Y"), "sign": "1"},
        {"recommendation": "whim"},
        {"meeting": "moon"},
        {"version": "x"},
        {"version": "-1"},
        {"findings": "ك" * 6001},
    ],
)
def test_bad_input_is_refused_and_nothing_is_half_written(case, researcher, sign_in, given):
    answer = sign_in(researcher).post(f"{base(case)}study/", {**WHOLE, "version": "0", **given})
    assert answer.status_code == 422
    assert WHOLE["reasons"] in answer.content.decode()
    assert not Study.objects.exists()


def test_only_a_researcher_writes_and_only_at_that_station(case, reception, researcher, staff, sign_in):
    for colleague in (reception, staff("committee"), staff("manager")):
        client = sign_in(colleague)
        assert client.get(f"{base(case)}study/").status_code == 200
        assert client.post(f"{base(case)}study/", {**WHOLE, "version": "0"}).status_code == 403
    moves.return_to_matching(case, by=researcher)
    assert sign_in(researcher).post(f"{base(case)}study/", {**WHOLE, "version": "0"}).status_code == 409
    with pytest.raises(Refused):
        actions.sign(case, by=researcher, version=0, **WHOLE)
    assert not Study.objects.exists()


def test_given_back_the_request_is_matched_again_and_the_study_stays(case, reception, researcher, sign_in):
    client = sign_in(researcher)
    client.post(f"{base(case)}study/", {"findings": "كلام الباحث", "version": "0"})
    assert client.post(f"{base(case)}match-again/").status_code == 302
    case = Application.objects.get()
    assert (case.status, case.assigned_to) == ("verifying", reception)
    moves.begin_study(case, by=reception)
    assert "كلام الباحث" in client.get(f"{base(case)}study/").content.decode()


def test_whoever_writes_first_takes_an_unclaimed_case(member, service, reception, researcher, sign_in):
    case = moves.begin_study(cases.matched(member, service, reception), by=reception)
    sign_in(researcher).post(f"{base(case)}study/", {"findings": "كلام", "version": "0"})
    assert Application.objects.get().assigned_to == researcher


def test_who_recommended_does_not_decide(member, service, reception, staff, sign_in):
    both = staff("researcher", "committee")
    case = cases.being_studied(member, service, reception, both)
    client = sign_in(both)
    client.post(f"{base(case)}study/", {**WHOLE, "version": "0", "sign": "1"})
    client.post(f"{base(case)}refer/")
    given = {"outcome": "approve", "reason": "نعم", "early_reason": "عاجل"}
    assert client.post(f"{base(case)}decide/", given).status_code == 403

"""The coordinator's review: accepted, not accepted, suspended, papers checked; never oneself or kin (R25)."""

import re

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Message
from people.actions import keep
from people.enums import Gender
from people.models import Consent, Kinship
from people.refusals import Refused
from tests.test_query_counts import queries_of
from tests.volunteering.registrations import asked_of_guardian, qualified, sent
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.enums import QualificationStatus, VolunteerStatus
from volunteering.joining.actions import join
from volunteering.models import Volunteer
from volunteering.registering import card
from volunteering.registering.staff import actions, queries

pytestmark = pytest.mark.django_db
LIST = "/admin/volunteering/volunteers/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def waiting(member):
    return sent(member)


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def screen(volunteer, rest=""):
    return f"{LIST}{volunteer.reference}/{rest}"


def fresh(volunteer):
    return Volunteer.objects.get(pk=volunteer.pk)


def test_a_registration_is_accepted_and_the_volunteer_welcomed(waiting, desk, coordinator):
    assert waiting.reference in desk.get(LIST, {"due": "open"}).content.decode()
    assert desk.post(screen(waiting, "do/activate/")).status_code == 302
    row = fresh(waiting)
    assert row.is_active and row.reviewed_by == coordinator and row.due_on is None
    assert Message.objects.filter(template="volunteering/activated").count() == 1


def test_two_colleagues_at_once_are_told_in_words(waiting, desk):
    desk.post(screen(waiting, "do/activate/"))
    late = desk.post(screen(waiting, "do/decline/"), {"reason": "لا حاجة"})
    assert late.status_code == 409 and "تغي" in late.content.decode()
    assert fresh(waiting).is_active and not Message.objects.filter(template="volunteering/not_accepted").exists()


def test_declining_wants_a_reason_that_the_volunteer_reads(waiting, desk, member, sign_in):
    assert desk.post(screen(waiting, "do/decline/"), {"reason": " "}).status_code == 422
    assert desk.post(screen(waiting, "do/decline/"), {"reason": "اكتمل العدد هذا الموسم"}).status_code == 302
    assert fresh(waiting).status == VolunteerStatus.DECLINED
    assert "اكتمل العدد هذا الموسم" in Message.objects.get(template="volunteering/not_accepted").body
    assert "اكتمل العدد هذا الموسم" in sign_in(member).get("/my/volunteering/").content.decode()


def test_nobody_is_accepted_without_the_charter(waiting, coordinator):
    Consent.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(Refused):
        actions.activate(waiting, by=coordinator)
    assert fresh(waiting).is_under_review


def test_suspending_and_taking_back_in_both_want_a_reason(member, coordinator, desk):
    volunteer = make_volunteer(member, by=coordinator)
    for act, status in (("suspend", VolunteerStatus.SUSPENDED), ("reinstate", VolunteerStatus.ACTIVE)):
        assert desk.post(screen(volunteer, f"do/{act}/"), {"reason": ""}).status_code == 422
        assert desk.post(screen(volunteer, f"do/{act}/"), {"reason": f"سبب {act}"}).status_code == 302
        assert fresh(volunteer).status == status
    assert fresh(volunteer).reason == ""


def test_suspending_gives_coming_places_to_others(member, coordinator, desk):
    volunteer = make_volunteer(member, by=coordinator)
    place = join(make_shift(make_opportunity()), by=member)
    desk.post(screen(volunteer, "do/suspend/"), {"reason": "تكرر الغياب"})
    place.refresh_from_db()
    assert place.status == "declined" and place.reason == "تكرر الغياب"


def test_a_pause_noted_for_somebody_and_its_end(member, coordinator, desk):
    volunteer = make_volunteer(member, by=coordinator)
    assert desk.post(screen(volunteer, "do/pause/"), {"until": ""}).status_code == 302
    assert fresh(volunteer).is_paused
    assert desk.post(screen(volunteer, "do/resume/")).status_code == 302
    assert fresh(volunteer).is_active


def test_a_paper_is_opened_checked_and_refused_with_traces(member, coordinator, desk):
    volunteer = make_volunteer(member, by=coordinator)
    paper = qualified(volunteer)
    assert desk.get(screen(volunteer, f"papers/{paper.pk}/")).status_code == 200
    assert desk.post(screen(volunteer, f"papers/{paper.pk}/check/")).status_code == 302
    paper.refresh_from_db()
    assert paper.status == QualificationStatus.CHECKED and paper.checked_by == coordinator
    assert desk.post(screen(volunteer, f"papers/{paper.pk}/check/")).status_code == 409
    assert desk.post(screen(volunteer, f"papers/{paper.pk}/refuse/"), {"reason": ""}).status_code == 422
    desk.post(screen(volunteer, f"papers/{paper.pk}/refuse/"), {"reason": "الصورة غير واضحة"})
    paper.refresh_from_db()
    assert paper.status == QualificationStatus.REFUSED
    assert "الصورة غير واضحة" in Message.objects.get(template="volunteering/qualification_refused").body
    assert AuditEvent.objects.filter(action="volunteer.paper_opened").count() == 1


def test_a_paper_of_another_volunteer_is_none(member, new_member, coordinator, desk):
    one, other = (make_volunteer(user, by=coordinator) for user in (member, new_member()))
    paper = qualified(other)
    assert desk.get(screen(one, f"papers/{paper.pk}/")).status_code == 404
    assert desk.post(screen(one, f"papers/{paper.pk}/check/")).status_code == 404


def test_the_emergency_contact_is_shown_against_a_reason_alone(waiting, desk, coordinator):
    name, shown = waiting.emergency_name, "050 088 0011"
    text = desk.get(screen(waiting)).content.decode()
    assert name not in text and shown not in text
    assert desk.post(screen(waiting, "emergency/"), {"reason": ""}).status_code == 422
    text = desk.post(screen(waiting, "emergency/"), {"reason": "أصيب في الموقع"}).content.decode()
    assert name in text and shown in text
    rows = AuditEvent.objects.filter(action="volunteering.volunteer.revealed", by=coordinator)
    assert {row.details["field"] for row in rows} == {"emergency_name", "emergency_mobile"}
    assert AuditEvent.objects.filter(action="volunteer.viewed").count() == 1


def test_nobody_judges_or_sees_oneself_or_kin(waiting, coordinator, desk, sign_in):
    Kinship.objects.create(user=coordinator, person=waiting.person, declared_by=coordinator)
    assert desk.get(screen(waiting)).status_code == 404 and waiting.reference not in desk.get(LIST).content.decode()
    assert desk.get(f"/admin/volunteering/cards/{card.make(waiting)}/").status_code == 409
    own = sent(coordinator)
    assert desk.get(screen(own)).status_code == 404
    for volunteer in (waiting, own):
        for act in (actions.activate, lambda row, by: actions.decline(row, by=by, reason="سبب")):
            with pytest.raises(Refused):
                act(volunteer, by=coordinator)
        assert fresh(volunteer).is_under_review


def test_a_card_leads_to_its_volunteer_and_an_edited_one_is_none(member, coordinator, desk):
    volunteer = make_volunteer(member, by=coordinator)
    code = card.make(volunteer)
    assert volunteer.person.full_name in desk.get(f"/admin/volunteering/cards/{code}/").content.decode()
    assert desk.get(f"/admin/volunteering/cards/{code[:-2]}/").status_code == 422


def test_somebody_is_found_by_reference_mobile_and_name_however_written(waiting, desk):
    keep(waiting.person, by=waiting.person.user, given_name="أسامة", family_name="الجهني")
    for words in (waiting.reference, waiting.person.mobile, "اسامه", "الجهنى"):
        assert waiting.reference in desk.post(LIST, {"q": words}).content.decode(), words
    assert waiting.reference not in desk.post(LIST, {"q": "خالد"}).content.decode()


def test_the_list_is_narrowed_by_each_filter(waiting, new_member, coordinator, staff):
    minor = asked_of_guardian(new_member())
    other = make_volunteer(new_member(), by=staff("manager"), gender=Gender.FEMALE, interests=["media"], skills=["law"])
    paper = qualified(other)

    def found(**asked):
        return {row.pk for row in queries.listed(coordinator, **asked)}

    everyone = {waiting.pk, minor.pk, other.pk}
    assert found() == found(status="nothing", field="x", due="x") == everyone
    assert found(status="under_review") == found(due="open") == {waiting.pk}
    assert found(field="media") == found(skill="law") == found(due="papers") == {other.pk}
    assert found(language="ur") == {waiting.pk, minor.pk} and found(minors="1") == {minor.pk}
    assert found(due="overdue") == set()
    Volunteer.objects.filter(pk=waiting.pk).update(due_on=timezone.localdate().replace(year=2020))
    assert found(due="overdue") == {waiting.pk}
    actions.check_qualification(paper, by=staff("manager"))
    assert found(due="papers") == set()


def test_the_list_and_the_screen_cost_the_same_with_one_and_three(new_member, coordinator, desk):
    costs = []
    for number in (1, 2):
        for _one in range(number):
            volunteer = sent(new_member())
            for _paper in range(number):
                qualified(volunteer)
        costs.append((queries_of(desk, LIST), queries_of(desk, screen(volunteer))))
    assert costs[0] == costs[1] and max(costs[0]) <= 20, costs


def test_the_screens_speak_arabic(waiting, desk):
    qualified(waiting)
    for url in (LIST, screen(waiting)):
        shown = desk.get(url).content.decode().split("<main")[-1].split("</main")[0]
        words = re.findall(r">\s*([A-Za-z]{3,}[^<]*)<", re.sub(r"(?s)<(script|style|svg|option).*?</\1>", "", shown))
        assert [word for word in words if "YV-" not in word] == [], url

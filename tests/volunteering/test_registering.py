"""Becoming a volunteer page by page, with the guardian under eighteen; pauses, the card, the end (R25)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from attachments.models import Attachment
from notifications.models import Message
from office.queries import deadline
from people.actions import keep, person_of
from people.consent.actions import Guardian, draft, give, publish
from people.consent.enums import Method, Purpose
from people.consent.guardian import ask
from people.consent.queries import current, has_consent
from people.models import GuardianLink
from people.refusals import Refused
from tests.cases import picture
from tests.test_query_counts import queries_of
from tests.volunteering.registrations import (
    ANSWERS,
    GUARDIAN,
    POSTED,
    asked_of_guardian,
    code_to,
    filled,
    qualified,
    sent,
    years_ago,
)
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.enums import VolunteerStatus
from volunteering.joining.rules import obstacles
from volunteering.models import Placement, Volunteer, VolunteerEvent
from volunteering.registering import card, queries
from volunteering.registering.actions import moves, profile

pytestmark = pytest.mark.django_db
CHARTER = Purpose.VOLUNTEER_CHARTER


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def active(member, coordinator):
    return make_volunteer(member, by=coordinator)


def status_of(user):
    return Volunteer.objects.of(user).get().status


def page(step):
    return f"/my/volunteering/register/{step}/"


# --- The pages -------------------------------------------------------------------------------------------------


def test_a_student_registers_page_by_page_and_sends(member, sign_in):
    client = sign_in(member)
    assert "ابد" in client.get("/my/volunteering/").content.decode()
    url = client.post("/my/volunteering/begin/").url
    asked = {
        "name": {"given_name": "سالم", "family_name": "الجهني"},
        "birth-date": {"birth_date": "17/5/2003"},
        "nationality": {"nationality": "SA", "gender": "male"},
        "languages": {"language": "ar", "spoken": ["ar"]},
        **POSTED,
    }
    for step, given in asked.items():
        assert url == page(step)
        assert client.get(url).status_code == 200
        url = client.post(url, given).url
    assert url == "/my/volunteering/check/"
    shown = client.get(url).content.decode()
    assert "سالم الجهني" in shown and "فهد الجهني" in shown and "أدرس في الجامعة." in shown
    url = client.post(url).url
    text = current(CHARTER, "ar")
    assert text.text.splitlines()[0] in client.get(url).content.decode()
    assert client.post(url, {"is_agreed": "on", "agreement": text.pk}).url == "/my/volunteering/"
    volunteer = queries.of(member)
    assert volunteer.is_under_review and has_consent(volunteer.person, CHARTER)
    assert volunteer.due_on == deadline(timezone.now(), 5)
    assert volunteer.availability == {"6": ["morning", "evening"]} and volunteer.emergency_mobile == "+966500880011"
    assert Message.objects.filter(template="volunteering/registered").count() == 1


def test_what_the_file_knows_is_not_asked_again(member, sign_in):
    filled(member)
    Volunteer.objects.update(answered=[])
    assert sign_in(member).post("/my/volunteering/begin/").url == page("interests")


def test_one_stops_and_goes_on_where_one_was(member, sign_in):
    filled(member)
    Volunteer.objects.update(answered=["interests", "skills"])
    client = sign_in(member)
    assert page("interpreting") in client.get("/my/volunteering/").content.decode()
    assert client.get("/my/volunteering/check/").url == page("interpreting")
    assert client.get("/my/volunteering/charter/").url == page("interpreting")


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("interests", {"interests": ["nothing"]}),
        ("interests", {}),
        ("times", {"availability": ["9-morning"]}),
        ("car", {}),
        ("emergency", {"emergency_name": "فهد", "emergency_mobile": "123"}),
        ("certificate-name", {"shown_name": "سالم 12"}),
        ("about", {"about": "س" * 1001}),
    ],
)
def test_bad_input_is_told_and_nothing_kept(member, sign_in, step, given):
    volunteer = profile.begin(by=member)
    answer = sign_in(member).post(page(step), given)
    assert answer.status_code == 422 and "error" in answer.content.decode()
    volunteer.refresh_from_db()
    assert volunteer.answered == []


def test_ones_own_number_is_no_emergency_contact(member, sign_in):
    filled(member)
    given = {"emergency_name": "أنا", "emergency_mobile": member.mobile}
    assert sign_in(member).post(page("emergency"), given).status_code == 422
    assert queries.of(member).emergency_mobile == ANSWERS["emergency"]["emergency_mobile"]


def test_a_slug_of_nothing_is_none(member, sign_in):
    profile.begin(by=member)
    assert sign_in(member).get(page("identity")).status_code == 404


def test_the_grid_of_times_works_without_a_script(member, sign_in):
    filled(member)
    shown = sign_in(member).get(page("times")).content.decode()
    assert shown.count('name="availability"') == 21 and shown.count("checked") == 2


def test_nobody_registers_twice(member):
    assert profile.begin(by=member) == profile.begin(by=member)
    assert Volunteer.objects.count() == 1


def test_whoever_is_too_young_reads_it_kindly_with_the_day(member, sign_in):
    volunteer = filled(member, born=years_ago(13))
    client = sign_in(member)
    for url in (page("interests"), "/my/volunteering/charter/"):
        assert "15" in client.get(url).content.decode()
    with pytest.raises(Refused):
        moves.send(volunteer, by=member, guardian_named=GUARDIAN)
    assert status_of(member) == VolunteerStatus.DRAFT
    born = volunteer.person.birth_date
    assert queries.youngest_since(volunteer.person) == born.replace(year=born.year + 15)


def test_nothing_incomplete_is_sent(member):
    volunteer = filled(member)
    Volunteer.objects.update(answered=["interests"])
    with pytest.raises(Refused):
        moves.send(volunteer, by=member, agreement=current(CHARTER, "ar"))
    assert not has_consent(volunteer.person, CHARTER)


def test_sending_twice_is_told_and_doubles_nothing(member):
    volunteer = sent(member)
    with pytest.raises(Refused) as refusal:
        moves.send(volunteer, by=member, agreement=current(CHARTER, "ar"))
    assert refusal.value.status == 409
    assert VolunteerEvent.objects.filter(kind="registered").count() == 1


def test_a_charter_that_changed_meanwhile_is_read_again(member, sign_in, staff):
    filled(member)
    old = current(CHARTER, "ar")
    words = {"title": "ميثاق", "text": "نص جديد", "consequence": "", "changed": "بند"}
    publish(draft(CHARTER, "ar", by=staff("editor"), **words), by=staff("publisher"))
    answer = sign_in(member).post("/my/volunteering/charter/", {"is_agreed": "on", "agreement": old.pk})
    assert answer.status_code == 409 and status_of(member) == VolunteerStatus.DRAFT


def test_a_sent_registration_is_taken_back_and_sent_again(member, sign_in):
    sent(member)
    client = sign_in(member)
    assert client.post("/my/volunteering/take-back/").url == "/my/volunteering/check/"
    assert status_of(member) == VolunteerStatus.DRAFT
    assert client.post("/my/volunteering/take-back/").status_code == 409


def test_nobody_else_writes_a_registration(member, new_member, staff):
    volunteer = filled(member)
    for other in (new_member(), staff("volunteer_coordinator")):
        for act in (
            lambda by: profile.keep_step(volunteer, "car", by=by, has_car=False),
            lambda by: moves.send(volunteer, by=by, agreement=current(CHARTER, "ar")),
            lambda by: moves.end(volunteer, by=by),
            lambda by: moves.renew_card(volunteer, by=by),
        ):
            with pytest.raises(Refused):
                act(other)
    assert status_of(member) == VolunteerStatus.DRAFT


# --- Papers ----------------------------------------------------------------------------------------------------


def test_a_paper_goes_through_the_chain_with_a_hijri_day(member, sign_in):
    profile.begin(by=member)
    client = sign_in(member)
    given = {"skill": "driving", "title": "رخصة قيادة", "expires_on": "1/1/1455", "paper": picture()}
    assert client.post("/my/volunteering/papers/add/", given).status_code == 302
    (paper,) = queries.of(member).qualifications.all()
    assert paper.paper.owner == queries.of(member).person_id and paper.expires_on.year == 2033
    assert "رخصة قيادة" in client.get(page("qualifications")).content.decode()
    assert client.get(f"/my/volunteering/papers/{paper.pk}/").status_code == 200
    client.post(f"/my/volunteering/papers/{paper.pk}/remove/")
    client.post(f"/my/volunteering/papers/{paper.pk}/remove/")
    assert not Attachment.objects.exists()


def test_a_paper_that_ended_or_is_no_paper_is_refused(member, sign_in):
    profile.begin(by=member)
    client, given = sign_in(member), {"skill": "driving", "title": "رخصة"}
    for more in ({"expires_on": "1/1/2020", "paper": picture()}, {"paper": b"text"}, {}):
        assert client.post("/my/volunteering/papers/add/", {**given, **more}).status_code == 422
    assert not queries.of(member).qualifications.exists()


# --- Under eighteen ----------------------------------------------------------------------------------------------


def test_under_eighteen_the_guardian_agrees_to_the_charter(member, sign_in):
    filled(member, born=years_ago(16))
    client = sign_in(member)
    answer = client.post("/my/volunteering/charter/", {**GUARDIAN, "mobile": "0500990011"})
    assert answer.url == "/my/volunteering/" and status_of(member) == VolunteerStatus.GUARDIAN_PENDING
    assert GUARDIAN["name"] in client.get("/my/volunteering/").content.decode()
    link, text = GuardianLink.objects.get(), current(CHARTER, "ar")
    given = {"code": code_to(GUARDIAN["mobile"]), f"agree_{text.pk}": "on"}
    assert Client().post(f"/guardian/{link.pk}/", given).status_code == 302
    volunteer = queries.of(member)
    assert volunteer.is_under_review and volunteer.due_on and has_consent(volunteer.person, CHARTER)
    assert volunteer.person.consents.get().guardian_name == GUARDIAN["name"]


def test_a_guardian_who_does_not_agree_gives_it_back(member):
    asked_of_guardian(member)
    link = GuardianLink.objects.get()
    answer = Client().post(f"/guardian/{link.pk}/", {"code": code_to(GUARDIAN["mobile"]), "refuse": "1"})
    assert answer.url.endswith("?refused=1") and status_of(member) == VolunteerStatus.DRAFT
    assert Message.objects.filter(template="volunteering/guardian_refused").count() == 1


def test_an_answer_about_other_texts_leaves_the_registration_waiting(member):
    volunteer = asked_of_guardian(member)
    moves.follow_guardian(volunteer.person, ["contact"], ["contact"])
    assert status_of(member) == VolunteerStatus.GUARDIAN_PENDING


def test_without_an_answer_it_lapses_with_a_word(member):
    asked_of_guardian(member)
    call_command("keep_registrations")
    assert status_of(member) == VolunteerStatus.GUARDIAN_PENDING
    GuardianLink.objects.update(code_until=timezone.now() - timedelta(minutes=1))
    for _twice in range(2):
        call_command("keep_registrations")
    assert status_of(member) == VolunteerStatus.DRAFT
    assert Message.objects.filter(template="volunteering/guardian_silent").count() == 1


def test_the_guardian_is_written_to_again_and_the_own_number_is_refused(member, sign_in):
    asked_of_guardian(member)
    client = sign_in(member)
    own = client.post("/my/volunteering/charter/", {**GUARDIAN, "mobile": member.mobile})
    assert own.status_code == 422
    assert client.post("/my/volunteering/charter/", {**GUARDIAN, "mobile": "0500990012"}).status_code == 302
    assert GuardianLink.objects.get().mobile == "+966500990012"


def test_what_the_guardian_was_asked_before_is_asked_along(member):
    volunteer = filled(member, born=years_ago(16))
    ask(volunteer.person, by=member, purposes=["contact"], **GUARDIAN)
    moves.send(volunteer, by=member, guardian_named=GUARDIAN)
    assert GuardianLink.objects.get().purposes == ["contact", "charter"]


def test_whoever_came_of_age_signs_before_the_next_place(member, coordinator, sign_in):
    volunteer = make_volunteer(member, by=coordinator, born=years_ago(17))
    named = Guardian("عوض", "father", mobile_index="x")
    give(volunteer.person, CHARTER, by=None, method=Method.GUARDIAN, guardian=named)
    assert not queries.needs_charter(volunteer)
    keep(volunteer.person, by=member, birth_date=years_ago(19))
    grown, shift = queries.of(member), make_shift(make_opportunity())
    assert queries.needs_charter(grown) and obstacles(grown, shift)
    client = sign_in(member)
    assert "/my/volunteering/charter/" in client.get("/my/volunteering/").content.decode()
    text = current(CHARTER, "ar")
    client.post("/my/volunteering/charter/", {"is_agreed": "on", "agreement": text.pk})
    assert not queries.needs_charter(queries.of(member)) and not obstacles(queries.of(member), shift)
    assert volunteer.person.consents.standing().get().method == Method.ONLINE


def test_a_newer_charter_is_asked_for_and_blocks_nothing(active, member, staff, sign_in):
    assert not queries.needs_charter(active)
    words = {"title": "ميثاق", "text": "نص جديد", "consequence": "", "changed": "بند"}
    publish(draft(CHARTER, "ar", by=staff("editor"), **words), by=staff("publisher"))
    assert queries.needs_charter(active)
    page = sign_in(member).get("/my/volunteering/").content.decode()
    assert "صدر نص جديد للميثاق" in page
    assert not obstacles(queries.of(member), make_shift(make_opportunity()))  # What was signed stands until then.


# --- Pauses, the card, the end ---------------------------------------------------------------------------------


def test_a_pause_until_a_day_ends_by_itself(active, member, sign_in):
    client, day = sign_in(member), timezone.localdate() + timedelta(days=10)
    assert client.post("/my/volunteering/pause/", {"until": "1/1/2020"}).status_code == 422
    assert client.post("/my/volunteering/pause/", {"until": f"{day:%d/%m/%Y}"}).status_code == 302
    assert status_of(member) == VolunteerStatus.PAUSED
    call_command("keep_registrations")
    assert status_of(member) == VolunteerStatus.PAUSED
    Volunteer.objects.update(paused_until=timezone.localdate())
    call_command("keep_registrations")
    assert status_of(member) == VolunteerStatus.ACTIVE


def test_one_comes_back_before_the_day_and_once(active, member, sign_in):
    moves.pause(active, by=member)
    client = sign_in(member)
    assert client.post("/my/volunteering/resume/").status_code == 302
    assert client.post("/my/volunteering/resume/").status_code == 409
    assert status_of(member) == VolunteerStatus.ACTIVE


def test_the_card_is_read_and_an_edited_one_is_none(active):
    code = card.make(active)
    assert card.read(code) == card.read(card.address(active)) == active
    edited = [code.replace(".1:", ".2:"), code[:-1] + ("A" if code[-1] != "A" else "B"), "YV-2222-2222.1:x", "", "/"]
    for each in edited:
        with pytest.raises(Refused):
            card.read(each)


def test_a_new_card_makes_the_old_one_worthless(active, member, sign_in):
    old, client = card.make(active), sign_in(member)
    assert "<svg" in client.get("/my/volunteering/card/").content.decode()
    assert client.post("/my/volunteering/card/renew/").status_code == 302
    with pytest.raises(Refused):
        card.read(old)
    assert card.read(card.make(queries.of(member))) == active


def test_the_card_of_whoever_does_not_serve_opens_nothing(active, member, coordinator, sign_in):
    from volunteering.registering.staff.actions import suspend

    suspend(active, by=coordinator, reason="خلاف")
    with pytest.raises(Refused):
        card.read(card.make(active))
    assert sign_in(member).get("/my/volunteering/card/").status_code == 409


def test_the_end_says_what_follows_gives_up_places_and_lets_one_come_back(active, member, sign_in):
    shift = make_shift(make_opportunity())
    place = Placement(shift=shift, volunteer=active)
    place.accept()
    place.save()
    client, old = sign_in(member), card.make(active)
    assert client.get("/my/volunteering/end/").context["places"] == 1
    assert client.post("/my/volunteering/end/").status_code == 302
    place.refresh_from_db()
    assert place.status == "withdrawn" and status_of(member) == VolunteerStatus.ENDED
    assert not has_consent(active.person, CHARTER)
    with pytest.raises(Refused):
        card.read(old)
    Volunteer.objects.update(answered=[*ANSWERS])
    keep(active.person, by=member, spoken=["ar"])
    moves.send(queries.of(member), by=member, agreement=current(CHARTER, "ar"))


def test_nobody_ends_it_in_the_middle_of_a_shift(active, member):
    shift = make_shift(make_opportunity(), starts=timezone.now() - timedelta(hours=1))
    Placement.objects.create(shift=shift, volunteer=active, checked_in_at=timezone.now(), status="checked_in")
    with pytest.raises(Refused):
        moves.end(active, by=member)
    assert status_of(member) == VolunteerStatus.ACTIVE


# --- Reminders and days ----------------------------------------------------------------------------------------


def test_papers_that_end_are_told_at_two_stages_weekly_at_most(active, member, coordinator):
    from people.enums import NoticeKind
    from people.notices.actions import stop
    from volunteering.registering.staff.actions import check_qualification

    paper = check_qualification(qualified(active, ends=20), by=coordinator)
    qualified(active, ends=5)  # Nobody checked it.
    for _twice in range(2):
        call_command("warn_of_ending_qualifications")
    told = Message.objects.filter(template="volunteering/qualification_ends")
    assert told.count() == 1
    paper.refresh_from_db()
    paper.expires_on = timezone.localdate() + timedelta(days=6)
    paper.save()
    call_command("warn_of_ending_qualifications")
    assert told.count() == 1
    paper.warned_at = timezone.now() - timedelta(days=8)
    paper.save()
    stop(person_of(member), NoticeKind.PAPERS, by=member)
    call_command("warn_of_ending_qualifications")
    assert told.count() == 1


def test_the_day_of_a_review_follows_the_table_of_holidays(member):
    from casework.days.actions import recount_days
    from office.models import Holiday

    recount_days()
    volunteer = sent(member)
    before = volunteer.due_on
    Holiday.objects.create(day=before, name="عيد")
    recount_days()
    assert queries.of(member).due_on > before


# --- Numbers ---------------------------------------------------------------------------------------------------


def test_ones_own_pages_cost_the_same_with_one_paper_and_three(active, member, sign_in):
    client, costs = sign_in(member), []
    for number in (1, 2):
        for _paper in range(number):
            qualified(active)
        urls = ("/my/volunteering/", "/my/volunteering/profile/", page("qualifications"))
        costs.append([queries_of(client, url) for url in urls])
    # The own page reads places, what others ask, hours and badges beside the standing.
    assert costs[0] == costs[1] and all(cost <= most for cost, most in zip(costs[0], (20, 15, 15), strict=True)), costs

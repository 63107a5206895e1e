"""Requests that colleagues write down for people: one person, one request, and nobody's own (R20 to R27)."""

import uuid

import pytest

from applications.actions import make_ready, save_part, start
from applications.enums import Event
from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import rules as desk_rules
from casework.intake import actions
from notifications.models import Delivery, Message
from office.models import Branch
from people.actions import keep, person_of
from people.consent.actions import give
from people.consent.actions import withdraw as take_consent_back
from people.consent.enums import Purpose
from people.models import HouseholdMember, Kinship, Person
from services.enums import Channel, FilePart
from tests import cases
from tests.test_query_counts import queries_of
from tests.test_races import race

pytestmark = pytest.mark.django_db
MOBILE = "+966501234567"
IDENTITY = "1000000008"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def caller(reception):
    """Somebody who called and has no account."""
    return opened(reception)


def opened(by, **given):
    whole = {"mobile": MOBILE, "given_name": "سالم", "family_name": "الحربي", **given}
    return actions.open_person(by=by, key=uuid.uuid4(), channel=Channel.PHONE, **whole)


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def entered(person, service, by, channel=Channel.PHONE, **given):
    return actions.enter(person, service, by=by, channel=channel, **given)


def page_of(answer):
    return answer.content.decode()


# --- The whole way --------------------------------------------------------------------------------------------------


def test_a_call_becomes_a_request_that_waits_for_the_signature(service, reception, sign_in):
    client = sign_in(reception)
    assert client.post("/admin/intake/find/?channel=phone", {"words": "0501234567"}).status_code == 200
    given = {
        "given_name": "سالم",
        "family_name": "الحربي",
        "mobile": "٠٥٠١٢٣٤٥٦٧",
        "language": "ur",
        "key": uuid.uuid4(),
    }
    answer = client.post("/admin/intake/new/?channel=phone", given)
    person = Person.objects.get(full_name="سالم الحربي")
    assert answer.url == f"/admin/intake/person/{person.reference}/?channel=phone"
    assert (person.mobile, person.recipient.language, person.user) == (MOBILE, "ur", None)
    answer = client.post(answer.url, {"service": service.slug})
    case = Application.objects.get()
    assert answer.url == f"/admin/intake/{case.reference}/"
    assert (case.channel, case.entered_by, case.person) == ("phone", reception, person)
    step = client.get(case.step_url("identity"))
    assert step.status_code == 200
    assert "سالم الحربي" in page_of(step)
    client.post(case.step_url("identity"), {"identity_kind": "national", "identity_number": IDENTITY})
    client.post(case.step_url("birth-date"), {"birth_date": "20/3/1985"})
    client.post(case.step_url("q-question-0"), {"answer": "٥"})
    client.post(case.step_url("q-question-1"), {"answer": "إيجار"})
    client.post(case.step_url("p-paper-0"), {"file": cases.picture(), "excuse": ""})
    page = page_of(client.get(f"/admin/intake/{case.reference}/"))
    assert case.check_url() in page
    assert client.post(case.check_url()).url == f"/admin/intake/{case.reference}/"
    case = Application.objects.get()
    assert case.is_ready_to_sign
    assert case.person.changes.filter(field="identity_number", via="staff", by=reception).exists()
    assert client.get(f"{case.get_absolute_url()}declaration/").url == f"/admin/intake/{case.reference}/"


def test_the_person_is_told_at_once_in_their_language(caller, service, reception):
    caller.recipient.language = "ur"
    caller.recipient.save()
    case = entered(caller, service, reception)
    assert case.events.get().kind == Event.ENTERED
    text = Delivery.objects.get(channel="sms").text
    assert case.reference in text
    assert any(sign in text for sign in "ٹڈے")
    assert AuditEvent.objects.filter(action="application.entered", by=reception).exists()


def test_whoever_has_an_account_signs_from_it(member, service, reception):
    case = entered(person_of(member), service, reception)
    cases.answer_everything(case, reception)
    make_ready(case, by=reception)
    asked = Message.objects.get(template="applications/filled")
    assert "زميل" in asked.body
    assert cases.sign(case, member).was_submitted
    assert desk_rules.had_a_part(reception, case)


def test_nobody_without_an_account_is_asked_to_open_it(caller, service, reception):
    case = entered(caller, service, reception)
    cases.answer_everything(case, reception)
    make_ready(case, by=reception)
    assert not Message.objects.filter(template="applications/filled").exists()


# --- One person, one request ----------------------------------------------------------------------------------------


def test_a_known_identity_number_opens_no_second_file(caller, reception, sign_in):
    keep(caller, by=reception, identity_kind="national", identity_number=IDENTITY)
    told = refusal_of(opened, reception, mobile="+966507777777", identity_kind="national", identity_number=IDENTITY)
    assert told.status == 409
    given = {
        "given_name": "سالم",
        "family_name": "الحربي",
        "identity_kind": "national",
        "identity_number": "١٠٠٠٠٠٠٠٠٨",
        "language": "ar",
        "key": uuid.uuid4(),
    }
    answer = sign_in(reception).post("/admin/intake/new/?channel=phone", given)
    assert answer.status_code == 409
    assert caller.reference in page_of(answer)
    assert IDENTITY not in page_of(answer).replace('value="١', "")
    assert Person.objects.count() == 1


def test_a_known_mobile_is_shown_first_and_may_be_of_the_family(caller, reception, sign_in):
    client, key = sign_in(reception), uuid.uuid4()
    given = {"given_name": "نورة", "family_name": "الحربي", "mobile": MOBILE, "language": "ar", "key": key}
    answer = client.post("/admin/intake/new/?channel=phone", given)
    assert answer.status_code == 409
    assert caller.reference in page_of(answer)
    assert "نورة" in page_of(answer)
    assert client.post("/admin/intake/new/?channel=phone", {**given, "anyway": "1"}).status_code == 302
    assert client.post("/admin/intake/new/?channel=phone", {**given, "anyway": "1"}).status_code == 302
    assert Person.objects.filter(full_name="نورة الحربي").count() == 1


def test_a_second_colleague_is_told_who_writes_it(caller, service, reception, staff):
    case, other = entered(caller, service, reception), staff("reception")
    told = refusal_of(entered, caller, service, other)
    assert told.status == 409
    assert case.reference in str(told.message)
    assert reception.get_full_name() in str(told.message)
    assert entered(caller, service, reception) == case
    assert Application.objects.count() == case.events.count() == 1


def test_a_colleague_goes_on_in_anothers_place(caller, service, reception, staff, sign_in):
    case, other = entered(caller, service, reception), staff("reception")
    client = sign_in(other)
    assert client.get(case.step_url("name")).status_code == 404
    assert client.post(f"/admin/intake/{case.reference}/take-over/").status_code == 302
    assert client.get(case.step_url("name")).status_code == 200
    assert sign_in(reception).get(case.step_url("name")).status_code == 404
    assert AuditEvent.objects.get(action="application.taken_over").details == {"from": reception.reference}


def test_nobody_takes_over_what_a_person_began_alone(member, service, reception, sign_in):
    case = start(service, by=member)
    assert refusal_of(entered, case.person, service, reception).status == 409
    kept = Application.objects.get()
    assert (kept.channel, kept.entered_by) == (Channel.WEBSITE, None)
    assert sign_in(reception).get(case.step_url("name")).status_code == 404
    assert not Message.objects.filter(template="applications/entered").exists()


# --- Who may --------------------------------------------------------------------------------------------------------


def test_ones_own_and_kins_requests_are_others_to_write(service, reception, caller):
    assert refusal_of(entered, person_of(reception), service, reception).status == 403
    Kinship.objects.create(user=reception, person=caller, declared_by=reception)
    assert refusal_of(entered, caller, service, reception).status == 403


def test_kin_declared_later_shuts_the_pages(caller, service, reception, sign_in):
    case = entered(caller, service, reception)
    client = sign_in(reception)
    assert client.get(case.step_url("name")).status_code == 200
    Kinship.objects.create(user=reception, person=caller, declared_by=reception)
    for url in (case.step_url("name"), case.check_url(), f"/admin/intake/{case.reference}/"):
        assert client.get(url).status_code == 404
    assert refusal_of(save_part, case, FilePart.NAME, by=reception, given_name="أ").status == 403


@pytest.mark.parametrize("role", ["committee", "chair", "provider", "quality", "manager", "editor", "publisher"])
def test_other_desks_write_nothing_down(role, caller, service, reception, staff, sign_in):
    case, stranger = entered(caller, service, reception), staff(role)
    client = sign_in(stranger)
    for url in ("", "find/?channel=phone", "new/?channel=phone", f"person/{caller.reference}/", f"{case.reference}/"):
        assert client.get(f"/admin/intake/{url}").status_code in (302, 403)
    assert client.get(case.step_url("name")).status_code == 404
    assert refusal_of(entered, caller, service, stranger).status == 403


def test_a_role_that_is_gone_opens_nothing(caller, service, reception, sign_in):
    case = entered(caller, service, reception)
    reception.groups.clear()
    assert sign_in(reception).get(case.step_url("name")).status_code == 404


def test_after_sending_the_pages_are_shut(member, service, reception, sign_in):
    case = entered(person_of(member), service, reception)
    cases.answer_everything(case, reception)
    make_ready(case, by=reception)
    cases.sign(case, member)
    client = sign_in(reception)
    assert client.get(case.step_url("name")).status_code == 404
    assert client.get(f"/admin/intake/{case.reference}/").status_code == 200


def test_a_coordinator_refers_by_volunteering_alone(caller, service, staff, sign_in):
    coordinator = staff("volunteer_coordinator")
    assert refusal_of(entered, caller, service, coordinator, Channel.PHONE).status == 403
    assert entered(caller, service, coordinator, Channel.VOLUNTEERING).channel == Channel.VOLUNTEERING
    assert sign_in(coordinator).get("/admin/intake/find/?channel=phone").status_code == 404
    assert str(Channel.VOLUNTEERING.label) in page_of(sign_in(coordinator).get("/admin/intake/find/"))


def test_desks_that_see_no_files_find_by_a_whole_number_alone(caller, staff, sign_in):
    client = sign_in(staff("volunteer_coordinator"))
    by_name = client.post("/admin/intake/find/", {"words": "الحربي"})
    assert caller.reference not in page_of(by_name)
    assert caller.reference in page_of(client.post("/admin/intake/find/", {"words": "0501234567"}))


def test_a_consent_that_was_taken_back_stops_it(member, service, reception):
    person = person_of(member)
    take_consent_back(give(person, Purpose.PROCESSING, by=member), by=member)
    assert refusal_of(entered, person, service, reception).status == 409


# --- Social media, and what stays hidden ----------------------------------------------------------------------------


def test_no_identity_number_is_asked_on_social_media(caller, service, reception, sign_in):
    client = sign_in(reception)
    answer = client.post("/admin/intake/find/?channel=social", {"words": "١٠٠٠٠٠٠٠٠٨"})
    assert answer.status_code == 422
    assert "identity_number" not in page_of(client.get("/admin/intake/new/?channel=social"))
    told = refusal_of(
        actions.open_person,
        by=reception,
        key=uuid.uuid4(),
        channel=Channel.SOCIAL,
        given_name="أ",
        identity_number=IDENTITY,
    )
    assert told.status == 422
    case = entered(caller, service, reception, Channel.SOCIAL)
    assert client.get(case.step_url("identity")).status_code == 409
    given = {"identity_kind": "national", "identity_number": IDENTITY}
    assert client.post(case.step_url("identity"), given).status_code == 409
    assert refusal_of(save_part, case, FilePart.IDENTITY, by=reception, **given).status == 409
    assert client.post(f"/admin/intake/{case.reference}/channel/", {"channel": "phone"}).status_code == 302
    assert client.post(case.step_url("identity"), given).status_code == 302
    assert AuditEvent.objects.get(action="application.channel_changed").details["before"] == "social"


def test_a_number_that_stands_stays_hidden_and_may_stay(caller, service, reception, sign_in):
    keep(caller, by=reception, identity_kind="national", identity_number=IDENTITY)
    case = entered(caller, service, reception)
    client, url = sign_in(reception), case.step_url("identity")
    page = page_of(client.get(url))
    assert IDENTITY not in page
    assert IDENTITY[-3:] in page
    assert AuditEvent.objects.filter(action="person.viewed", details__case=case.reference).exists()
    assert client.post(url, {"identity_kind": "national", "identity_number": ""}).status_code == 302
    wrong = client.post(url, {"identity_kind": "passport", "identity_number": ""})
    assert wrong.status_code == 422
    assert IDENTITY not in page_of(wrong)
    assert Person.objects.get(pk=caller.pk).identity_number == IDENTITY


def test_what_another_request_was_signed_over_is_not_changed_in_passing(member, service, reception):
    cases.submitted(member, service)
    case = entered(person_of(member), cases.make_service("other"), reception)
    assert refusal_of(save_part, case, FilePart.NAME, by=reception, given_name="غيره").status == 409
    assert Person.objects.get(user=member).given_name != "غيره"


# --- The household, the branch, the list ----------------------------------------------------------------------------


def test_the_household_is_written_from_the_requests_page(caller, service, reception, staff, sign_in):
    service.file_parts = ["household"]
    service.save()
    case = entered(caller, service, reception)
    client, base = sign_in(reception), f"/admin/intake/{case.reference}/household/"
    given = {"name": "ريما", "relation": "daughter", "birth_date": "1/2/2015", "identity_number": IDENTITY}
    assert client.post(f"{base}add/", {**given, "relation": ""}).status_code == 422
    assert client.post(f"{base}add/", given).url == case.step_url("household")
    row = HouseholdMember.objects.get(person=caller)
    assert IDENTITY not in page_of(client.get(f"{base}{row.pk}/"))
    assert client.post(f"{base}{row.pk}/", {**given, "name": "ريم", "identity_number": ""}).status_code == 302
    row.refresh_from_db(fields=["name"])
    assert (row.name, HouseholdMember.objects.get().identity_number) == ("ريم", IDENTITY)
    other = sign_in(staff("reception"))
    assert other.get(f"{base}{row.pk}/").status_code == 404
    assert other.post(f"{base}{row.pk}/remove/").status_code == 404
    assert client.post(f"{base}{row.pk}/remove/").status_code == 302
    assert not HouseholdMember.objects.exists()


def test_a_branch_is_chosen_where_there_are_branches(caller, service, reception, sign_in):
    client, url = sign_in(reception), f"/admin/intake/person/{caller.reference}/?channel=phone"
    assert "branch" not in page_of(client.get(url)).split("<main")[1]
    branch = Branch.objects.create(name="فرع", area="ينبع النخل")
    assert client.post(url, {"service": service.slug, "branch": branch.pk}).status_code == 302
    assert Application.objects.get().branch == branch


def test_a_forged_channel_person_or_service_opens_nothing(caller, service, reception, sign_in):
    client = sign_in(reception)
    for channel in ("website", "delegate", "zz", "\x00"):
        assert client.get("/admin/intake/find/", {"channel": channel}).status_code == 404
    assert client.get("/admin/intake/person/YP-2222-2222/?channel=phone").status_code == 404
    assert client.get("/admin/intake/YD-2222-2222/").status_code == 404
    url = f"/admin/intake/person/{caller.reference}/?channel=phone"
    assert client.post(url, {"service": "zz"}).status_code == 422
    assert client.post("/admin/intake/find/?channel=phone", {"words": "\x00"}).status_code == 422
    assert not Application.objects.exists()


def test_a_closed_service_takes_nothing_by_phone_either(caller, service, reception, sign_in):
    service.closes_on = "2020-01-01"
    service.save()
    service.refresh_from_db()
    assert refusal_of(entered, caller, service, reception).status == 409
    url = f"/admin/intake/person/{caller.reference}/?channel=phone"
    assert sign_in(reception).post(url, {"service": service.slug}).status_code == 422


def test_the_list_costs_the_same_at_one_row_and_at_three(service, reception, sign_in):
    client = sign_in(reception)
    entered(opened(reception), service, reception)
    one = queries_of(client, "/admin/intake/")
    for number in range(2):
        entered(opened(reception, mobile=f"+96650000000{number}"), service, reception)
    assert queries_of(client, "/admin/intake/") == one


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_hear_one_caller_at_once_open_one_file_and_one_request(staff):
    one, other, service = staff("reception"), staff("reception"), cases.make_service()
    won, refused = race(lambda: opened(one), lambda: opened(other))
    assert (len(won), [each.status for each in refused]) == (1, [409])
    person = Person.objects.get(full_name="سالم الحربي")
    won, refused = race(lambda: entered(person, service, one), lambda: entered(person, service, other))
    assert (len(won), [each.status for each in refused]) == (1, [409])
    assert Application.objects.get().events.count() == 1

"""A son follows his father's request on his own phone, with permission; without an account, by a code (R5)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.actions import withdraw
from applications.following import actions
from applications.models import Follower
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import actions as staff_acts
from notifications.models import Delivery, Message
from people.consent.enums import Method
from people.models import Person
from tests import cases

pytestmark = pytest.mark.django_db
SON = "+966500990099"
TYPED = "٠٥٠ ٠٩٩ ٠٠٩٩"
ASK, CODE, LOOK = "/track/phone/", "/track/phone/code/", "/track/phone/request/"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def case(member, service, reception):
    return cases.being_matched(member, service, reception)


@pytest.fixture
def follower(case):
    return cases.followed(case, SON)


def texts_to(mobile):
    return [sent.text for sent in Delivery.objects.order_by("created_at") if sent.address == mobile]


def code_to(mobile):
    return re.search(r"\b\d{6}\b", texts_to(mobile)[-1])[0]


def asked(client, reference, mobile):
    return client.post(ASK, {"reference": reference, "mobile": mobile})


def let_in(case, mobile=SON):
    client = Client()
    assert asked(client, case.reference, mobile).url == CODE
    assert client.post(CODE, {"code": code_to(mobile)}).url == LOOK
    return client


# --- Permitting ---------------------------------------------------------------------------------------------------


def test_the_person_lets_a_number_follow_and_ends_it(case, member, sign_in):
    client, page = sign_in(member), f"{case.get_absolute_url()}followers/"
    assert client.post(page, {"name": "حمد", "relation": "ابن", "mobile": TYPED}).status_code == 302
    row = case.followers.get()
    assert (row.mobile, row.method, row.noted_by) == (SON, Method.ONLINE, member)
    assert case.reference in texts_to(SON)[-1] and "حمد" not in texts_to(SON)[-1]
    assert Message.objects.get(template="applications/follower_added").recipient == case.person.recipient
    for _time in range(2):
        assert client.post(f"{page}{row.pk}/end/").url == page
    assert not case.followers.standing().exists()
    assert AuditEvent.objects.about(case.person).filter(action="follower.ended").count() == 1


def test_the_same_number_twice_is_once(case, follower):
    assert cases.followed(case, SON) == follower
    assert case.followers.count() == 1 and len(texts_to(SON)) == 1


def test_a_colleague_notes_how_it_was_permitted(case, reception, sign_in):
    client, page = sign_in(reception), f"/admin/requests/{case.reference}/followers/"
    given = {"name": "حمد", "mobile": TYPED}
    refused = client.post(page, given)
    assert refused.status_code == 422 and "حمد" in refused.content.decode()
    assert client.post(page, {**given, "method": "spoken"}).status_code == 302
    row = case.followers.get()
    assert (row.method, row.noted_by) == (Method.SPOKEN, reception)
    assert Message.objects.filter(template="applications/follower_added").exists()
    assert client.post(f"{page}{row.pk}/end/").status_code == 302
    assert Message.objects.filter(template="applications/follower_ended").count() == 1


def test_a_colleague_cannot_say_that_it_was_done_online(case, reception):
    with pytest.raises(Refused) as refusal:
        actions.permit(case, by=reception, name="حمد", mobile=SON)
    assert refusal.value.status == 422


def test_strangers_and_kin_permit_nothing(case, new_member, staff, follower, service):
    colleague = staff("reception")
    Person.objects.filter(pk=case.person_id).update(user=colleague)  # Their own case now.
    case = type(case).objects.get(pk=case.pk)
    for user in (new_member(), staff("editor")):
        with pytest.raises(Refused):
            actions.permit(case, by=user, name="س", mobile="+966500880088", method=Method.PAPER)
        with pytest.raises(Refused):
            actions.revoke(follower, by=user)
    assert actions.permit(case, by=colleague, name="س", mobile="+966500880088").method == Method.ONLINE


def test_ones_own_number_a_sixth_one_and_an_ended_request_are_refused(case, member, sign_in, monkeypatch):
    page = f"{case.get_absolute_url()}followers/"
    answer = sign_in(member).post(page, {"name": "أنا نفسي", "mobile": member.mobile})
    assert answer.status_code == 422 and "أنا نفسي" in answer.content.decode()
    monkeypatch.setattr(actions, "MOST", 1)
    cases.followed(case, SON)
    with pytest.raises(Refused) as refusal:
        cases.followed(case, "+966500880088")
    assert refusal.value.status == 409
    withdraw(case, by=member)
    with pytest.raises(Refused):
        cases.followed(case, "+966500660066")


# --- Being told -----------------------------------------------------------------------------------------------------


def test_followers_hear_that_there_is_news_and_nothing_of_it(case, follower, reception):
    staff_acts.send_back(case, problems={"paper-0": "الصورة غير واضحة"}, note="اتصل بنا", by=reception)
    text = texts_to(SON)[-1]
    assert case.reference in text
    for word in ("الصورة", "اتصل بنا", case.form["service_title"], case.person.full_name):
        assert word not in text
    count = len(texts_to(SON))
    actions.revoke(follower, by=case.person.user)
    withdraw(case, by=case.person.user)
    assert len(texts_to(SON)) == count


# --- Looking without an account --------------------------------------------------------------------------------------


def test_a_follower_looks_by_a_code_and_sees_the_status_alone(case, follower, reception):
    staff_acts.send_back(case, problems={"paper-0": "الصورة غير واضحة"}, note="كلام خاص", by=reception)
    answer = let_in(case).get(LOOK)
    page = answer.content.decode()
    assert answer.status_code == 200 and case.reference in page
    for word in ("الصورة غير واضحة", "كلام خاص", case.person.full_name, reception.get_full_name(), "card.png"):
        assert word not in page
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]


def test_a_follower_stops_following_and_the_owner_is_told_once(case, follower):
    client = let_in(case)
    assert "أوقف المتابعة" in client.get(LOOK).content.decode()
    assert client.post(LOOK, {"leave": "1"}).url == ASK
    assert "لم تعد تتابع" in client.get(ASK).content.decode()
    assert client.post(LOOK, {"leave": "1"}).url == ASK  # A second click finds nothing open.
    assert not case.followers.standing().exists() and client.get(LOOK).url == ASK
    assert Message.objects.filter(template="applications/follower_ended").count() == 1
    assert AuditEvent.objects.about(case.person).filter(action="follower.left").count() == 1
    assert not actions.leave(case, mobile=SON, by=None)


def test_closing_the_page_ends_nothing_and_the_owner_has_nothing_to_end(case, member, follower):
    client = let_in(case)
    client.post(LOOK)
    assert case.followers.standing().get() == follower
    own = let_in(case, member.mobile)
    assert "أوقف المتابعة" not in own.get(LOOK).content.decode()
    own.post(LOOK, {"leave": "1"})
    assert case.followers.standing().get() == follower


def test_a_follower_with_an_account_stops_there_and_nobody_else_can(case, follower, new_member, sign_in):
    son = new_member()
    son.mobile, son.mobile_proven_at = SON, timezone.now()
    son.save()
    url = f"{case.get_absolute_url()}followed/"
    assert sign_in(new_member()).post(url).status_code == 404
    client = sign_in(son)
    assert "أوقف المتابعة" in client.get(url).content.decode()
    assert client.post(url).url == "/requests/"
    assert not case.followers.standing().exists()
    assert client.post(url).status_code == 404


def test_the_owner_looks_by_the_own_proven_number(case, member):
    assert let_in(case, member.mobile).get(LOOK).status_code == 200
    member.mobile_proven_at = None
    member.save()
    client = Client()
    sent = len(texts_to(member.mobile))
    asked(client, case.reference, member.mobile)
    assert len(texts_to(member.mobile)) == sent


WRONG_PAIRS = {
    "another number": lambda case: (case.reference, "+966500880088"),
    "no such request": lambda case: ("YD-2222-2222", SON),
}


@pytest.mark.parametrize("pair", WRONG_PAIRS)
def test_a_wrong_pair_gets_the_same_answer_and_no_code(case, follower, pair):
    reference, mobile = WRONG_PAIRS[pair](case)
    right, wrong = Client(), Client()
    answers = [asked(right, case.reference, SON), asked(wrong, reference, mobile)]
    assert [each.status_code for each in answers] == [302, 302] and answers[0].url == answers[1].url
    pages = [each.get(CODE).content.decode() for each in (right, wrong)]
    assert len({re.sub(r"(csrf\w*\W+value=\W)\w+|5\d[\d ]{7,}", "", page) for page in pages}) == 1
    assert not [text for text in texts_to(mobile) if re.search(r"\b\d{6}\b", text)] or mobile == SON
    miss = [each.post(CODE, {"code": "000000"}).status_code for each in (right, wrong)]
    assert miss == [422, 422]
    assert wrong.get(LOOK).url == ASK


def test_a_code_that_was_guessed_for_a_wrong_pair_opens_nothing(case, follower, monkeypatch):
    monkeypatch.setattr("accounts.codes.generate_user_code", lambda **_kept: "123456")
    client = Client()
    asked(client, case.reference, "+966500880088")
    client.post(CODE, {"code": "123456"})
    assert client.get(LOOK).url == ASK


def test_an_old_code_and_many_guesses_open_nothing(case, follower):
    client = Client()
    asked(client, case.reference, SON)
    code = code_to(SON)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.post(CODE, {"code": code}).url == ASK
    other = Client()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        asked(other, case.reference, SON)
        misses = [other.post(CODE, {"code": "000000"}).status_code for _time in range(3)]
        assert misses == [422, 422, 429]
        assert other.post(CODE, {"code": code_to(SON)}).url == ASK
        assert other.get(LOOK).url == ASK


def test_asking_often_is_slowed_down_alike(case, follower):
    for reference in (case.reference, "YD-2222-2222"):
        client = Client()
        answers = [asked(client, reference, "+966500550055").status_code for _time in range(2)]
        assert answers == [302, 429]


@pytest.mark.parametrize("typed", [{}, {"reference": "YD-1", "mobile": SON}, {"reference": "", "mobile": "12"}])
def test_bad_input_is_told_at_the_field(typed):
    assert Client().post(ASK, typed).status_code == 422


def test_the_look_is_over_after_half_an_hour_or_when_closed(case, follower):
    client = let_in(case)
    with time_machine.travel(timezone.now() + timedelta(minutes=29)):
        assert client.get(LOOK).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.get(LOOK).url == ASK
    client.post(LOOK)
    assert client.get(LOOK).url == ASK


def test_an_ended_permission_closes_an_open_look(case, follower):
    client = let_in(case)
    actions.revoke(follower, by=case.person.user)
    assert client.get(LOOK).url == ASK


def test_a_guest_is_no_member(case, follower):
    client = let_in(case)
    for url in (case.get_absolute_url(), "/my/", f"{case.get_absolute_url()}messages/"):
        assert "/accounts/login" in client.get(url).url


# --- With an account ------------------------------------------------------------------------------------------------


def test_what_one_follows_stands_in_ones_list_without_a_name(case, new_member, sign_in):
    son = new_member()
    row = cases.followed(case, son.mobile)
    client, page = sign_in(son), f"{case.get_absolute_url()}followed/"
    listed = client.get("/requests/?show=followed").content.decode()
    assert page in listed and case.person.full_name not in listed
    assert client.get(page).status_code == 200
    assert client.get(case.get_absolute_url()).status_code == 404
    actions.revoke(row, by=case.person.user)
    assert client.get(page).status_code == 404
    assert page not in client.get("/requests/").content.decode()


def test_a_number_that_is_not_proven_follows_nothing(case, new_member, sign_in):
    son = new_member()
    cases.followed(case, son.mobile)
    son.mobile_proven_at = None
    son.save()
    assert sign_in(son).get(f"{case.get_absolute_url()}followed/").status_code == 404


def test_lists_cost_the_same_at_one_row_and_at_three(case, member, reception, new_member, sign_in):
    son, others = new_member(), [cases.make_service(f"more-{number}") for number in range(2)]
    urls = [
        (sign_in(son), "/requests/"),
        (sign_in(member), f"{case.get_absolute_url()}followers/"),
        (sign_in(reception), f"/admin/requests/{case.reference}/followers/"),
    ]

    def costs():
        counted = []
        for client, url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200
            counted.append(len(seen))
        return counted

    cases.followed(case, son.mobile)
    one = costs()
    for number, service in enumerate(others):
        cases.followed(cases.submitted(member, service), son.mobile)
        cases.followed(case, f"+96650044004{number}")
    assert costs() == one
    assert Follower.objects.count() == 5

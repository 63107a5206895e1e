"""The one door: a mobile number in, a code back; the same for known and new, and never a 500 (R9)."""

import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.actions import open_account
from accounts.forms import PHONE_FAULTS
from accounts.models import User
from notifications.actions import deliver_due
from notifications.models import Delivery
from notifications.sms import MemoryGateway

pytestmark = pytest.mark.django_db

DOOR = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
MOBILE = "+966501234567"


def ask(client, typed):
    return client.post(DOOR, {"phone": typed})


def code_to(mobile=MOBILE):
    deliver_due()
    return next(
        re.search(r"[0-9]{6}", sent.text)[0] for sent in reversed(MemoryGateway.outbox) if sent.mobile == mobile
    )


def confirm(client, code):
    return client.post(CONFIRM, {"code": code, "action": "verify"})


def wrong(code):
    return str((int(code) + 1) % 10**6).zfill(6)


@pytest.fixture
def asked(client):
    """A visitor who has asked for a code."""
    assert ask(client, MOBILE).status_code == 302
    return client


@pytest.mark.parametrize(
    "typed",
    [
        "0501234567",
        "٠٥٠ ١٢٣ ٤٥٦٧",
        "۰۵۰۱۲۳۴۵۶۷",
        "(050) 123-4567",
        "501234567",
        "+966 50 123 4567",
        "٠٠٩٦٦٥٠١٢٣٤٥٦٧",
        "\u202a+966501234567\u202c",
    ],
)
def test_one_number_in_any_writing_is_one_account(typed, client):
    open_account(mobile=MOBILE)
    assert ask(client, typed).url == CONFIRM
    assert User.objects.get().mobile == MOBILE
    assert confirm(client, code_to()).url == "/arrive/"


@pytest.mark.parametrize(
    ("typed", "mobile"), [("+92 300 1234567", "+923001234567"), ("0020 100 1234567", "+201001234567")]
)
def test_a_foreign_number_opens_an_account(typed, mobile, client):
    assert ask(client, typed).status_code == 302
    assert confirm(client, code_to(mobile)).status_code == 302
    assert User.objects.get().mobile == mobile


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "empty"),
        ("05012345", "too_short"),
        ("050123456789", "too_long"),
        ("0143211234", "not_mobile"),
        ("+1415", "too_short"),
        ("هاتفي", "invalid"),
        ("<script>alert(1)</script>", "invalid"),
        ("0501234567\x00", ""),
        ("٠٥" * 40, ""),
    ],
)
def test_what_is_no_mobile_is_told_in_arabic_and_stays_in_the_page(typed, fault, client):
    answer = ask(client, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    with override("ar"):
        said = [str(error) for error in answer.context["form"].errors["phone"]]
        assert not fault or said == [str(PHONE_FAULTS[fault])]
    assert re.search("[\u0621-\u064a]", said[0])
    assert page.count(said[0]) >= 2  # In the summary and at the field.
    assert answer.context["form"]["phone"].value() == typed
    assert not typed.isalnum() or f'value="{typed}"' in page
    assert "<script>alert" not in page
    assert User.objects.count() == Delivery.objects.count() == 0


def body(answer):
    """The page without what differs by chance."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|value="[0-9]{6}"', "", answer.content.decode())


def test_known_and_new_numbers_get_the_same_answer():
    known = open_account(mobile=MOBILE)
    known.prove_mobile()
    known.save()
    asleep = open_account(mobile="+966501234568")
    asleep.is_active = False
    asleep.save()
    seen = []
    for mobile in (MOBILE, "+966501234568", "+966501234569"):
        client = Client()
        answer = ask(client, mobile)
        page = client.get(CONFIRM)
        missed = confirm(client, wrong(code_to(mobile)))
        shown = [
            body(each).replace("050 123 4567", "N").replace(f"050 123 {mobile[-4:]}", "N") for each in (page, missed)
        ]
        seen.append((answer.status_code, answer.url, page.status_code, missed.status_code, shown, set(client.cookies)))
    assert seen[0] == seen[1] == seen[2]


def test_a_wrong_code_is_told_and_another_try_is_left(asked):
    code = code_to()
    answer = confirm(asked, wrong(code))
    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert "050 123 4567" in answer.content.decode()
    assert confirm(asked, code).url == "/arrive/"


def test_the_third_wrong_code_ends_it_with_the_number_kept(asked):
    code = code_to()
    assert [confirm(asked, wrong(code)).status_code for _turn in range(3)] == [422, 422, 429]
    answer = confirm(asked, code)
    assert answer.status_code == 302
    assert answer.url.startswith(DOOR)
    assert "_auth_user_id" not in asked.session


def test_the_page_after_the_third_wrong_code_says_why(asked):
    code = code_to()
    answer = [confirm(asked, wrong(code)) for _turn in range(3)][-1]
    page = answer.content.decode()
    assert re.search("[\u0621-\u064a]", answer.context["told"])
    assert answer.context["told"] in page
    assert re.search(r'name="phone"[^>]*value="[^"]*501234567"|value="[^"]*501234567"[^>]*name="phone"', page)
    assert ask(asked, answer.context["form"]["phone"].value()).url == CONFIRM
    assert confirm(asked, code_to()).url == "/arrive/"


def test_an_expired_code_is_gone_with_the_number_kept(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, MOBILE)
        code = code_to()
        clock.shift(11 * 60)
        answer = confirm(client, code)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "انته" in answer.context["told"]
    assert answer.context["told"] in page
    assert re.search(r'value="[^"]*501234567"', page)
    assert "_auth_user_id" not in client.session


def test_a_code_works_until_ten_minutes_are_over(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, MOBILE)
        clock.shift(10 * 60 - 1)
        code = code_to()
        assert confirm(client, code).status_code == 302


@pytest.mark.parametrize("write", ["{0} {1}", "{0}-{1}", " {0}{1} ", "\u200f{0}{1}"])
@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789"])
def test_a_code_in_any_digits_and_spacing(write, digits, asked):
    code = code_to().translate(str.maketrans("0123456789", digits))
    assert confirm(asked, write.format(code[:3], code[3:])).url == "/arrive/"


@pytest.mark.parametrize("typed", ["", "abc", "\x00", "1" * 500, "<b>", "٠"])
def test_what_is_no_code_is_refused(typed, asked):
    assert confirm(asked, typed).status_code == 422


def test_a_code_opens_once(asked):
    code = code_to()
    assert confirm(asked, code).url == "/arrive/"
    asked.post("/accounts/logout/")
    again = confirm(asked, code)
    assert again.status_code == 302
    assert again.url.startswith(DOOR)
    ask(asked, MOBILE)
    if code_to() != code:
        assert confirm(asked, code).status_code == 422


def test_a_code_opens_only_where_it_was_asked_for(asked):
    code, other = code_to(), Client()
    assert confirm(other, code).url.startswith(DOOR)
    assert "_auth_user_id" not in other.session


def test_a_new_code_can_be_sent_and_the_old_one_ends(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, MOBILE)
        first = code_to()
        clock.shift(46)
        assert client.post(CONFIRM, {"action": "resend"}).status_code == 302
        second = code_to()
        assert Delivery.objects.count() == 2
        if first != second:
            assert confirm(client, first).status_code == 422
        clock.shift(9 * 60 + 50)  # Its ten minutes began when it was sent.
        assert confirm(client, second).url == "/arrive/"


def test_a_new_code_too_soon_is_told_with_the_seconds_and_the_old_one_still_opens(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, MOBILE)
        code = code_to()
        assert 'data-seconds="">45<' in client.get(CONFIRM).content.decode().replace(
            "data-seconds>", 'data-seconds="">'
        )
        clock.shift(15)
        answer = client.post(CONFIRM, {"action": "resend"})
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "30"
        assert "30" in answer.context["told"]
        assert re.search(r'name="code"', answer.content.decode())
        assert Delivery.objects.count() == 1
        assert confirm(client, code).url == "/arrive/"


def test_asking_again_and_again_is_slowed_never_broken():
    """Three a minute for one number from one place; the fourth is told when to come back, with what was typed."""
    answers = [ask(Client(), MOBILE) for _turn in range(8)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 5
    last = answers[-1]
    assert re.search("[\u0621-\u064a]", last.context["told"])
    assert last.context["told"] in last.content.decode()
    assert 0 < int(last.headers["Retry-After"]) <= 60
    assert re.search(r'value="[^"]*501234567"', last.content.decode())
    assert Delivery.objects.count() == 3
    assert ask(Client(), "0509999999").status_code == 302


def test_many_families_behind_one_address_are_served():
    """A household, a hostel, a whole provider's network: thirty families behind one address all get their code."""
    assert {ask(Client(), f"0550{number:06d}").status_code for number in range(30)} == {302}


def test_many_tries_of_a_password_are_slowed_never_broken(staff):
    user = staff("reception")
    answers = [Client().post("/accounts/login/", {"login": user.email, "password": "wrong"}) for _turn in range(14)]
    assert {answer.status_code for answer in answers} <= {422, 429}


def test_the_number_is_proven_by_the_code_alone(asked):
    assert User.objects.get().mobile_proven_at is None
    confirm(asked, code_to())
    assert User.objects.get().mobile_proven_at is not None


def test_neither_number_nor_code_lies_readable_in_a_session(asked):
    code = code_to()
    stored = Session.objects.get()
    assert stored.get_decoded()  # The row is one that opens with the key.
    raw = stored.session_data
    plain = signing.b64_decode(raw.split(":")[0].lstrip(".").encode())
    for text in (code, MOBILE, MOBILE[4:]):
        assert text not in raw
        assert text.encode() not in plain
    assert code in str(stored.get_decoded())  # So that the search above is for something that is there.


def test_someone_can_correct_the_number(asked):
    page = asked.get(f"{DOOR}?again=1")
    assert page.status_code == 200
    assert ask(asked, "0507654321").url == CONFIRM
    assert confirm(asked, code_to("+966507654321")).url == "/arrive/"


def test_the_way_back_is_only_ours(asked):
    answer = asked.post(f"{CONFIRM}", {"code": code_to(), "action": "verify", "next": "https://elsewhere.example/"})
    assert answer.url == "/arrive/"


def test_a_closed_account_does_not_open(client):
    user = open_account(mobile=MOBILE)
    user.is_active = False
    user.save()
    ask(client, MOBILE)
    answer = confirm(client, code_to())
    assert answer.status_code in (302, 403)
    assert "_auth_user_id" not in client.session

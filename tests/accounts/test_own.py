"""“Sign-in and security”: both old and new are proven, the owner hears of it, and “it wasn't me” shuts everyone out."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import forget_unproven, open_account
from accounts.models import Alarm, Tally, User
from audit.models import AuditEvent
from notifications.actions import deliver_due
from notifications.models import Delivery
from notifications.sms import MemoryGateway
from tests.accounts.test_staff_doors import code_now

pytestmark = pytest.mark.django_db

DOOR = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
SECURITY = "/accounts/security/"
MOBILE, EMAIL = "+966501234567", "person@example.test"
NEW_MOBILE, NEW_EMAIL = "+966507654321", "new@example.test"


@pytest.fixture(autouse=True)
def _empty_outboxes():
    MemoryGateway.outbox.clear()
    mail.outbox.clear()


def code_to(address):
    deliver_due()
    texts = [sent.text for sent in MemoryGateway.outbox if sent.mobile == address]
    texts += [sent.body for sent in mail.outbox if sent.to == [address]]
    return [found[0] for text in texts if (found := re.search(r"\b[0-9]{6}\b", text))][-1]


def texts_to(address):
    deliver_due()
    return [sent.text for sent in MemoryGateway.outbox if sent.mobile == address] + [
        sent.body for sent in mail.outbox if sent.to == [address]
    ]


def enter(address, client=None):
    client = client or Client()
    field = "email" if "@" in address else "phone"
    assert client.post(DOOR, {field: address}).url == CONFIRM
    assert client.post(CONFIRM, {"code": code_to(address), "action": "verify"}).url == "/arrive/"
    return client


def wrong(code):
    return str((int(code) + 1) % 10**6).zfill(6)


def test_an_e_mail_opens_an_account_that_is_signed_in_and_proven():
    client = enter(EMAIL)
    user = User.objects.get()
    assert (user.email, user.mobile) == (EMAIL, None)
    assert EmailAddress.objects.get(user=user).verified
    assert client.get("/my/").status_code == 200
    assert forget_unproven() == 0


@pytest.mark.parametrize("typed", ["Person@Example.TEST", "  person@example.test ", "\u200fperson@example.test"])
def test_one_e_mail_in_any_writing_is_one_account(typed):
    open_account(email=EMAIL)
    client = Client()
    client.post(DOOR, {"email": typed})
    assert client.post(CONFIRM, {"code": code_to(EMAIL), "action": "verify"}).url == "/arrive/"
    assert User.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "person", "person@", "<b>@x", "a@b\x00.c", "x" * 300 + "@example.test"])
def test_what_is_no_e_mail_is_told_and_kept(typed):
    answer = Client().post(DOOR, {"email": typed})
    assert answer.status_code == 422
    assert re.search("[\u0621-\u064a]", str(answer.context["form"].errors["email"][0]))
    assert answer.context["form"]["email"].value() == typed
    assert User.objects.count() == 0


def plain(answer):
    """The page without what differs by chance, or is what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r"050 123 \d{4}|[a-z]+@example\.test|[0-9]{6}|data-seconds>\d+", "", text)


@pytest.mark.parametrize(
    "pair", [("+966501234567", "+966501234599"), ("known@example.test", "blank@example.test")], ids=["mobile", "e-mail"]
)
def test_known_and_unknown_addresses_look_the_same(pair, django_assert_max_num_queries):
    known, unknown = pair
    enter(known)
    seen, costs = [], []
    for address in (known, unknown):
        client, field = Client(), "email" if "@" in address else "phone"
        with django_assert_max_num_queries(40) as counted:
            asked = client.post(DOOR, {field: address})
        costs.append(len(counted))
        page, missed = client.get(CONFIRM), client.post(CONFIRM, {"code": wrong(code_to(address)), "action": "verify"})
        heads = [
            {k: v for k, v in each.headers.items() if k not in ("Content-Length", "Expires")}
            for each in (asked, page, missed)
        ]
        seen.append(
            (
                asked.status_code,
                asked.url,
                page.status_code,
                missed.status_code,
                plain(page),
                plain(missed),
                heads,
                set(client.cookies),
            )
        )
    assert seen[0] == seen[1]
    assert abs(costs[0] - costs[1]) <= 4


def test_a_password_tells_nothing_of_an_address():
    enter(MOBILE)
    told = [
        Client().post("/accounts/login/", {"login": login, "password": "wrong"}).context["form"].errors.as_json()
        for login in ("0501234567", "0501234599")
    ]
    assert told[0] == told[1]


def test_whoever_guesses_a_password_never_locks_out_the_owner():
    client = enter(MOBILE)
    client.post(SECURITY + "password/", {"password": "three good words"})
    client.post("/accounts/logout/")
    stranger = [Client().post("/accounts/login/", {"login": "0501234567", "password": f"guess {n}"}) for n in range(9)]
    assert [answer.status_code for answer in stranger] == [422] * 5 + [429] * 4
    assert "برمز" in str(stranger[-1].context["form"].non_field_errors()[0])
    answer = client.post("/accounts/login/", {"login": "0501234567", "password": "three good words"})
    assert answer.url == "/arrive/"  # A known browser counts for itself.
    enter(MOBILE)  # And codes stay open to everyone.


def test_whoever_guesses_codes_never_locks_out_the_owner():
    owner = enter(MOBILE)
    owner.post("/accounts/logout/")
    for _turn in range(3):
        stranger = Client(REMOTE_ADDR="192.0.2.7")
        stranger.post(DOOR, {"phone": MOBILE})
        code = code_to(MOBILE)
        assert [
            stranger.post(CONFIRM, {"code": wrong(code), "action": "verify"}).status_code for _guess in range(3)
        ] == [422, 422, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").post(DOOR, {"phone": MOBILE}).status_code == 429
    enter(MOBILE, owner)


def test_a_flood_from_many_places_spares_the_owners_own_browser():
    """All strangers together have one count a number, so that a phone is not flooded; the known browser has its own."""
    owner = enter(MOBILE)
    owner.post("/accounts/logout/")
    answers = [Client(REMOTE_ADDR=f"192.0.2.{n}").post(DOOR, {"phone": MOBILE}).status_code for n in range(1, 25)]
    assert answers == [302] * 19 + [429] * 5
    enter(MOBILE, owner)


def test_counts_are_kept_in_the_database_without_a_number():
    Client().post(DOOR, {"phone": MOBILE})
    keys = list(Tally.objects.values_list("key", flat=True))
    assert len(keys) == 4
    assert not any("501234567" in key for key in keys)


def test_a_colleagues_right_password_is_no_guess(staff):
    colleague = staff("reception")
    for _turn in range(7):
        assert (
            Client()
            .post("/accounts/login/", {"login": colleague.email, "password": "correct horse battery"})
            .status_code
            == 302
        )


@pytest.mark.parametrize(
    ("page", "typed", "address", "column", "action"),
    [
        ("mobile/", "٠٥٠ ٧٦٥ ٤٣٢١", NEW_MOBILE, "mobile", "account.mobile_changed"),
        ("email/", "New@example.test", NEW_EMAIL, "email", "account.email_changed"),
    ],
)
def test_an_address_is_changed_by_proof_of_old_and_new(page, typed, address, column, action):
    client = enter(MOBILE)  # The proof of the old: a code that came back just now.
    assert client.post(SECURITY + page, {"address": typed}).url == SECURITY + "confirm/"
    user = User.objects.get()
    assert getattr(user, column) != address
    code = code_to(address)
    assert client.post(SECURITY + "confirm/", {"code": wrong(code)}).status_code == 422
    assert client.post(SECURITY + "confirm/", {"code": code}).url == SECURITY
    user.refresh_from_db()
    assert getattr(user, column) == address
    row = AuditEvent.objects.get(action=action)
    assert row.details == {}
    assert any("/accounts/not-me/" in text for text in texts_to(MOBILE))  # The old address hears of it.
    client.post("/accounts/logout/")
    enter(address)
    assert User.objects.count() == 1


def test_without_a_fresh_proof_the_old_address_is_asked_first():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = enter(MOBILE)
        clock.shift(11 * 60)
        answer = client.get(SECURITY + "mobile/")
        assert answer.url.startswith(SECURITY + "prove/?next=")
        assert client.post(SECURITY + "mobile/", {"address": NEW_MOBILE}).url.startswith(SECURITY + "prove/")
        assert Delivery.objects.count() == 1
        assert client.post(answer.url, {"to": "email"}).status_code == 422  # It has none.
        asked = client.post(answer.url, {"to": "sms", "next": SECURITY + "mobile/"})
        assert client.get(asked.url).status_code == 200
        code = code_to(MOBILE)
        assert client.post(asked.url, {"code": wrong(code)}).status_code == 422
        assert client.post(asked.url, {"code": f" {code[:3]} {code[3:]}"}).url == SECURITY + "mobile/"
        assert client.get(SECURITY + "mobile/").status_code == 200


def test_an_address_of_another_account_is_never_given_away():
    other = enter(NEW_MOBILE)
    client = enter(MOBILE)
    assert client.post(SECURITY + "mobile/", {"address": NEW_MOBILE}).url == SECURITY + "confirm/"  # As for any.
    answer = client.post(SECURITY + "confirm/", {"code": code_to(NEW_MOBILE)})
    assert answer.status_code == 409
    assert "حساب آخر" not in answer.content.decode()
    assert set(User.objects.values_list("mobile", flat=True)) == {MOBILE, NEW_MOBILE}
    assert other.get("/my/").status_code == 200


def test_an_address_that_was_only_typed_makes_way_for_its_owner():
    open_account(email=NEW_EMAIL)
    client = enter(MOBILE)
    client.post(SECURITY + "email/", {"address": NEW_EMAIL})
    assert client.post(SECURITY + "confirm/", {"code": code_to(NEW_EMAIL)}).status_code == 302
    assert User.objects.get().email == NEW_EMAIL


def test_a_code_for_the_old_number_ends_when_the_number_changes():
    thief = Client()
    thief.post(DOOR, {"phone": MOBILE})
    stolen = code_to(MOBILE)
    owner = enter(MOBILE)
    owner.post(SECURITY + "mobile/", {"address": NEW_MOBILE})
    owner.post(SECURITY + "confirm/", {"code": code_to(NEW_MOBILE)})
    assert thief.post(CONFIRM, {"code": stolen, "action": "verify"}).status_code == 410
    assert User.objects.get().mobile == NEW_MOBILE


def test_a_password_ends_other_sessions_and_keeps_this_one():
    here, there = enter(MOBILE), enter(MOBILE)
    assert here.post(SECURITY + "password/", {"password": "short"}).status_code == 422
    assert here.post(SECURITY + "password/", {"password": "three good words"}).url == SECURITY
    assert here.get("/my/").status_code == 200
    assert there.get("/my/").status_code == 302


def test_everywhere_else_is_signed_out():
    here, there = enter(MOBILE), enter(MOBILE)
    page = here.get("/accounts/sessions/")
    assert len(page.context["sessions"]) == 2
    assert [each.is_this for each in page.context["sessions"]] == [True, False]
    assert here.post("/accounts/sessions/").status_code == 302
    assert here.get("/my/").status_code == 200
    assert there.get("/my/").status_code == 302


def test_a_new_device_is_told_and_a_known_one_is_not():
    first = enter(MOBILE)
    assert Alarm.objects.count() == 0  # Who has just opened an account knows.
    first.post("/accounts/logout/")
    enter(MOBILE, first)
    assert Alarm.objects.count() == 0
    enter(MOBILE)
    assert Alarm.objects.get().kind == "signed_in"
    assert any("/accounts/not-me/" in text for text in texts_to(MOBILE))
    assert first.cookies["device"]["httponly"]


def link_to(address):
    return [found[0] for text in texts_to(address) if (found := re.search(r"/accounts/not-me/[\w-]+/", text))][-1]


def test_it_was_not_me_shuts_everyone_out_and_puts_the_address_back():
    enter(MOBILE)
    thief = enter(MOBILE)
    told = link_to(MOBILE)
    thief.post(SECURITY + "password/", {"password": "three good words"})
    thief.post(SECURITY + "mobile/", {"address": NEW_MOBILE})
    assert thief.post(SECURITY + "confirm/", {"code": code_to(NEW_MOBILE)}).status_code == 302
    reader = Client()
    page = reader.get(told)
    assert page.status_code == 200
    assert thief.get("/my/").status_code == 200  # Opening it does nothing: scanners of links open everything.
    assert reader.post(told).status_code == 200
    user = User.objects.get()
    assert user.mobile == MOBILE
    assert not user.has_usable_password()
    assert thief.get("/my/").status_code == 302
    assert reader.get(told).status_code == reader.post(told).status_code == 404
    assert AuditEvent.objects.filter(action="account.disavowed").count() == 1
    enter(MOBILE)


def test_a_link_tells_nothing_and_ends_after_three_days():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(MOBILE)
        enter(MOBILE)
        link = link_to(MOBILE)
        assert MOBILE[4:] not in link
        assert Client().get(link).status_code == 200
        clock.shift(3 * 24 * 3600 + 1)
        assert Client().get(link).status_code == 404
    assert Client().get("/accounts/not-me/invented/").status_code == 404


@pytest.mark.parametrize("page", ["", "prove/", "mobile/", "email/", "password/"])
def test_pages_of_ones_own_cost_little(page, django_assert_max_num_queries):
    client = enter(MOBILE)
    client.get(SECURITY)
    with django_assert_max_num_queries(15):
        assert client.get(SECURITY + page).status_code == 200


def test_the_list_of_sessions_costs_the_same_for_one_and_three(django_assert_num_queries):
    client = enter(MOBILE)
    client.get("/accounts/sessions/")
    with CaptureQueriesContext(connection) as one:
        client.get("/accounts/sessions/")
    cost = len(one)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        for _other in range(2):
            enter(MOBILE)
        client.get("/accounts/sessions/")
        with django_assert_num_queries(cost):
            assert len(client.get("/accounts/sessions/").context["sessions"]) == 3
    assert cost <= 15


def test_an_authenticator_is_a_lock_and_its_owner_hears_of_it(django_capture_on_commit_callbacks):
    client = enter(MOBILE)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/2fa/totp/activate/", {"code": code_now(client.session["mfa.totp.secret"])})
    assert answer.url == "/accounts/2fa/recovery-codes/"
    assert any("not-me" in text for text in texts_to(MOBILE))
    other = Client()
    other.post(DOOR, {"phone": MOBILE})
    assert other.post(CONFIRM, {"code": code_to(MOBILE), "action": "verify"}).url.startswith(
        "/accounts/2fa/authenticate/"
    )

"""The outbox: in the caller's transaction, sent once, tried again, given up at the end."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from notifications import actions
from notifications.actions import deliver_due, forget_codes, notify, send_code
from notifications.enums import DeliveryStatus
from notifications.models import BACKOFF, LEASE, Delivery, Message, Recipient
from notifications.sms import TIMEOUT_SECONDS, MemoryGateway, NotSent

pytestmark = pytest.mark.django_db
WORDS = {"reference": "YD-2222-2222", "service": "دعم"}


@pytest.fixture(autouse=True)
def phone():
    MemoryGateway.outbox.clear()
    return MemoryGateway.outbox


@pytest.fixture
def recipient(member):
    return Recipient.objects.create(user=member)


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moved:
        yield moved


@pytest.fixture
def broken(monkeypatch):
    """A gateway that takes nothing; the list counts the tries."""
    tries = []

    def refuse(self, *, mobile, text, key):
        tries.append(key)
        raise NotSent("HTTPError503")

    monkeypatch.setattr(MemoryGateway, "send", refuse)
    return tries


def write(recipient):
    return notify(recipient, "applications/withdrawn", subject=None, context=WORDS)


def test_a_rollback_leaves_no_message(recipient):
    with pytest.raises(RuntimeError), transaction.atomic():
        write(recipient)
        assert Delivery.objects.count() == 1
        raise RuntimeError
    assert Message.objects.count() == Delivery.objects.count() == 0


def test_every_address_gets_a_row_and_without_one_only_the_inbox(member, recipient):
    member.email = "person@example.test"
    member.save()
    write(recipient)
    rows = {row.channel: row.address for row in Delivery.objects.all()}
    assert rows == {"sms": member.mobile, "email": "person@example.test"}
    unreachable = Recipient.objects.create()
    assert write(unreachable).deliveries.count() == 0
    assert unreachable.messages.count() == 1


def test_someone_without_an_account_is_reached(phone):
    write(Recipient.objects.create(mobile="+966505555555", email="letter@example.test"))
    assert deliver_due() == 2
    assert [sent.mobile for sent in phone] == ["+966505555555"]
    assert [sent.to for sent in mail.outbox] == [["letter@example.test"]]


@pytest.mark.parametrize(("language", "word"), [("ar", "طلب"), ("en", "request")])
@pytest.mark.parametrize("site", ["ar", "en"])
def test_the_person_reads_their_own_language_whoever_acts(recipient, language, word, site):
    recipient.language = language
    with override(site):
        letter = write(recipient)
    for text in (letter.title, letter.body, letter.deliveries.get().text):
        assert word in text.lower()
    assert ("request" in letter.body) is (language == "en")


def test_what_others_may_see_carries_a_reference_alone(recipient):
    letter = notify(
        recipient,
        "applications/approved",
        subject=None,
        context={**WORDS, "service": "خدمة خاصة", "note": "كلام اللجنة"},
    )
    row = letter.deliveries.get()
    assert "كلام اللجنة" in letter.body
    for secret in ("كلام اللجنة", "خدمة خاصة"):
        assert secret not in row.text + row.title
    assert "YD-2222-2222" in row.text


def test_it_is_sent_once(recipient, phone):
    write(recipient)
    assert [deliver_due(), deliver_due()] == [1, 0]
    row = Delivery.objects.get()
    assert row.status == DeliveryStatus.SENT
    assert row.sent_at
    assert [sent.key for sent in phone] == [str(row.pk)]


def test_two_sweepers_send_once(recipient, phone, monkeypatch):
    """A second sweeper that looks while the first is at work finds the rows leased."""
    for _row in range(5):
        write(recipient)
    plain, inner = MemoryGateway.send, []

    def slow(self, **given):
        if not inner:
            inner.append(True)
            inner.append(deliver_due())
        plain(self, **given)

    monkeypatch.setattr(MemoryGateway, "send", slow)
    assert deliver_due() == 5
    assert inner == [True, 0]
    assert len(phone) == len({sent.key for sent in phone}) == 5


def test_a_dead_sweepers_row_falls_free(recipient, clock):
    write(recipient)
    actions._lease_batch()  # The sweeper dies here.
    assert deliver_due() == 0
    clock.shift(LEASE + timedelta(seconds=1))
    assert deliver_due() == 1


def test_a_lease_outlives_the_slowest_batch():
    """Otherwise another sweeper would take rows that wait for their turn in this one."""
    assert timedelta(seconds=actions.BATCH * TIMEOUT_SECONDS) < LEASE


def test_a_miss_is_tried_again_later_and_later_and_given_up(recipient, broken, clock):
    write(recipient)
    for turn, pause in enumerate(BACKOFF, start=1):
        assert deliver_due() == 0
        row = Delivery.objects.get()
        assert (row.status, row.attempts, row.last_error) == (DeliveryStatus.PENDING, turn, "HTTPError503")
        assert row.next_attempt_at - timezone.now() == pause
        clock.shift(pause - timedelta(seconds=1))
        deliver_due()
        assert len(broken) == turn  # Not a second too early.
        clock.shift(timedelta(seconds=2))
    deliver_due()
    assert Delivery.objects.get().status == DeliveryStatus.FAILED
    clock.shift(timedelta(days=30))
    deliver_due()
    assert len(broken) == len(BACKOFF) + 1
    assert len(set(broken)) == 1  # The gateway can drop a repeat by its key.


def test_after_a_miss_it_still_arrives(recipient, broken, clock, monkeypatch, phone):
    write(recipient)
    deliver_due()
    monkeypatch.undo()
    clock.shift(BACKOFF[0] + timedelta(seconds=1))
    assert deliver_due() == 1


def test_one_broken_row_holds_up_no_other(recipient, clock):
    """A row that cannot even be read (a lost key) is noted; the rest goes out and the sweeper lives."""
    write(recipient)
    first = Delivery.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_delivery SET address = %s", ["v1:gone:AAAA"])
    write(recipient)
    assert deliver_due() == 1
    assert Delivery.objects.filter(status=DeliveryStatus.SENT).count() == 1
    kept = Delivery.objects.get(pk=first.pk)
    assert kept.last_error == "Unreadable"
    assert kept.leased_until is None


def test_an_expired_code_is_not_sent_and_is_forgotten(clock, phone):
    send_code("sms", "+966501234567", "123456")
    clock.shift(timedelta(minutes=10, seconds=1))
    assert deliver_due() == 0
    assert phone == []
    assert Delivery.objects.get().status == DeliveryStatus.FAILED
    assert forget_codes() == 0
    clock.shift(timedelta(minutes=11))
    assert forget_codes() == 1


def test_a_letter_is_never_forgotten(recipient, clock):
    write(recipient)
    clock.shift(timedelta(days=400))
    assert forget_codes() == 0


def test_an_error_names_no_number_and_no_words(recipient, monkeypatch):
    def leak(self, *, mobile, text, key):
        raise ValueError(f"cannot send {text} to {mobile}")

    monkeypatch.setattr(MemoryGateway, "send", leak)
    write(recipient)
    deliver_due()
    assert Delivery.objects.get().last_error == "ValueError"


def test_sent_and_its_date_stand_together(recipient):
    write(recipient)
    for values in ({"status": "sent"}, {"sent_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.update(**values)

"""The trail is added to, never changed."""

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, transaction
from django.db.models import ProtectedError

from audit.actions import NoReason, record, reveal
from audit.models import AppendOnly, AuditEvent
from notifications.models import Recipient
from sealing import Unreadable

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(member):
    return record("test.done", by=member, subject=member, reason="سبب", details={"fields": ["name"]})


def test_a_row_tells_who_did_what_to_what(row, member):
    kept = AuditEvent.objects.get(action="test.done")
    assert (kept.by, kept.subject, kept.action, kept.reason) == (member, member, "test.done", "سبب")
    assert AuditEvent.objects.about(member).last() == row


def test_nothing_changes_or_removes_a_row(row):
    row.action = "test.undone"
    for act in (
        row.save,
        row.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="x"),
        lambda: AuditEvent.objects.filter(pk=row.pk).update(action="x"),
        lambda: AuditEvent.objects.bulk_update([row], ["action"]),
        lambda: AuditEvent.objects.update_or_create(pk=row.pk, defaults={"action": "x"}),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            act()
    assert AuditEvent.objects.filter(action="test.done").count() == 1


def test_a_rollback_takes_the_row_with_it(member):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("test.done", by=member, subject=member)
        raise RuntimeError
    assert not AuditEvent.objects.filter(action="test.done").exists()


def test_the_system_acts_without_a_name():
    assert record("test.done", by=None, subject=None).by is None


def test_the_account_of_a_row_stays(row, member):
    with pytest.raises(ProtectedError):
        member.delete()


# --- Revealing a masked value ------------------------------------------------------------------------------


@pytest.fixture
def outside():
    return Recipient.objects.create(mobile="+966559876543")


def test_revealing_gives_the_value_and_leaves_its_reason(outside, member):
    assert reveal(outside, "mobile", by=member, reason="  نتصل به ", details={"case": "YD-1"}) == "+966559876543"
    kept = AuditEvent.objects.get(action="notifications.recipient.revealed")
    assert (kept.by, kept.subject, kept.reason) == (member, outside, "نتصل به")
    assert kept.details == {"case": "YD-1", "field": "mobile"}


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_without_a_reason_nothing_is_revealed_and_nothing_noted(outside, member, reason):
    with pytest.raises(NoReason):
        reveal(outside, "mobile", by=member, reason=reason)
    assert not AuditEvent.objects.filter(action__endswith="revealed").exists()


def test_only_a_field_can_be_revealed(outside, member):
    with pytest.raises(FieldDoesNotExist):
        reveal(outside, "delete", by=member, reason="سبب")


def test_what_does_not_open_is_not_noted_as_revealed(outside, member):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_recipient SET mobile = email")
    with pytest.raises(Unreadable):
        reveal(Recipient.objects.get(pk=outside.pk), "mobile", by=member, reason="سبب")
    assert not AuditEvent.objects.filter(action__endswith="revealed").exists()

"""The trail is added to, never changed."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from audit.actions import record
from audit.models import AppendOnly, AuditEvent

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

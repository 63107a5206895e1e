"""What this room removes by the clock (see `retention`): its own history, and the letters below it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.enums import DeliveryStatus
from notifications.models import Delivery, Message
from people.models import FileChange
from people.rights.retention import Rule, register


def remove(rows: Sequence[Any]) -> None:
    """Delete the rows with what hangs on them."""
    model = type(rows[0])
    model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()


def read_messages(now: datetime, days: int) -> QuerySet[Message]:
    return Message.objects.filter(read_at__lt=now - timedelta(days=days))


def settled_deliveries(now: datetime, days: int) -> QuerySet[Delivery]:
    """What went out or was given up."""
    old = Delivery.objects.filter(created_at__lt=now - timedelta(days=days), message__isnull=False)
    return old.exclude(status=DeliveryStatus.PENDING)


def old_changes(now: datetime, days: int) -> QuerySet[FileChange]:
    return FileChange.objects.filter(at__lt=now - timedelta(days=days))


def tell() -> None:
    """Register this room's rules."""
    register(
        Rule("messages", _("Messages that were read"), 730, read_messages, remove, "recipient__person"),
        Rule(
            "outbox", _("Sent text messages and e-mails"), 90, settled_deliveries, remove, "message__recipient__person"
        ),
        Rule("history", _("History of files"), 1825, old_changes, remove, least_days=365),
    )

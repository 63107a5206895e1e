"""Reads for the inbox and for the page that stands in for a phone while developing."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from notifications.models import Delivery, Message


def inbox(user: AbstractBaseUser) -> QuerySet[Message]:
    """What was written to the owner of the account, newest first."""
    return Message.objects.of(user)


def unread_count(user: AbstractBaseUser) -> int:
    """How many messages the owner of the account has not opened."""
    return Message.objects.of(user).unread().count()


def latest_deliveries(count: int = 20) -> QuerySet[Delivery]:
    """The newest rows of the outbox, for the development page alone."""
    return Delivery.objects.order_by("-created_at")[:count]

"""Which requests somebody may follow."""

from django.db.models import QuerySet

from accounts.models import User
from applications.models import Application, Follower


def followed_by(user: User) -> QuerySet[Application]:
    """The requests that the account's own proven number may follow."""
    if not user.mobile or user.mobile_proven_at is None:
        return Application.objects.none()
    held = Follower.objects.reached_at(user.mobile).values("application")
    return Application.objects.filter(pk__in=held).select_related("person__recipient")

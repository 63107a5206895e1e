"""The first step of every action. A request is locked before its person: of two orders one would wait for ever."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from applications.models import Application


def lock(application: Application) -> Application:
    """The row anew, locked with its person until the transaction ends."""
    return (
        Application.objects.select_for_update(of=("self", "person"))
        .select_related("person__recipient__user")
        .get(pk=application.pk)
    )


def one_at_a_time(model: type[Any]) -> None:
    """Let whoever else makes a row of `model` through this wait until our transaction ends."""
    kind = ContentType.objects.get_for_model(model)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)

"""A colleague's own views of the queue: filters under a name, and the one that the queue opens with."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from casework import rules
from casework.models import Desk, SavedView

MOST = 20
NAMELESS = _("Write a name for the view.")
ENOUGH = _("You keep twenty views already. Remove one that you no longer need.")
TAKEN = _("You have a view of this name already. Choose another name.")
NOT_YOUR_DESK = _("Your role does not allow this.")


def saved_by(user: User) -> list[SavedView]:
    """The colleague's own views by name, each with whether the queue opens with it. One query."""
    return list(SavedView.objects.filter(owner=user).select_related("owner__desk").order_by("name", "pk"))


@transaction.atomic
def keep(*, by: User, name: str, filters: dict[str, str]) -> SavedView:
    """Keep the filters under a name. Raises Refused for no name, a name that is taken, or too many views."""
    require(rules.sees_queue(by), NOT_YOUR_DESK)
    called = " ".join(name.split())[:60]
    require(bool(called), NAMELESS, UNPROCESSABLE)
    mine = SavedView.objects.filter(owner=by)
    require(mine.count() < MOST, ENOUGH, UNPROCESSABLE)
    try:
        with transaction.atomic():
            return SavedView.objects.create(owner=by, name=called, filters=filters)
    except IntegrityError:
        raise Refused(TAKEN, CONFLICT) from None


@transaction.atomic
def remove(view: SavedView, *, by: User) -> None:
    """Remove one's own view. Twice is as once."""
    SavedView.objects.filter(pk=view.pk, owner=by).delete()


@transaction.atomic
def open_with(view: SavedView | None, *, by: User) -> None:
    """Let the queue open with one's own view; None: with all open requests."""
    require(view is None or view.owner_id == by.pk, NOT_YOUR_DESK)
    Desk.objects.update_or_create(user=by, defaults={"opens_with": view})


def opening(user: User) -> SavedView | None:
    """The view that the queue opens with for the colleague."""
    desk = Desk.objects.filter(user=user).select_related("opens_with").first()
    return desk.opens_with if desk else None

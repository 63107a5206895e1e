"""The filters of the queue. They stay in the address, so none of them takes a name or a number of a person."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import DECIDED, STOPPED, WITH_STAFF
from casework.delegates.queries import channels
from casework.queue.sorts import SORTS
from office.queries import every_branch
from services.enums import Spoken
from services.models import ServicePage

ANY = ("", _("All"))
ME, NOBODY = "me", "none"
DAYS = [("1", _("Today")), ("7", _("The last 7 days")), ("30", _("The last 30 days")), ("90", _("The last 90 days"))]
WANTED = "any"


def _choice(label: Any, choices: list[tuple[Any, Any]], *, blank: tuple[str, Any] = ANY) -> forms.ChoiceField:
    wrong = {"invalid_choice": _("This filter has no such choice. Choose one of the list.")}
    return forms.ChoiceField(label=label, choices=[blank, *choices], required=False, error_messages=wrong)


class QueueFilters(forms.Form):
    """What the queue is narrowed down to; blank narrows nothing."""

    service = _choice(_("Service"), [])
    status = _choice(_("Status"), [(each.value, each.label) for each in (*WITH_STAFF, *DECIDED, *STOPPED)])
    channel = _choice(_("Channel"), [])
    language = _choice(_("Language of the person"), list(settings.LANGUAGES))
    branch = _choice(_("Branch"), [])
    with_whom = _choice(_("With"), [])
    interpreter = _choice(_("Interpreter"), [(WANTED, _("Wanted")), *Spoken.choices])
    days = _choice(_("Received"), DAYS)
    sort = _choice(_("Order"), [(sort.slug, sort.label) for sort in SORTS], blank=("", _("The usual order")))

    def __init__(self, data: Any, *, user: User, colleagues: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.user = user
        self._offer("service", [(str(pk), title) for pk, title in services()])
        known = every_branch()
        self._offer("branch", [(str(branch.pk), branch.name) for branch in known if branch.is_active])
        self._offer("channel", [(each.value, each.label) for each in channels(with_branches=bool(known))])
        if len(self.fields["branch"].choices) == 1:  # type: ignore[attr-defined]
            del self.fields["branch"]  # There is none (R27).
        self._offer("with_whom", [(ME, _("Me")), (NOBODY, _("Nobody")), *colleagues])

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen and is a choice of ours: `{field: value}`."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrows(self) -> bool:
        """Whether anything but the order was chosen."""
        return bool(set(self.chosen) - {"sort"})

    def query(self, **more: str) -> str:
        """The filters for an address."""
        return urlencode({**more, **self.chosen})

    def condition(self) -> Q:
        """The filters as a condition on cases."""
        found = Q()
        for name, value in self.chosen.items():
            if name in CONDITIONS:
                found &= CONDITIONS[name](value, self.user)
        return found

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]


def services() -> list[tuple[int, str]]:
    """The services that ever took requests: their keys and Arabic titles, by title. One query."""
    guides = ServicePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return list(guides.order_by("title").values_list("pk", "title"))


def _with_whom(value: str, user: User) -> Q:
    if value == NOBODY:
        return Q(assigned_to__isnull=True)
    return Q(assigned_to=user) if value == ME else Q(assigned_to__reference=value)


def _days(value: str, _user: User) -> Q:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(submitted_at__gte=start - timedelta(days=int(value) - 1))


def _interpreter(value: str, _user: User) -> Q:
    return ~Q(interpreter="") if value == WANTED else Q(interpreter=value)


CONDITIONS = {
    "service": lambda value, _user: Q(service=value),
    "status": lambda value, _user: Q(status=value),
    "channel": lambda value, _user: Q(channel=value),
    "language": lambda value, _user: Q(person__recipient__language=value),
    "branch": lambda value, _user: Q(branch=value),
    "with_whom": _with_whom,
    "interpreter": _interpreter,
    "days": _days,
}

"""What was typed on a page and not saved, and a form that shows it again."""

from typing import Any, cast

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Unsaved
from applications.typed import tokens

LOOKING = ("GET", "HEAD")


def typed_on(case: Application | None, step: str, *, by: User) -> QuerySet[Unsaved]:
    """What this account typed there and did not save; at most one row."""
    return Unsaved.objects.filter(application=case, step=step, by=by)


def with_unsaved(cases: QuerySet[Application]) -> QuerySet[Application]:
    """The requests, each knowing whether anything was left unsaved in it: then nobody needs to ask."""
    return cases.annotate(has_unsaved=Exists(Unsaved.objects.filter(application=OuterRef("pk"))))


def typed_here(
    request: HttpRequest,
    form: forms.Form,
    step: str,
    *,
    case: Application | None = None,
    page: str = "",
    fills: bool = False,
) -> dict[str, Any]:
    """What a page shows that keeps what is typed on it. What was typed and not saved stands in the opened form again.

    `page` is where one finds it again, when that is another address; one query, none where nothing was left unsaved.
    """
    by = cast(User, request.user)
    wanted = request.method in LOOKING and not form.is_bound and getattr(case, "has_unsaved", True)
    kept = typed_on(case, step, by=by).first() if wanted else None
    if kept:
        show_again(form, kept)
    word = tokens.issue(case, step, by=by, page=page or request.get_full_path(), fills=fills)
    return {"whose": word, "kept": kept, "seconds": seconds_left(request.session)}


def show_again(form: forms.Form, kept: Unsaved) -> None:
    """Fill the form with what was typed, without finding fault with it: nobody has sent it yet."""
    data = QueryDict(mutable=True)
    for name, values in kept.content.items():
        data.setlist(name, values)
    form.data, form.is_bound = data, True
    form._errors = ErrorDict()  # type: ignore[attr-defined]


def seconds_left(session: SessionBase) -> int:
    """How long the session still holds."""
    ends = getattr(session, "ends_at", None)
    return max(0, int((ends - timezone.now()).total_seconds())) if ends else 0

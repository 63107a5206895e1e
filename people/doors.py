"""The doors of a file: one's own, or that of someone whom one helps with their permission.

A view takes `acting` in place of the person: whose file it is, who acts, and by what right. The same addresses stand
twice, under `/my/` and under `/my/helping/<helper>/`; `acting.url` keeps to the one that was entered by. A helper
gets past a door only when it names a scope (`file_door(scope=…)`) that the permission holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.models import User
from people.actions import person_of
from people.enums import Via
from people.helping.enums import HelperScope
from people.helping.queries import permission
from people.models import Helper, Person
from people.refusals import Refused

View = Callable[..., HttpResponse]
Scopes = HelperScope | tuple[HelperScope, ...]


@dataclass(frozen=True)
class Acting:
    """Who acts on whose file. `helper` is the permission's key when somebody helps, else None."""

    person: Person
    by: User
    via: Via = Via.SELF
    helper: UUID | None = None
    scopes: frozenset[str] = frozenset()
    entering: str = ""  # The request that a colleague writes down for the person.

    @property
    def is_helping(self) -> bool:
        return self.helper is not None

    @property
    def is_entering(self) -> bool:
        """Whether a colleague writes down what the person says (R20 to R27)."""
        return bool(self.entering)

    def may(self, scope: HelperScope) -> bool:
        """Whether this part is open: all of one's own file, and of another's what was permitted."""
        return not self.is_helping or scope in self.scopes

    def url(self, name: str, **kwargs: Any) -> str:
        """The address `people:<name>` of this file, on the way by which it was entered."""
        if self.entering:
            return reverse(f"intake:{name}", kwargs={**kwargs, "reference": self.entering})
        given = {**kwargs, "helper": self.helper} if self.helper else kwargs
        return reverse(f"people:{name}", kwargs=given)


def file_door(view: View | None = None, *, scope: Scopes | None = None) -> Any:
    """Hands the view `acting` on one's own file, or on that of whom one helps when a scope of the door is permitted.

    Another's permission, a missing one, one that is over and one without the scope look the same: 404. What an action
    refuses is said on a page of its own.
    """
    if view is None:
        return lambda given: file_door(given, scope=scope)

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, helper: UUID | None = None, **kwargs: Any) -> HttpResponse:
        user = cast(User, request.user)
        acting = Acting(person=person_of(user), by=user) if helper is None else _helping(user, helper, scope)
        show_acting(request, acting)
        try:
            return view(request, acting, **kwargs)
        except Refused as refusal:
            return refused(request, refusal)

    return opened


def by_helper(held: Helper, user: User) -> Acting:
    """Somebody who acts with a permission."""
    return Acting(held.person, by=user, via=Via.HELPER, helper=held.pk, scopes=frozenset(held.scopes))


def show_acting(request: HttpRequest, acting: Acting) -> None:
    """Let every page say whose file it is (`templates/base.html`)."""
    request.acting = acting  # type: ignore[attr-defined]


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page that says why nothing was done."""
    return render(request, "people/refused.html", {"told": refusal.message}, status=refusal.status)


def _helping(user: User, key: UUID, scope: Scopes | None) -> Acting:
    wanted = scope if isinstance(scope, tuple) else (scope,) if scope else ()
    try:
        held = permission(user, key)
    except Helper.DoesNotExist:
        raise Http404 from None
    if not any(held.may(each) for each in wanted):
        raise Http404
    return by_helper(held, user)

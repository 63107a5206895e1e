"""Reads of the policy library."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role
from policies.enums import Party
from policies.models import PoliciesIndexPage, PolicyPage, PolicyReading, PolicyVersion, RightsPage, ToolboxItem
from policies.rules import can_import


def importable_places(user: AbstractBaseUser | AnonymousUser) -> list[PoliciesIndexPage]:
    """The libraries under which this user may add a policy."""
    return [index for index in PoliciesIndexPage.objects.order_by("path") if can_import(user, index)]


def library(index: PoliciesIndexPage, party: str) -> dict[str, Any]:
    """The library for one party, or for all when `party` names none: policies, filters, the page on rights."""
    chosen = party if party in Party.values else ""
    found = index.policies()
    return {
        "policies": found.filter(parties__party=chosen) if chosen else found,
        "chosen_party": chosen,
        "party_choices": Party.choices,
        "rights": _rights(index, chosen) if chosen else None,
    }


def _rights(index: PoliciesIndexPage, party: str) -> Page | None:
    row = RightsPage.objects.filter(index__translation_key=index.translation_key, party=party).select_related("page")
    first = row.first()
    return _in_language(first.page) if first else None


def _in_language(page: Page) -> Page | None:
    """The live page of the active language, or else the live source."""
    kin = Page.objects.filter(translation_key=page.translation_key, live=True).select_related("locale")
    found = {each.locale.language_code: each for each in kin}
    return found.get(get_language() or "") or (page if page.live else None)


def life(page: PolicyPage) -> dict[str, Any]:
    """What a policy's page says about its versions: the one in force, the one before it; two SQL queries."""
    source = page.source()
    rows = list(source.versions.defer("sections")[:2]) if source.pk else []
    return {
        "in_force": rows[0] if rows and rows[0].is_in_force else None,
        "former": rows[1] if len(rows) > 1 else None,
        "is_translation": source.pk != page.pk,
        "source": source,
        "rights_links": rights_of(page),
    }


def rights_of(page: PolicyPage) -> list[Page]:
    """The pages on rights and duties of the parties that a policy concerns; one SQL query more for its parties."""
    parties = [row.party for row in page.parties.all()]
    keys = RightsPage.objects.filter(party__in=parties).values("page__translation_key")
    code = get_language() or ""
    live = Page.objects.filter(translation_key__in=keys, live=True, locale__language_code=code)
    return list(live.order_by("path"))


def parties_of(page: Page) -> list[dict[str, str]]:
    """The libraries that belong to a page on rights, as {party, label, url}; one SQL query where there is none."""
    rows = RightsPage.objects.filter(page__translation_key=page.translation_key).select_related("index__locale")
    return [
        {
            "party": row.party,
            "label": row.get_party_display(),
            "url": f"{(row.index.localized.get_url() or '')}?for={row.party}",
        }
        for row in rows
        if row.index.live
    ]


def toolbox(*, public_on: Page | None = None) -> list[ToolboxItem]:
    """The toolbox in order; on a public page only what is public, and only where the library says so."""
    items = ToolboxItem.objects.select_related("page", "document")
    if public_on is None:
        return list(items)
    if not PoliciesIndexPage.objects.filter(toolbox_page__translation_key=public_on.translation_key).exists():
        return []
    return list(items.filter(is_public=True))


def toolbox_at(steps: Iterable[str]) -> dict[str, list[ToolboxItem]]:
    """The toolbox as {now, others}, each in order: what `steps` (values of ToolStep) need first; one SQL query."""
    items, wanted = toolbox(), set(steps)
    return {
        "now": [item for item in items if item.step in wanted],
        "others": [item for item in items if item.step not in wanted],
    }


def colleagues() -> QuerySet[User]:
    """Every active colleague who holds a role."""
    return User.objects.filter(is_active=True, groups__role_group__isnull=False).distinct().order_by("pk")


def to_read(user: AbstractBaseUser | AnonymousUser) -> QuerySet[PolicyReading]:
    """What a colleague has still to read, oldest first."""
    return PolicyReading.objects.open().filter(user=user.pk).select_related("version").defer("version__sections")


def in_circulation() -> QuerySet[PolicyVersion]:
    """Every version with how many were asked and how many have read it, newest first."""
    counted = PolicyVersion.objects.defer("sections").annotate(
        asked=Count("readings"), done=Count("readings", filter=Q(readings__acknowledged_at__isnull=False))
    )
    return counted.order_by("-in_force_from", "-pk")


def readers(version: PolicyVersion, which: str) -> QuerySet[PolicyReading]:
    """Who was asked to read a version: those who have not (`open`), those who have (`done`), or all."""
    rows = version.readings.select_related("user").order_by("acknowledged_at", "user__first_name", "pk")
    if which == "all":
        return rows
    return rows.filter(acknowledged_at__isnull=which != "done")


def reviews_due(*, within_days: int, today: date | None = None) -> Iterable[PolicyPage]:
    """Live policies whose review is near or past and of which nobody has been told."""
    until = (today or timezone.localdate()) + timedelta(days=within_days)
    near = PolicyPage.objects.live().filter(review_on__lte=until)
    return near.exclude(review_reminded_for__isnull=False, review_reminded_for=F("review_on")).order_by("pk")


def reviewers() -> list[User]:
    """The editors and publishers at work."""
    roles = [Role.EDITOR, Role.PUBLISHER]
    return list(colleagues().filter(groups__role_group__role__in=roles))

"""Reads for the page of a study."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from casework.models import Study
from people.rules import kin_among


def draft_of(case: Application) -> Study | None:
    """The study that is being written; there is one at most."""
    return (
        case.studies.filter(signed_at__isnull=True)
        .select_related("researcher")
        .prefetch_related("pictures__attachment")
        .first()
    )


def studies_of(case: Application) -> list[Study]:
    """All studies, the newest first, read once for a page: it asks for the draft and the signed ones apart."""
    kept: list[Study] | None = case.__dict__.get("_studies")
    if kept is None:
        kept = case.__dict__["_studies"] = list(case.studies.select_related("researcher"))
    return kept


def is_studied(case: Application) -> bool:
    """Whether a signed study stands."""
    return any(study.is_signed for study in studies_of(case))


def signed_of(case: Application) -> QuerySet[Study]:
    """The signed studies, the newest first: the committee reads the first."""
    return case.studies.filter(signed_at__isnull=False).select_related("researcher")


def researchers(case: Application) -> list[User]:
    """The colleagues to whom the case may be handed: researchers who work here and are no kin."""
    at_work = User.objects.filter(is_active=True, groups__role_group__role=Role.RESEARCHER)
    people = list(at_work.order_by("first_name", "pk"))
    kin = kin_among(people, case.person)
    return [user for user in people if user.pk not in kin]

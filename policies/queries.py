"""Reads of the policy library."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from policies.models import PoliciesIndexPage
from policies.rules import can_import


def importable_places(user: AbstractBaseUser | AnonymousUser) -> list[PoliciesIndexPage]:
    """The libraries under which this user may add a policy."""
    return [index for index in PoliciesIndexPage.objects.order_by("path") if can_import(user, index)]

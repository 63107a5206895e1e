"""The account itself: one address at least, no collisions of nothing, and roles that superusers lack."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import forget_unproven, open_account
from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role, is_staff, roles_of
from audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_opening_twice_is_one_account_and_one_row():
    first, second = open_account(mobile="+966501234567"), open_account(mobile="+966501234567")
    assert first == second
    assert AuditEvent.objects.filter(action="account.opened").count() == 1


def test_accounts_without_an_address_of_one_kind_do_not_collide(staff):
    numbers = [open_account(mobile=f"+96650123456{last}") for last in range(3)]
    assert {user.email for user in numbers} == {None}
    assert {staff("reception").mobile, staff("editor").mobile} == {None}


def test_blanks_become_nothing():
    for last in (1, 2):
        user = User(mobile=f"+96650123456{last}", email="")
        user.set_password(None)
        user.full_clean()
        user.save()
        assert user.email is None


def test_an_address_belongs_to_one_account(staff):
    user = staff("reception")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(email=user.email)


def test_an_account_without_any_address_is_refused():
    with pytest.raises(ValidationError):
        User().full_clean(exclude=["password"])
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user()


def test_an_account_is_named_by_its_reference(member):
    assert str(member) == member.reference
    assert member.mobile not in repr(member)


def test_numbers_never_proven_are_forgotten_after_a_day(member, staff):
    colleague = staff("reception")
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        stale = open_account(mobile="+966501111111")
        proven = open_account(mobile="+966502222222")
        proven.prove_mobile()
        proven.save()
    fresh = open_account(mobile="+966503333333")
    assert forget_unproven() == 1
    assert set(User.objects.all()) >= {proven, fresh, member, colleague}
    assert not User.objects.filter(pk=stale.pk).exists()
    assert forget_unproven() == 0


def test_e_mails_never_proven_are_forgotten_and_proven_ones_stay(staff):
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        stale, proven = open_account(email="stale@example.test"), open_account(email="proven@example.test")
        EmailAddress.objects.filter(user=proven).update(verified=True)
        colleague = staff("reception")
    assert forget_unproven() == 1
    assert set(User.objects.all()) == {proven, colleague}
    assert not User.objects.filter(pk=stale.pk).exists()


def test_roles_are_held_by_group_and_lost_with_the_account(staff):
    user = staff("reception", "committee")
    assert roles_of(user) == {"reception", "committee"}
    assert has_role(user, Role.COMMITTEE)
    assert not has_role(user, Role.MANAGER)
    user = User.objects.get(pk=user.pk)
    user.is_active = False
    assert roles_of(user) == frozenset()


def test_a_superuser_has_no_role_by_that():
    chief = User.objects.create_superuser(email="chief@example.test", password="x" * 12)
    assert is_staff(chief)
    assert not any(has_role(chief, role) for role in Role)

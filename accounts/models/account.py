"""The account: how someone signs in, and nothing of who they are."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A name for an account that tells nothing of its owner, for lists, logs and `__str__`."""
    return "U-" + "".join(secrets.choice(REFERENCE_ALPHABET) for _place in range(8))


class UserManager(BaseUserManager["User"]):
    """Makes accounts; blank addresses become NULL so that uniqueness holds."""

    def create_user(self, *, password: str | None = None, **fields: Any) -> "User":
        """An account with a mobile, an e-mail or both; without `password` it signs in by code only."""
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, password: str | None = None, **fields: Any) -> "User":
        """For the first set-up of a server. Superusers obey the rules of cases like everyone else."""
        return self.create_user(password=password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(AbstractUser):
    """Someone who can sign in, by mobile (E.164), by e-mail, or either.

    An account is not a person's file: `people.Person` is, and it may exist without an account.
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("E-mail"), unique=True, null=True, blank=True)  # type: ignore[assignment]
    mobile = models.CharField(_("Mobile"), max_length=16, unique=True, null=True, blank=True)
    mobile_proven_at = models.DateTimeField(_("Mobile proven on"), null=True, blank=True, editable=False)
    branch = models.ForeignKey(
        "office.Branch",
        verbose_name=_("Branch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delegates",
    )
    left_at = models.DateTimeField(_("Left on"), null=True, blank=True, editable=False)
    reference = models.CharField(_("Reference"), max_length=12, unique=True, default=new_reference, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("Account")
        verbose_name_plural = _("Accounts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mobile__isnull=False) | models.Q(email__isnull=False),
                name="account_has_an_address",
                violation_error_message=_("Give a mobile number or an e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def clean(self) -> None:
        """Blank addresses become NULL: a second blank would break uniqueness."""
        self.email = self.email.strip().lower() if self.email else None
        self.mobile = self.mobile or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)

    def prove_mobile(self) -> None:
        """Note that a code sent to the mobile came back."""
        self.mobile_proven_at = timezone.now()


class RoleGroup(models.Model):
    """Ties a role to the group that carries it in Wagtail's admin, so that the group's name can be Arabic."""

    role = models.CharField(_("Role"), max_length=30, choices=Role.choices, unique=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")

    class Meta:
        verbose_name = _("Role")
        verbose_name_plural = _("Roles")

    def __str__(self) -> str:
        return self.role

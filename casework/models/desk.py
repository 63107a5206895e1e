"""How colleagues keep the queue: their saved views, who looks at what, where new requests go, words for replies."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from applications.models import Application
from office.models import Branch
from services.models import ServicePage

User = settings.AUTH_USER_MODEL
DESKS = (Role.RECEPTION, Role.RESEARCHER)  # Where one colleague holds a case.


class SavedView(models.Model):
    """A colleague's own set of filters under a name. It holds choices of filters, never words that were searched."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name of the view"), max_length=60)
    filters = models.JSONField(_("Filters"), default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Saved view")
        verbose_name_plural = _("Saved views")
        default_permissions = ()
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Desk(models.Model):
    """How one colleague keeps the desk: the view that the queue opens with, days away, and the daily digest."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="desk")
    opens_with = models.ForeignKey(
        SavedView,
        verbose_name=_("The queue opens with"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    away_from = models.DateField(_("Away from"), null=True, blank=True)
    away_until = models.DateField(_("Away until"), null=True, blank=True)
    wants_digest = models.BooleanField(_("Daily digest by e-mail"), default=True)
    digest_on = models.DateField(_("Last digest"), null=True, editable=False)

    class Meta:
        verbose_name = _("Desk of a colleague")
        verbose_name_plural = _("Desks of colleagues")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(away_from__isnull=True, away_until__isnull=True)
                | models.Q(away_from__lte=models.F("away_until")),
                name="desk_away_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DaysCounted(models.Model):
    """The table of holidays and hours by which open days were counted last, in short; one row."""

    table = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Count of days")
        verbose_name_plural = _("Counts of days")
        default_permissions = ()

    def __str__(self) -> str:
        return self.table[:8]


class Presence(models.Model):
    """That a colleague has a case open on the screen; it fades when the screen is silent."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Colleague looking at a case")
        verbose_name_plural = _("Colleagues looking at cases")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="presence_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Route(models.Model):
    """Where a new request goes by itself: the first rule that fits, in order. An empty condition fits all."""

    position = models.PositiveSmallIntegerField(_("Order"), default=1)
    service = models.ForeignKey(
        ServicePage, verbose_name=_("Service"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("Language of the person"), max_length=10, choices=settings.LANGUAGES, blank=True)
    branch = models.ForeignKey(
        Branch, verbose_name=_("Branch"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(
        _("Everyone of the desk"), max_length=12, choices=[(each.value, each.label) for each in DESKS], blank=True
    )
    colleagues: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        User,
        verbose_name=_("Colleagues"),
        related_name="+",
        blank=True,
        help_text=_("The one with the fewest open cases gets it."),
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Routing rule")
        verbose_name_plural = _("Routing rules")
        default_permissions = ()
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.position)


class ReplyTemplate(models.Model):
    """Words that colleagues use again in replies, in one language (R33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("Title"), max_length=80)
    language = models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES, default="ar")
    text = models.TextField(_("Text"), max_length=2000)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Reply template")
        verbose_name_plural = _("Reply templates")
        default_permissions = ()
        ordering = ["language", "title"]
        constraints = [models.UniqueConstraint(fields=["language", "title"], name="reply_template_once")]

    def __str__(self) -> str:
        return self.title

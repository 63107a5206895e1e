"""What volunteers say of an opportunity, apart from who they are (R12, R16)."""

import uuid
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from volunteering.models.opportunity import OpportunityPage


class RatingInvitation(models.Model):
    """One open word about an opportunity: whoever holds the link. It names nobody, and goes when it is used."""

    token_index = models.CharField(max_length=64, unique=True, editable=False)
    opportunity = models.ForeignKey(OpportunityPage, on_delete=models.CASCADE, related_name="+")
    expires_on = models.DateField(_("Until"))

    class Meta:
        verbose_name = _("Invitation to rate")
        verbose_name_plural = _("Invitations to rate")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class OpportunityRating(models.Model):
    """One answer. The month alone is kept, so that no time leads back to who gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opportunity = models.ForeignKey(OpportunityPage, on_delete=models.CASCADE, related_name="ratings")
    month = models.DateField(_("Month"))
    # 1 to 5; empty means «does not apply».
    prepared = models.PositiveSmallIntegerField(_("I knew what to do"), null=True, blank=True)
    treated = models.PositiveSmallIntegerField(_("I was treated well"), null=True, blank=True)
    useful = models.PositiveSmallIntegerField(_("My time was used well"), null=True, blank=True)
    overall = models.PositiveSmallIntegerField(_("Overall"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(_("In your words"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("Volunteers' word on an opportunity")
        verbose_name_plural = _("Volunteers' words on opportunities")
        default_permissions = ()
        indexes = [models.Index(fields=["opportunity", "month"], name="rating_of_an_opportunity")]
        constraints = [models.CheckConstraint(condition=Q(overall__range=(1, 5)), name="rating_from_one_to_five")]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class OpportunityFigures(models.Model):
    """What an opportunity came to lately, worked out by the clock. A mean of fewer than the least answers is none."""

    wagtail_reference_index_ignore = True

    opportunity = models.OneToOneField(OpportunityPage, on_delete=models.CASCADE, related_name="figures")
    measured_on = models.DateField(_("Measured on"))
    invited = models.PositiveIntegerField(_("Asked"), default=0)
    answers = models.PositiveIntegerField(_("Answers"), default=0)
    prepared = models.DecimalField(_("I knew what to do"), max_digits=3, decimal_places=2, null=True)
    treated = models.DecimalField(_("I was treated well"), max_digits=3, decimal_places=2, null=True)
    useful = models.DecimalField(_("My time was used well"), max_digits=3, decimal_places=2, null=True)
    overall = models.DecimalField(_("Overall"), max_digits=3, decimal_places=2, null=True)
    came = models.PositiveIntegerField(_("Places in which somebody came"), default=0)
    missed = models.PositiveIntegerField(_("Places in which nobody came"), default=0)
    minutes = models.PositiveIntegerField(_("Approved minutes"), default=0)

    class Meta:
        verbose_name = _("Figures of an opportunity")
        verbose_name_plural = _("Figures of opportunities")
        default_permissions = ()
        ordering = ["opportunity"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def response(self) -> Decimal | None:
        """The part of those asked who answered, in per cent."""
        return percent(self.answers, self.invited)

    @property
    def no_show(self) -> Decimal | None:
        """The part of the places in which nobody came, in per cent."""
        return percent(self.missed, self.came + self.missed)


class VolunteeringMonth(models.Model):
    """What volunteering came to in one month, worked out by the clock."""

    wagtail_reference_index_ignore = True

    month = models.DateField(_("Month"), unique=True)
    measured_on = models.DateField(_("Measured on"))
    minutes = models.PositiveIntegerField(_("Approved minutes"), default=0)
    came = models.PositiveIntegerField(_("Places in which somebody came"), default=0)
    missed = models.PositiveIntegerField(_("Places in which nobody came"), default=0)
    volunteers = models.PositiveIntegerField(_("Volunteers who came"), default=0)
    stayed = models.PositiveIntegerField(
        _("Volunteers who came back"), default=0, help_text=_("Of those who came, who came again in the months after.")
    )

    class Meta:
        verbose_name = _("Month of volunteering")
        verbose_name_plural = _("Months of volunteering")
        default_permissions = ()
        ordering = ["month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def no_show(self) -> Decimal | None:
        return percent(self.missed, self.came + self.missed)

    @property
    def retention(self) -> Decimal | None:
        """The part of the month's volunteers who came again later, in per cent."""
        return percent(self.stayed, self.volunteers)


def percent(part: int, whole: int) -> Decimal | None:
    """Rounded to whole per cent; None of nothing."""
    return Decimal(100 * part / whole).quantize(Decimal(1)) if whole else None

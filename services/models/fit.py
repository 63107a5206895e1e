"""What helps a reader choose: the short fit check of a guide, and the frequent questions beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from services.enums import Leads


def _other_page(label: Any) -> "models.ForeignKey[Page | None]":
    return models.ForeignKey(
        Page, verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class FitQuestion(TranslatableMixin, Orderable):
    """One question of «Does this fit me?», answered by yes or no. Nothing of the answer is kept."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="fit_questions")
    question = models.CharField(_("Question"), max_length=200)
    help_text = models.CharField(_("Help text"), max_length=300, blank=True)
    yes_leads = models.CharField(_("Yes leads to"), max_length=8, choices=Leads.choices, default=Leads.GO_ON)
    no_leads = models.CharField(_("No leads to"), max_length=8, choices=Leads.choices, default=Leads.NOT_FIT)
    reason = models.CharField(
        _("Why it does not fit"), max_length=300, blank=True, help_text=_("Read by whoever this service does not fit.")
    )
    alternative = _other_page(_("Instead"))
    other_alternative = _other_page(_("Or instead"))

    panels = [
        FieldPanel("question"),
        FieldPanel("help_text"),
        FieldRowPanel([FieldPanel("yes_leads"), FieldPanel("no_leads")]),
        FieldPanel("reason"),
        FieldRowPanel([PageChooserPanel("alternative"), PageChooserPanel("other_alternative")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Question of the fit check")
        verbose_name_plural = _("Questions of the fit check")

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """A refusal carries its reason."""
        super().clean()
        if Leads.NOT_FIT in (self.yes_leads, self.no_leads) and not self.reason.strip():
            raise ValidationError({"reason": _("Write why the service does not fit.")})


class RelatedQuestion(Orderable):
    """A frequent question that editors show on a guide; it is resolved to the guide's language."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="related_questions")
    question = models.ForeignKey(
        "services.FaqPage", verbose_name=_("Question"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("question", "services.FaqPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("Related question")
        verbose_name_plural = _("Related questions")

    def __str__(self) -> str:
        return str(self.question)

"""What one service asks of an applicant: its papers and its few questions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, TranslatableMixin

from services.enums import QuestionKind


class ServicePaper(TranslatableMixin, Orderable):
    """A paper that an application of this service carries (R36)."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="papers")
    key = models.SlugField(_("Key"), max_length=50, blank=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    help_text = models.CharField(
        _("Help text"), max_length=300, blank=True, help_text=_("What makes the paper acceptable: its age, its issuer.")
    )
    is_required = models.BooleanField(_("Required"), default=True)

    panels = [FieldPanel("name"), FieldPanel("help_text"), FieldPanel("is_required")]

    api_fields = [APIField("name"), APIField("help_text"), APIField("is_required")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Paper")
        verbose_name_plural = _("Papers")
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="services_paper_key_once_a_page")]

    def __str__(self) -> str:
        return self.name


class ServiceQuestion(TranslatableMixin, Orderable):
    """A question that this service asks beyond the person's file (R8)."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("Key"), max_length=50, blank=True, editable=False)
    label = models.CharField(_("Question"), max_length=160)
    help_text = models.CharField(_("Help text"), max_length=300, blank=True)
    kind = models.CharField(_("Kind of answer"), max_length=12, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    choices = models.TextField(_("Choices"), blank=True, help_text=_("One on each line."))
    is_required = models.BooleanField(_("Required"), default=True)

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("kind"),
        FieldPanel("choices"),
        FieldPanel("is_required"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Question")
        verbose_name_plural = _("Questions")
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="services_question_key_once_a_page")]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse a choice without at least two different choices."""
        super().clean()
        if self.kind == QuestionKind.CHOICE and len(set(self.choice_list())) < 2:
            raise ValidationError({"choices": _("Write at least two choices, one on each line.")})

    def choice_list(self) -> list[str]:
        """The choices as written, without blank lines and repetitions."""
        lines = (line.strip() for line in self.choices.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

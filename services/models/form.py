"""What one service asks of an applicant: its papers and its few questions."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.models import Orderable, TranslatableMixin

from services.enums import ASKED_WHEN_NEEDED, WITH_CHOICES, PaperKind, QuestionKind


class ServicePaper(TranslatableMixin, Orderable):
    """A paper that an application of this service carries (R36)."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="papers")
    key = models.SlugField(_("Key"), max_length=50, blank=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(
        _("Kind of paper"),
        max_length=20,
        choices=PaperKind.choices,
        default=PaperKind.OTHER,
        help_text=_("A known kind is offered again from the papers that the person gave before."),
    )
    help_text = models.CharField(
        _("Help text"), max_length=300, blank=True, help_text=_("What makes the paper acceptable: its age, its issuer.")
    )
    is_required = models.BooleanField(_("Required"), default=True)
    alternatives = models.TextField(
        _("What we can accept instead"),
        max_length=600,
        blank=True,
        help_text=_("One on each line. Who cannot get the paper chooses one of them."),
    )

    max_age_days = models.PositiveSmallIntegerField(
        _("How old it may be, in days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("From the day of issue to the day of sending. An older one of the person's file is not offered."),
    )

    panels = [FieldPanel(name) for name in ("name", "kind", "help_text", "is_required", "max_age_days", "alternatives")]

    api_fields = [APIField("name"), APIField("help_text"), APIField("is_required")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Paper")
        verbose_name_plural = _("Papers")
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="services_paper_key_once_a_page")]

    def __str__(self) -> str:
        return self.name

    def alternative_list(self) -> list[str]:
        """What is accepted instead, without blank lines and repetitions."""
        return lines_of(self.alternatives)


class ServicePart(TranslatableMixin, Orderable):
    """A part of the person's file that this service needs, and why it asks (R8)."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(_("Part of the file"), max_length=20, choices=ASKED_WHEN_NEEDED)
    why = models.CharField(
        _("Why it is asked"),
        max_length=200,
        help_text=_("One plain sentence that the applicant reads at the question."),
    )

    panels = [FieldPanel("part"), FieldPanel("why")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Part of the person's file")
        verbose_name_plural = _("Parts of the person's file")
        constraints = [models.UniqueConstraint(fields=["page", "part"], name="services_part_once_a_page")]

    def __str__(self) -> str:
        return self.part


class ServiceQuestion(TranslatableMixin, Orderable):
    """A question that this service asks beyond the person's file (R8)."""

    page = ParentalKey("services.ServicePage", on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("Key"), max_length=50, blank=True, editable=False)
    label = models.CharField(_("Question"), max_length=160)
    help_text = models.CharField(_("Help text"), max_length=300, blank=True)
    kind = models.CharField(_("Kind of answer"), max_length=12, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    choices = models.TextField(_("Choices"), blank=True, help_text=_("One on each line."))
    least = models.PositiveIntegerField(
        _("Least"), null=True, blank=True, help_text=_("Of a number or an amount. Empty for none.")
    )
    most = models.PositiveIntegerField(
        _("Most"), null=True, blank=True, help_text=_("Of a number or an amount. Empty for none.")
    )
    is_required = models.BooleanField(_("Required"), default=True)

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("kind"),
        FieldPanel("choices"),
        FieldRowPanel([FieldPanel("least"), FieldPanel("most")]),
        FieldPanel("is_required"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("Question")
        verbose_name_plural = _("Questions")
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="services_question_key_once_a_page")]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse a choice without at least two different choices, and limits that nothing can meet."""
        super().clean()
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValidationError({"most": _("The most can't be below the least.")})
        if self.kind in WITH_CHOICES and len(set(self.choice_list())) < 2:
            raise ValidationError({"choices": _("Write at least two choices, one on each line.")})

    def choice_list(self) -> list[str]:
        """The choices as written, without blank lines and repetitions."""
        return lines_of(self.choices)


def lines_of(text: str) -> list[str]:
    """The lines of a text, without blank ones and repetitions."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))

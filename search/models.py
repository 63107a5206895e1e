"""What the search remembers: the words of pages, what editors teach it, and what it could not answer."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Page

from search.words import naming, words_of

MOST_TERMS = 40
NEXT = "|"  # Between the forms of one word of a title and those of the next


class PageText(models.Model):
    """A page's words as the index knows them, and its text for excerpts. Written along with Wagtail's index.

    Title and summary keep the order of their words (NEXT between them); the body holds each form once.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    language = models.CharField(max_length=10)
    title_words = models.TextField()
    summary_words = models.TextField()
    body_words = models.TextField()
    summary = models.TextField()
    text = models.TextField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.pk} {self.language}"


class IndexedWord(models.Model):
    """A word of the public pages of a language: how often it is there, and how it is spelled. Holds no private word."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60)
    shown = models.CharField(max_length=60, blank=True)  # Blank for a stem, which nobody writes
    length = models.PositiveSmallIntegerField()
    pages = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]
        indexes = [models.Index(fields=["language", "length"], name="search_word_by_length")]

    def __str__(self) -> str:
        return self.word


def _language() -> "models.CharField[str, str]":
    from django.conf import settings

    return models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES, default="ar")


def _terms(help_text: object) -> "models.TextField[str, str]":
    return models.TextField(_("Words"), max_length=1000, help_text=help_text)  # type: ignore[arg-type]


class Terms(models.Model):
    """Words that an editor wrote, one or several on a line."""

    language = _language()

    class Meta:
        abstract = True

    terms: str

    def lines(self) -> list[str]:
        """The lines that hold words."""
        return [line.strip() for line in self.terms.splitlines() if words_of(line)]

    def clean(self) -> None:
        """At most MOST_TERMS lines, and no unseen sign that a database would refuse."""
        super().clean()
        if len(self.lines()) > MOST_TERMS:
            raise ValidationError({"terms": _("Write at most %(most)s lines.") % {"most": MOST_TERMS}})


class SynonymGroup(Terms):
    """Words that mean the same to whoever searches; each finds what the others find, without indexing anew."""

    language = _language()
    terms = _terms(_("One a line, at least two. A line may hold several words: «password» and «secret number»."))

    panels = [FieldPanel("language"), FieldPanel("terms")]

    class Meta:
        verbose_name = _("Words that mean the same")
        verbose_name_plural = _("Words that mean the same")
        ordering = ("language", "terms")

    def __str__(self) -> str:
        return " · ".join(self.lines())[:80]

    def clean(self) -> None:
        """Two lines or more: one word alone means the same as nothing."""
        super().clean()
        if len(self.lines()) < 2:
            raise ValidationError({"terms": _("Write at least two lines.")})


class PromotedQuerySet(models.QuerySet["PromotedResult"]):
    """Promotions that hold today."""

    def on(self, day: object) -> "PromotedQuerySet":
        begun = Q(shown_from=None) | Q(shown_from__lte=day)
        return self.filter(begun, Q(shown_until=None) | Q(shown_until__gte=day))


class PromotedResult(Terms):
    """A page that editors put first for certain words."""

    language = _language()
    terms = _terms(_("One a line. The page comes first when a search holds all words of a line."))
    page = models.ForeignKey(Page, verbose_name=_("Page"), on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("Note for editors"), max_length=200, blank=True)
    shown_from = models.DateField(_("From"), null=True, blank=True)
    shown_until = models.DateField(_("Until"), null=True, blank=True)

    objects = PromotedQuerySet.as_manager()

    panels = [
        FieldPanel("language"),
        FieldPanel("terms"),
        PageChooserPanel("page"),
        FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("Promoted result")
        verbose_name_plural = _("Promoted results")
        ordering = ("language", "terms")
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_from=None) | Q(shown_until=None) | Q(shown_from__lte=F("shown_until")),
                name="search_promoted_from_before_until",
                violation_error_message=_("The first day can't come after the last."),
            )
        ]

    def __str__(self) -> str:
        return " · ".join(self.lines())[:80]

    def clean(self) -> None:
        """A line at least, and a page in the language of the words."""
        super().clean()
        if not self.lines():
            raise ValidationError({"terms": _("Write at least one word.")})
        if self.page_id and self.page.locale.language_code != self.language:
            raise ValidationError({"page": _("Choose a page in the language of the words.")})


class SearchMissQuerySet(models.QuerySet["SearchMiss"]):
    """What was sought in vain."""

    def open(self) -> "SearchMissQuerySet":
        return self.filter(dealt_with_on=None)


class SearchMiss(models.Model):
    """Words that found nothing on a day, and how often. Says nothing of who sought."""

    day = models.DateField(_("Day"))
    language = _language()
    words = models.CharField(_("Words"), max_length=200)
    shown = models.CharField(_("As typed"), max_length=200)
    count = models.PositiveIntegerField(_("Times"), default=1)
    dealt_with_on = models.DateField(_("Dealt with"), null=True, blank=True)

    objects = SearchMissQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Unanswered search")
        verbose_name_plural = _("Unanswered searches")
        ordering = ("-day", "-count")
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="search_miss_once_a_day")]
        indexes = [models.Index(fields=["language", "words"], name="search_miss_by_words")]

    def __str__(self) -> str:
        return self.shown


def key_of(text: str) -> str:
    """What makes two searches the same: their naming words, folded."""
    return " ".join(naming(text))[:200]


def today() -> object:
    """The day in the association's time zone."""
    return timezone.localdate()

"""Opportunities as pages in every language, and their shifts."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, transition
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.api import fields
from content.blocks import PLAIN_FEATURES
from content.enums import FindingKind
from content.models import ContentPage
from services.enums import Spoken
from services.fields import ChoiceListField
from volunteering.enums import HOLDING, Field, Kind, Mode, OpenTo, PlacementStatus, ShiftStatus, Skill

User = settings.AUTH_USER_MODEL
LONGEST_SHIFT = timedelta(hours=16)
MOST_PLACES = 1000


class OpportunitiesIndexPage(RoutablePageMixin, ContentPage):
    """All opportunities, filtered by what the address asks for, as a list or as a calendar."""

    max_count_per_parent = 1
    subpage_types = ["volunteering.OpportunityPage"]

    class Meta:
        verbose_name = _("Opportunities")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's own for pages with addresses below them does not pass `ContentPage.serve`."""
        with self.in_its_language():
            return super().serve(request, *args, **kwargs)

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        from volunteering.catalogue.views import listed

        return listed(request, self)

    @path("calendar/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """A month of shifts."""
        from volunteering.catalogue.views import calendar

        return calendar(request, self)


class OpportunityPage(RoutablePageMixin, ContentPage):
    """What there is to do, where, for whom, and what it asks of a volunteer (R25).

    Shifts hang on the Arabic page; a translation finds them by `translation_key`. The facts are the source's in
    every language, the words are translated.
    """

    field = models.CharField(
        pgettext_lazy("volunteering", "Field"), max_length=12, choices=Field.choices, default=Field.EVENTS
    )
    kind = models.CharField(_("Kind of volunteering"), max_length=12, choices=Kind.choices, default=Kind.GENERAL)
    mode = models.CharField(_("Where"), max_length=8, choices=Mode.choices, default=Mode.ON_SITE)
    place = models.CharField(_("Place"), max_length=160, blank=True)
    tasks = RichTextField(_("What you will do"), features=PLAIN_FEATURES, blank=True)
    conditions = RichTextField(_("What it asks of you"), features=PLAIN_FEATURES, blank=True)
    benefits = RichTextField(_("What you get"), features=PLAIN_FEATURES, blank=True)
    skills = ChoiceListField(_("Skills"), of=Skill)
    languages = ChoiceListField(_("Languages"), of=Spoken, help_text=_("Any one of them is enough."))
    open_to = models.CharField(
        pgettext_lazy("volunteering", "Open to"), max_length=8, choices=OpenTo.choices, default=OpenTo.EVERYONE
    )
    min_age = models.PositiveSmallIntegerField(
        _("Least age"),
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(80)],
        help_text=_("Years on the day of the shift. Empty means the association's own."),
    )
    max_age = models.PositiveSmallIntegerField(
        _("Highest age"), null=True, blank=True, validators=[MinValueValidator(10), MaxValueValidator(99)]
    )
    season = models.CharField(
        _("Season"), max_length=60, blank=True, help_text=_("Such as Ramadan 1448. Hours are summed up by it.")
    )
    coordinator = models.ForeignKey(
        User, verbose_name=_("Coordinator"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("tasks"),
        index.SearchField("conditions"),
        index.SearchField("place"),
        index.FilterField("field"),
    ]

    api_fields = [
        *ContentPage.api_fields,
        *map(APIField, ("field", "kind", "mode", "place", "open_to", "min_age", "max_age", "season")),
        *(APIField(name, serializer=fields.Codes()) for name in ("skills", "languages")),
        *(APIField(name, serializer=fields.Html()) for name in ("tasks", "conditions", "benefits")),
    ]

    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in ("field", "kind", "mode", "open_to", "min_age", "max_age", "skills", "languages", "coordinator")
        ),
    ]

    words_panels = [
        *ContentPage.content_panels,
        FieldPanel("tasks"),
        FieldPanel("conditions"),
        FieldPanel("benefits"),
        MultiFieldPanel([FieldPanel("mode"), FieldPanel("place")], heading=_("Where")),
    ]
    asked_panels = [
        MultiFieldPanel(
            [FieldPanel("field"), FieldPanel("kind"), FieldPanel("season"), FieldPanel("coordinator")],
            heading=_("In the list"),
        ),
        MultiFieldPanel([FieldPanel("skills"), FieldPanel("languages")], heading=_("What it needs")),
        MultiFieldPanel(
            [FieldPanel("open_to"), FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age")])],
            heading=pgettext_lazy("opportunity", "For whom"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(words_panels, heading=_("Words")),
            ObjectList(asked_panels, heading=_("What it asks")),
            ObjectList(ContentPage.promote_panels, heading=_("Promote")),
            ObjectList(ContentPage.settings_panels, heading=_("Settings")),
        ]
    )

    parent_page_types = ["volunteering.OpportunitiesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Opportunity")
        verbose_name_plural = _("Opportunities")

    def clean(self) -> None:
        """Refuse a highest age below the least, and a place of nowhere."""
        super().clean()
        if self.min_age and self.max_age and self.max_age < self.min_age:
            raise ValidationError({"max_age": _("The highest age can't be below the least.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with self.in_its_language():
            return super().serve(request, *args, **kwargs)

    @path("calendar/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Its shifts as a calendar file."""
        from volunteering.catalogue.views import calendar_of

        return calendar_of(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from volunteering.catalogue.queries import opportunity

        shown = opportunity(self, request)
        return {**super().get_context(request, *args, **kwargs), **shown}

    def further_findings(self) -> list[str]:
        """An opportunity without a coming shift leads nowhere."""
        return [] if Shift.objects.of(self).coming().exists() else [FindingKind.NO_SHIFT.value]

    @property
    def is_remote(self) -> bool:
        return self.mode == Mode.REMOTE


class ShiftQuerySet(models.QuerySet["Shift"]):
    def planned(self) -> "ShiftQuerySet":
        return self.filter(status=ShiftStatus.PLANNED)

    def coming(self) -> "ShiftQuerySet":
        """Planned and not begun."""
        return self.planned().filter(starts_at__gt=timezone.now())

    def of(self, page: OpportunityPage) -> "ShiftQuerySet":
        """The shifts of an opportunity, whatever language its page is in."""
        return self.filter(opportunity__translation_key=page.translation_key)

    def counted(self) -> "ShiftQuerySet":
        """With `taken` and `waiting`: places held, and people on the waiting list."""
        return self.annotate(
            taken=Count("placements", filter=Q(placements__status__in=HOLDING)),
            waiting=Count("placements", filter=Q(placements__status=PlacementStatus.WAITLISTED)),
        )

    def with_room(self) -> "ShiftQuerySet":
        """Of those `counted`, the ones with a free place."""
        return self.alias(held=F("taken")).filter(held__lt=F("capacity"))


class Shift(models.Model):
    """A time with a number of places. Its row is the lock of whoever takes the last one."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opportunity = models.ForeignKey(
        OpportunityPage, verbose_name=_("Opportunity"), on_delete=models.PROTECT, related_name="shifts"
    )
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    capacity = models.PositiveSmallIntegerField(
        _("Places"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    place = models.CharField(
        _("Place"), max_length=160, blank=True, help_text=_("Only when it is not the opportunity's own.")
    )
    note = models.CharField(_("Word to the volunteers"), max_length=300, blank=True)
    status = FSMField(_("Status"), choices=ShiftStatus.choices, default=ShiftStatus.PLANNED)
    cancelled_because = models.CharField(_("Why it was cancelled"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    batch = models.ForeignKey(
        "volunteering.ShiftBatch", null=True, on_delete=models.SET_NULL, related_name="shifts", editable=False
    )
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Shift")
        verbose_name_plural = _("Shifts")
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["opportunity", "starts_at"], name="shift_of_an_opportunity"),
            models.Index(fields=["status", "starts_at"], name="shift_coming"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="shift_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="shift_has_places"),
            models.CheckConstraint(
                condition=~Q(status=ShiftStatus.CANCELLED) | ~Q(cancelled_because=""), name="shift_cancelled_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def day(self) -> Any:
        """The day on which it begins, as at the association."""
        return timezone.localdate(self.starts_at)

    @property
    def where(self) -> str:
        return self.place or self.opportunity.place

    @property
    def is_planned(self) -> bool:
        return self.status == ShiftStatus.PLANNED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @transition(status, source=ShiftStatus.PLANNED, target=ShiftStatus.CANCELLED)
    def cancel(self) -> None:
        """It does not take place; `cancelled_because` is set by the caller."""

"""The association's own lists in the Wagtail admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from office import views
from office.models import Branch, Holiday, SpecialHours
from saudi import hijri


def _both_dates(holiday: Holiday) -> str:
    return hijri.both(holiday.day, get_language() or "ar")


class HolidayIndexView(IndexView):
    """The list, with the ways to add many days at once."""

    @property
    def header_buttons(self) -> list[Any]:
        """Wagtail's own, then suggestions and feasts for whoever may add."""
        if not self.add_url:
            return list(super().header_buttons)
        more = [
            HeaderButton(_("Suggest holidays"), url=reverse("holidays:suggest"), icon_name="calendar"),
            HeaderButton(_("Add a feast of several days"), url=reverse("holidays:feast"), icon_name="plus"),
        ]
        return [*super().header_buttons, *more]


class HolidayViewSet(ModelViewSet):
    """Holidays, latest first: the next ones stand at the top."""

    model = Holiday
    index_view_class = HolidayIndexView
    name = "holidays"
    icon = "calendar"
    menu_label = _("Holidays")
    list_display = [
        "name",
        Column("day", label=_("Day"), accessor=_both_dates, sort_key="day"),
    ]
    ordering = ["-day"]
    search_fields = ["name"]
    list_per_page = 30
    inspect_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's addresses and our two."""
        own = [path("suggest/", views.suggest, name="suggest"), path("feast/", views.feast, name="feast")]
        return [*super().get_urlpatterns(), *own]


def _first(row: SpecialHours) -> str:
    return hijri.both(row.first_day, get_language() or "ar")


def _last(row: SpecialHours) -> str:
    return hijri.both(row.last_day, get_language() or "ar")


class SpecialHoursViewSet(ModelViewSet):
    """Other hours for a while, as in Ramadan, latest first."""

    model = SpecialHours
    name = "special_hours"
    icon = "time"
    menu_label = _("Special hours")
    list_display = [
        "name",
        Column("first_day", label=_("First day"), accessor=_first, sort_key="first_day"),
        Column("last_day", label=_("Last day"), accessor=_last, sort_key="last_day"),
        "opening_time",
        "closing_time",
    ]
    ordering = ["-first_day"]
    search_fields = ["name"]
    list_per_page = 30
    inspect_view_enabled = False


class BranchViewSet(ModelViewSet):
    """Branches and their delegates."""

    model = Branch
    name = "branches"
    icon = "home"
    menu_label = _("Branches")
    list_display = ["name", "area", "delegate_name", BooleanColumn("is_active", label=_("Serves the public"))]
    list_filter = ["is_active"]
    search_fields = ["name", "area"]
    list_per_page = 30


class OfficeViewSetGroup(ModelViewSetGroup):
    """The menu that holds them."""

    menu_label = _("Association")
    menu_icon = "home"
    menu_order = 800
    items = (HolidayViewSet, SpecialHoursViewSet, BranchViewSet)

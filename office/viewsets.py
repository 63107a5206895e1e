"""The association's own lists in the Wagtail admin."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from office.models import Branch, Holiday
from saudi import hijri


def _both_dates(holiday: Holiday) -> str:
    return hijri.both(holiday.day, get_language() or "ar")


class HolidayViewSet(ModelViewSet):
    """Holidays, latest first: the next ones stand at the top."""

    model = Holiday
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
    items = (HolidayViewSet, BranchViewSet)

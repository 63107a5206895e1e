"""The association's doors in the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.registry import register_setting

from office.models import OfficeSettings
from office.views import schedule
from office.viewsets import OfficeViewSetGroup

register_setting(OfficeSettings, icon="sliders")


@hooks.register("register_admin_viewset")
def register_office_viewsets() -> OfficeViewSetGroup:
    """Holidays, special hours and branches under one menu."""
    return OfficeViewSetGroup()


class ScheduleMenuItem(MenuItem):
    """Shown to those who answer for the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("office.view_jobrun")


@hooks.register("register_admin_urls")
def schedule_url() -> list[URLPattern]:
    return [path("schedule/", schedule, name="office_schedule")]


@hooks.register("register_reports_menu_item")
def schedule_menu_item() -> MenuItem:
    return ScheduleMenuItem(_("Scheduled work"), reverse("office_schedule"), icon_name="time", order=950)

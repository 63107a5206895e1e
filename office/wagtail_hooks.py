"""The association's doors in the Wagtail admin."""

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from office.models import OfficeSettings
from office.viewsets import OfficeViewSetGroup

register_setting(OfficeSettings, icon="sliders")


@hooks.register("register_admin_viewset")
def register_office_viewsets() -> OfficeViewSetGroup:
    """Holidays, special hours and branches under one menu."""
    return OfficeViewSetGroup()

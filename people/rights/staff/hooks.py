"""The doors of these screens in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.rights import rules
from people.rights.staff import views


class RightsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_rights(request.user)  # type: ignore[arg-type]


class RetentionMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rules.rules_retention(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("people/rights/", views.queue, name="people_rights"),
        path("people/rights/<str:rights>/", views.detail, name="people_rights_case"),
        path("people/rights/<str:rights>/paper/", views.paper, name="people_rights_paper"),
        path("people/rights/<str:rights>/correct/", views.correct, name="people_rights_correct"),
        path("people/rights/<str:rights>/refuse/", views.refuse, name="people_rights_refuse"),
        path("people/rights/<str:rights>/confirm/", views.confirm, name="people_rights_confirm"),
        path("people/retention/", views.retention_home, name="people_retention"),
        path("people/retention/hold/", views.hold, name="people_retention_hold"),
        path("people/retention/lift/<uuid:hold>/", views.lift, name="people_retention_lift"),
        path("people/retention/stop/<uuid:line>/", views.stop, name="people_retention_stop"),
        path("people/retention/rules/<slug:code>/", views.set_rule, name="people_retention_rule"),
    ]


@hooks.register("register_admin_menu_item")
def rights_menu() -> MenuItem:
    return RightsMenuItem(
        _("Requests about data"), reverse("people_rights"), name="people-rights", icon_name="lock", order=14
    )


@hooks.register("register_reports_menu_item")
def retention_menu() -> MenuItem:
    return RetentionMenuItem(
        _("How long data is kept"), reverse("people_retention"), name="people-retention", icon_name="history", order=910
    )

"""The staff's screens of this room in Wagtail's admin, each part by its own lines."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people import rules
from people.consent import staff as consent
from people.rights.staff import hooks as rights  # noqa: F401 (its hooks are Wagtail's to find here)


class PeopleMenuItem(MenuItem):
    """Shown to the desks that work on files of people."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_files(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("people/", include("people.staff.urls")), *consent.ADDRESSES]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return PeopleMenuItem(_("People"), reverse("people_staff:list"), name="people", icon_name="group", order=20)


@hooks.register("register_admin_menu_item")
def agreements_menu_item() -> MenuItem:
    item = consent.AgreementsMenuItem
    return item(_("Agreements"), reverse("people_agreements"), name="agreements", icon_name="doc-full", order=360)


@hooks.register("register_admin_menu_item")
def withdrawals_menu_item() -> MenuItem:
    item = consent.WithdrawalsMenuItem
    return item(
        _("Consents taken back"), reverse("people_withdrawals"), name="withdrawals", icon_name="history", order=361
    )

"""The importer's place in the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from policies.queries import importable_places
from policies.views import upload


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(importable_places(request.user))


@hooks.register("register_admin_urls")
def importer_url() -> list[URLPattern]:
    return [path("policies/import/", upload, name="policies_import")]


@hooks.register("register_admin_menu_item")
def importer_menu_item() -> MenuItem:
    return ImportMenuItem(_("Import a policy"), reverse("policies_import"), icon_name="upload", order=350)

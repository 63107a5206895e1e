"""The catalogue's place in the Wagtail admin: answers to review."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services import rules, staff


class ReviewsMenuItem(MenuItem):
    """Shown to those who write or answer for pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_reviews(request.user)


@hooks.register("register_admin_urls")
def reviews_url() -> list[URLPattern]:
    return [path("answers/", staff.reviews, name="services_reviews")]


@hooks.register("register_reports_menu_item")
def reviews_menu_item() -> MenuItem:
    return ReviewsMenuItem(_("Answers to review"), reverse("services_reviews"), icon_name="help", order=95)

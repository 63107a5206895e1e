"""The frame of the public pages: at most six queries, none of them for each page of the menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from home.models import HomePage
from notifications.queries import unread_count
from office.queries import branches, opening_sentence
from services.enums import Channel

FOOTER_SLUGS = {
    "association": ("about", "news", "governance"),
    "policies": ("beneficiary-relations-policy", "rights-and-duties", "privacy"),
    "voice": ("feedback", "satisfaction", "accessibility"),
}


def of(request: HttpRequest) -> dict[str, Any]:
    """All that templates/base.html reads from `frame`."""
    language = get_language() or settings.LANGUAGE_CODE
    home = _home(request, language)
    menu = _menu(request, home) if home else []
    signed_in = request.user.is_authenticated
    return {
        "site_name": _("Da'wah and Communities Association, Yanbu"),
        "home_url": home.get_url(request) if home else "/",
        "search_url": reverse("search:results"),
        "member_url": reverse("home:mine") if signed_in else reverse(settings.LOGIN_URL),
        "signed_in": signed_in,
        "unread": unread_count(request.user) if request.user.is_authenticated else 0,
        "opening": opening_sentence(timezone.now()),
        "nav": menu,
        "languages": _languages(request, language),
        "channels": _channels(),
        "footer": _footer(request, home) if home else [],
    }


def _home(request: HttpRequest, language: str) -> Page | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    root = site.root_page
    if root.locale.language_code == language:
        return root
    return HomePage.objects.live().filter(translation_key=root.translation_key, locale__language_code=language).first()


def _menu(request: HttpRequest, home: Page) -> list[dict[str, Any]]:
    pages = home.get_children().live().public().in_menu()
    entries = [{"title": page.title, "url": page.get_url(request)} for page in pages]
    here = request.path
    return [
        {"title": _("Home"), "url": home.get_url(request), "current": here == home.get_url(request)},
        *({**entry, "current": here.startswith(entry["url"])} for entry in entries),
    ]


def _languages(request: HttpRequest, language: str) -> list[dict[str, Any]]:
    page = getattr(request, "wagtail_page", None)
    elsewhere = _translations(request, page) if page else {}
    return [
        {
            "code": code,
            "name": name,
            "current": code == language,
            "url": elsewhere.get(code) or (translate_url(request.path, code) if page is None else _front(code)),
        }
        for code, name in settings.LANGUAGES
    ]


def _translations(request: HttpRequest, page: Page) -> dict[str, str]:
    twins = page.get_translations(inclusive=True).live().select_related("locale")
    return {twin.locale.language_code: twin.get_url(request) for twin in twins}


def _front(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _channels() -> list[str]:
    delegates = bool(branches())
    return [str(channel.label) for channel in Channel if channel is not Channel.DELEGATE or delegates]


def _footer(request: HttpRequest, home: Page) -> list[dict[str, Any]]:
    wanted = [slug for slugs in FOOTER_SLUGS.values() for slug in slugs]
    pages = {page.slug: page for page in home.get_descendants().live().public().filter(slug__in=wanted)}
    titles = {"association": _("The association"), "policies": _("Policies"), "voice": _("We listen to you")}
    columns = [
        {
            "title": titles[column],
            "links": [
                {"title": pages[slug].title, "url": pages[slug].get_url(request)} for slug in slugs if slug in pages
            ],
        }
        for column, slugs in FOOTER_SLUGS.items()
    ]
    return [column for column in columns if column["links"]]

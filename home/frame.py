"""The frame of the public pages: at most six queries, none of them for each page of the menu."""

from typing import Any

from django.conf import settings
from django.db.models import Q
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
    framing = _framing(home) if home else []
    signed_in = request.user.is_authenticated
    return {
        "site_name": _("Da'wah and Communities Association, Yanbu"),
        "home_url": home.get_url(request) if home else "/",
        "search_url": reverse("search:results"),
        "member_url": reverse("home:mine") if signed_in else reverse(settings.LOGIN_URL),
        "signed_in": signed_in,
        "unread": unread_count(request.user) if request.user.is_authenticated else 0,
        "opening": opening_sentence(timezone.now()),
        "nav": _menu(request, home, framing) if home else [],
        "languages": _languages(request, language),
        "channels": _channels(),
        "footer": _footer(request, framing),
    }


def _home(request: HttpRequest, language: str) -> Page | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    root = site.root_page
    if root.locale.language_code == language:
        return root
    return HomePage.objects.live().filter(translation_key=root.translation_key, locale__language_code=language).first()


def _framing(home: Page) -> list[Page]:
    """The pages that the menu and the footer name, in the order of the tree, in one query."""
    in_menu = Q(show_in_menus=True, depth=home.depth + 1)
    in_footer = Q(slug__in=[slug for slugs in FOOTER_SLUGS.values() for slug in slugs])
    return list(home.get_descendants().live().public().filter(in_menu | in_footer).order_by("path"))


def _menu(request: HttpRequest, home: Page, pages: list[Page]) -> list[dict[str, Any]]:
    chosen = [page for page in pages if page.show_in_menus and page.depth == home.depth + 1]
    entries = [{"title": page.title, "url": page.get_url(request)} for page in chosen]
    here = request.path
    return [
        {"title": _("Home"), "url": home.get_url(request), "current": here == home.get_url(request)},
        *({**entry, "current": here.startswith(entry["url"])} for entry in entries),
    ]


def _languages(request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """Each language with the same page in it, or else the nearest page above that it has (`is_same` tells)."""
    page = getattr(request, "wagtail_page", None)
    if page is None:
        found = {code: (translate_url(request.path, code), True) for code, _name in settings.LANGUAGES}
    else:
        found = _translations(request, page)
    return [
        {"code": code, "name": name, "current": code == language, "url": url, "is_same": is_same}
        for code, name in settings.LANGUAGES
        for url, is_same in [found.get(code, (front(code), False))]
    ]


def _translations(request: HttpRequest, page: Page) -> dict[str, tuple[str, bool]]:
    above = page.get_ancestors(inclusive=True).values("translation_key")
    twins = (
        Page.objects.live().filter(translation_key__in=above, depth__gt=1).select_related("locale").order_by("depth")
    )
    return {
        twin.locale.language_code: (twin.get_url(request), twin.translation_key == page.translation_key)
        for twin in twins.order_by("depth")  # The deepest one of a language is the nearest: it comes last.
    }


def front(code: str) -> str:
    """Where the site starts in the language `code`."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _channels() -> list[str]:
    delegates = bool(branches())
    return [str(channel.label) for channel in Channel if channel is not Channel.DELEGATE or delegates]


def _footer(request: HttpRequest, framing: list[Page]) -> list[dict[str, Any]]:
    pages = {page.slug: page for page in framing}
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

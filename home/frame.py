"""The frame of the public pages: at most six queries, none of them for each page of the menu.

With confirmed hours the opening sentence reads holidays and special hours in two more.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from content.languages import code_of, foreign_language
from content.queries import shown
from home.enums import FooterColumn
from home.models import HomeFooterLink, HomePage
from notifications.queries import unread_count
from office.queries import branches, opening_sentence
from services.enums import Channel

FRONT_DEPTH = 2  # of the front pages in the tree


def of(request: HttpRequest) -> dict[str, Any]:
    """All that templates/base.html reads from `frame`."""
    language = get_language() or settings.LANGUAGE_CODE
    page = getattr(request, "wagtail_page", None)
    home = _front_above(page) or _home(request, language)
    links = _footer_links(home) if home else []
    framing = _framing(home, links) if home else []
    signed_in = request.user.is_authenticated
    twins = _twins(page) if page else []
    languages = _languages(request, language, twins)
    return {
        "site_name": _("Da'wah and Communities Association, Yanbu"),
        "home_url": home.get_url(request) if home else "/",
        "search_url": reverse("search:results"),
        "member_url": reverse("home:mine") if signed_in else reverse(settings.LOGIN_URL),
        "signed_in": signed_in,
        "unread": unread_count(request.user) if request.user.is_authenticated else 0,
        "opening": opening_sentence(timezone.now(), request),
        "nav": _menu(request, home, framing) if home else [],
        "languages": languages,
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "source_language": settings.LANGUAGE_CODE,
        "source_url": next((each["url"] for each in languages if each["code"] == settings.LANGUAGE_CODE), ""),
        "channels": _channels(),
        "share_picture": next(
            (getattr(twin, "share_picture", None) for twin in twins if page and twin.pk == page.pk), None
        ),
        "footer": _footer(request, links, framing),
    }


def _front_above(page: Page | None) -> Page | None:
    """The front page of the tree in which a page stands, as its trail has read it already."""
    if page is None:
        return None
    way = [*getattr(page, "above", []), page]
    return way[0] if way[0].depth == FRONT_DEPTH else None


def _home(request: HttpRequest, language: str) -> Page | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    root = site.root_page
    if code_of(root) == language:
        return root
    return HomePage.objects.live().filter(translation_key=root.translation_key, locale__language_code=language).first()


def _framing(home: Page, links: list[tuple[str, UUID]]) -> list[Page]:
    """The pages that the menu and the footer name, in the language of `home` and the order of the tree; one query."""
    in_menu = Q(show_in_menus=True, depth=home.depth + 1)
    in_footer = Q(translation_key__in=[key for _column, key in links])
    return list(shown(home.get_descendants()).filter(in_menu | in_footer).order_by("path"))


def _footer_links(home: Page) -> list[tuple[str, UUID]]:
    """(column, translation key) of what editors put at the foot, in their order; one query."""
    rows = HomeFooterLink.objects.filter(home_id=home.pk).order_by("sort_order", "pk")
    return list(rows.values_list("column", "page__translation_key"))


def _menu(request: HttpRequest, home: Page, pages: list[Page]) -> list[dict[str, Any]]:
    chosen = [page for page in pages if page.show_in_menus and page.depth == home.depth + 1]
    entries = [
        {"title": page.title, "url": page.get_url(request), "language": foreign_language(page)} for page in chosen
    ]
    here = request.path
    return [
        {"title": _("Home"), "url": home.get_url(request), "current": here == home.get_url(request)},
        *({**entry, "current": here.startswith(entry["url"])} for entry in entries),
    ]


def _languages(request: HttpRequest, language: str, twins: list[Page]) -> list[dict[str, Any]]:
    """Each language that has a front page, with the same page in it; `is_same` tells whether it is translated there."""
    names = dict(settings.LANGUAGES)
    if not twins:
        return [
            {"code": code, "name": names[code], "current": code == language, "url": url, "is_same": True}
            for code in _spoken(request)
            for url in [translate_url(request.get_full_path(), code)]
        ]
    return [
        {
            "code": twin.locale.language_code,
            "name": names[twin.locale.language_code],
            "current": twin.locale.language_code == language,
            "url": twin.get_url(request),
            "is_same": not twin.alias_of_id,
        }
        for twin in twins
    ]


def _spoken(request: HttpRequest) -> list[str]:
    """The codes of the languages with a live front page, in the order of the settings; at least the source's."""
    codes = set(HomePage.objects.live().values_list("locale__language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in codes or code == settings.LANGUAGE_CODE]


def _twins(page: Page) -> list[Page]:
    """The page in each language, translated or standing in for it, in the order of the settings; one query."""
    order = [code for code, _name in settings.LANGUAGES]
    twins = shown(Page.objects.filter(translation_key=page.translation_key, depth__gt=1))
    found = twins.select_related("locale", "share_picture")
    return sorted(found, key=lambda twin: order.index(twin.locale.language_code))


def front(code: str) -> str:
    """Where the site starts in the language `code`."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _channels() -> list[str]:
    delegates = bool(branches())
    return [str(channel.label) for channel in Channel if channel is not Channel.DELEGATE or delegates]


def _footer(request: HttpRequest, links: list[tuple[str, UUID]], framing: list[Page]) -> list[dict[str, Any]]:
    pages = {page.translation_key: page for page in framing}
    columns = [
        {
            "title": column.label,
            "links": [
                {
                    "title": pages[key].title,
                    "url": pages[key].get_url(request),
                    "language": foreign_language(pages[key]),
                }
                for place, key in links
                if place == column and key in pages
            ],
        }
        for column in FooterColumn
    ]
    return [column for column in columns if column["links"]]

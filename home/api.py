"""The frame of the site for another front end: menus and settings in the language asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from wagtail.api.v2.utils import get_full_url

from home import frame
from office import queries as office

PLAIN_FACTS = ("phone", "whatsapp", "email", "address", "map_url")


def menus(request: HttpRequest) -> HttpResponse:
    """`main` and `footer` as titles and addresses, in the order of the site."""
    shown = frame.of(request)
    footer = [
        {"title": column["title"], "links": [_link(request, entry) for entry in column["links"]]}
        for column in shown["footer"]
    ]
    main = [_link(request, entry) for entry in shown["nav"]]
    return _json({"locale": get_language(), "main": main, "footer": footer})


def settings(request: HttpRequest) -> HttpResponse:
    """The name, languages, channels, opening and confirmed contact facts; what is unconfirmed is null and listed."""
    shown = frame.of(request)
    contact = _contact(request)
    languages = [
        {"code": each["code"], "name": each["name"], "home_url": get_full_url(request, frame.front(each["code"]))}
        for each in shown["languages"]
    ]
    return _json(
        {
            "locale": get_language(),
            "site_name": shown["site_name"],
            "home_url": get_full_url(request, shown["home_url"]),
            "languages": languages,
            "channels": shown["channels"],
            "opening": shown["opening"],
            "contact": contact,
            "unconfirmed": [name for name, value in contact.items() if not value],
        }
    )


def _link(request: HttpRequest, entry: dict[str, Any]) -> dict[str, Any]:
    """`content_language` is the language of the page behind: another one where nobody translated it."""
    return {
        "title": entry["title"],
        "url": get_full_url(request, entry["url"] or "/"),
        "content_language": entry.get("language") or get_language(),
    }


def _contact(request: HttpRequest) -> dict[str, Any]:
    chosen = office.settings(request)
    facts: dict[str, Any] = {name: getattr(chosen, name) or None for name in PLAIN_FACTS}
    hours = None
    if chosen.opening_time and chosen.closing_time:
        hours = {"opens": f"{chosen.opening_time:%H:%M}", "closes": f"{chosen.closing_time:%H:%M}"}
    accounts = [{"name": name, "url": url} for name, url in chosen.social_accounts]
    return {**facts, "hours": hours, "accounts": accounts}


def _json(body: dict[str, Any]) -> HttpResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})

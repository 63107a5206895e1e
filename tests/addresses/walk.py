"""Every address that the site answers at."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.addresses.classes import TOKEN_PREFIX
from tests.addresses.desks import STAFF_PREFIX

OUR_ROOMS = set(settings.OUR_APPS) | {"site_project"}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    is_ours: bool


def addresses(resolver=None, prefix="", namespace="") -> Iterator[Address]:
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from addresses(each, route, inner)
        elif isinstance(each, URLPattern):
            view = inspect.unwrap(getattr(each.callback, "view_class", each.callback))
            yield Address(f"{namespace}{each.name or ''}", route, view.__module__.split(".")[0] in OUR_ROOMS)


def is_staff(address: Address) -> bool:
    return address.route.startswith(STAFF_PREFIX)


def filled(route: str) -> str:
    """An address of the route with objects that do not exist."""
    route = re.sub(
        r"<(?:(\w+):)?\w+>",
        lambda part: {"int": "999999", "uuid": NOBODYS}.get(part[1], "zz"),
        route,
    )
    return "/" + re.sub(r"\(\?P<\w+>[^()]*\)|\([^()]*\)", "zz", route).replace("^", "").replace("$", "").replace(
        "\\Z", ""
    )


NOBODYS = "00000000-0000-4000-8000-000000000000"
ALL = list(addresses())
STAFF = sorted({each.route for each in ALL if is_staff(each)})


def is_by_token(address: Address) -> bool:
    return address.route.startswith(TOKEN_PREFIX)

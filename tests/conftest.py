"""Fixtures for every room.

Transactional and live-server tests empty every table at their end, Wagtail's root page, site and locales too. Each
of them therefore starts from the rows that the migrations made, and the test after one finds those rows again.
"""

import io
import logging
import logging.config
from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from pytest_django.plugin import blocking_manager_key

from sealing.reports import BareFormatter
from tests import fast_flush
from tools.compile_messages import compile_stale

if TYPE_CHECKING:
    from accounts.models import User

_numbers = count(1)


def pytest_configure() -> None:
    """Tests read Arabic; a stale catalogue would test yesterday's words, and the models have read it by now."""
    fast_flush.install()
    for written in compile_stale():
        translation_file_changed(None, written)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every transactional test restore the migrated rows, whether it asked for that or not."""
    for item in items:
        if _is_transactional(item):
            closest = item.get_closest_marker("django_db")
            asked = {**(closest.kwargs if closest else {}), "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**asked), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put the migrated rows back for a plain test that comes after a transactional one."""
    yield
    if _is_transactional(item) and nextitem and not _is_transactional(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"transactional_db", "live_server"} or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """No cached page path and no active language passes from one test to the next."""
    cache.clear()
    yield
    translation.deactivate()


@pytest.fixture
def staff(db: None) -> Callable[..., "User"]:
    """`staff("reception", …)` opens the account of a colleague with those roles."""
    from accounts.actions import create_staff
    from accounts.roles import Role

    def make(*roles: str, **details: str) -> "User":
        number = next(_numbers)
        given = {"first_name": "موظف", "last_name": f"رقم {number}", "password": "correct horse battery", **details}
        email = given.pop("email", f"staff{number}@example.test")
        return create_staff(email=email, roles=[Role(role) for role in roles], **given)

    return make


@pytest.fixture
def new_member(db: None) -> Callable[[], "User"]:
    """`new_member()` opens the account of a person whose mobile is proven; each has a number of its own."""
    from accounts.actions import open_account

    def make() -> "User":
        user = open_account(mobile=f"+9665{next(_numbers):08d}")
        user.prove_mobile()
        user.save()
        return user

    return make


@pytest.fixture
def member(new_member: Callable[[], "User"]) -> "User":
    """A person's account."""
    return new_member()


@pytest.fixture
def sign_in() -> Callable[["User"], Client]:
    """`sign_in(user)` is a client in that user's session; a colleague's has a proven second factor.

    Journeys in a browser sign in through the forms instead.
    """

    def enter(user: "User") -> Client:
        client = Client()
        client.force_login(user)
        request = HttpRequest()
        request.user, request.session = user, client.session
        record_authentication(request, user, "mfa", type="totp")
        request.session.save()
        return client

    return enter


@pytest.fixture
def console(settings: Any) -> Iterator[io.StringIO]:
    """What production's console is given, down to INFO; errors go to an admin too. As the settings wire it."""
    settings.ADMINS = [("", "keeper@example.test")]
    loggers = [logging.getLogger(), logging.getLogger("django")]
    kept = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    logging.config.dictConfig(settings.LOGGING)
    (handler,) = (each for each in loggers[0].handlers if isinstance(each, logging.StreamHandler))
    written = io.StringIO()
    handler.setStream(written)
    handler.setLevel(logging.INFO)
    loggers[0].handlers += [each for each in kept[0][1] if not isinstance(each.formatter, BareFormatter)]  # caplog's
    yield written
    for logger, handlers, level in kept:
        logger.handlers = handlers
        logger.setLevel(level)

"""A real Chromium on a live server. Nothing may leave for another host, and no policy may be broken."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tools import chromium

# Playwright's sync API runs an event loop in this thread, and Django would refuse the database to it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE, DESK = 360, 1280  # CSS pixels
PATIENCE = 20_000  # milliseconds; a cold page on a small machine
AXE = files("axe_core_python").joinpath("axe.min.js")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Let a fixture's end see whether its test failed."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(browser: Browser, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the browser before the database: its event loop gives this thread connection objects of its own.

    A database made before would have left its migrated rows on an object that nobody sees any more.
    """


@pytest.fixture
def open_page(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`open_page(width=360, javascript=True)` is a page of a fresh visitor; `page.goto("/…")` is on the site.

    At the end the test fails for a request to another host, a broken content policy or a script's fault, and a
    failed test leaves pictures of its pages in var/screenshots.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(*, width: int = PHONE, javascript: bool = True, language: str = "ar-SA", **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale=language,
            reduced_motion="reduce",  # A colour caught half-way would be a false finding.
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        _watch(context, live_server.url, faults)
        return context.new_page()

    yield open_one
    if getattr(request.node, "failed", False):
        _picture(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def _watch(context: BrowserContext, home: str, faults: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    def on_request(sent: Any) -> None:
        if not sent.url.startswith((home, "data:", "blob:")):
            faults.append(f"A request left the site: {sent.url}")

    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda error: faults.append(f"A script failed: {error.error}"))


def _picture(contexts: list[BrowserContext], name: str) -> None:
    folder = Path(settings.VAR_DIR) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    safe = "".join(letter if letter.isalnum() else "-" for letter in name)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        page.screenshot(path=folder / f"{safe}-{number}.png", full_page=True)


# What fades in has a weak contrast until it is there; what never ends is left running.
SETTLED = """() => document.getAnimations().forEach((each) => {
    try { each.finish(); } catch { /* It turns for ever. */ }
})"""


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with what axe finds on a page, one line each. The page needs JavaScript."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.wait_for_load_state()  # A click on a link may have left the page half read.
        page.evaluate(SETTLED)
        page.evaluate(source)  # A script tag would break the site's own content policy.
        found = page.evaluate("() => axe.run()")["violations"]
        assert not found, page.url + "\n" + "\n".join(map(_finding, found))

    return check


def _finding(violation: dict[str, Any]) -> str:
    places = "; ".join(f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:5])
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}: {places}"


@pytest.fixture(scope="session")
def _demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.sqlite3"


@pytest.fixture
def demo(transactional_db: None, _demo_copy: Path) -> None:
    """The demo site in the database. It is loaded once for a run and copied in after that."""
    if not _demo_copy.exists():
        call_command("load_demo")
        with closing(sqlite3.connect(_demo_copy)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        return
    with closing(sqlite3.connect(_demo_copy)) as copy:
        connection.ensure_connection()
        copy.backup(connection.connection)

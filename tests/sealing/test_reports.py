"""What is told when something breaks: where, never what someone had typed."""

import logging

import pytest
from django.core import mail
from django.core.exceptions import SuspiciousOperation
from django.core.management import call_command
from django.http import HttpRequest, HttpResponseNotFound
from django.test import Client
from django.urls import path
from django.views.debug import get_exception_reporter_filter
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sealing.reports import BareReporter

MARK = "1098765439"
ADDRESS = f"/mark-{MARK}/?q={MARK}-asked"


def break_down(request, which):
    number = request.POST["number"]  # noqa: F841 (a local variable, as any view has)
    try:
        int(f"x{MARK}")
    except ValueError as fault:
        raise RuntimeError(f"Key (mobile)=({MARK}) already exists") from fault


@task()
def fail(number: int) -> None:
    raise ValueError(f"Key (mobile)=({MARK})\nalready exists")


def suspect(request, which):
    raise SuspiciousOperation(f"File {MARK} is not welcome")


def missing(request, exception):
    return HttpResponseNotFound()


handler404 = missing
urlpatterns = [path("<str:which>/", break_down), path("<str:which>/suspect/", suspect)]


@pytest.fixture(autouse=True)
def own_addresses(db, settings):
    settings.ROOT_URLCONF = __name__


def post(address=ADDRESS):
    client = Client(raise_request_exception=False, headers={"user-agent": MARK})
    client.cookies["seen"] = MARK
    return client.post(address, {"number": MARK})


def test_a_page_that_breaks_tells_where_and_no_value(console, settings):
    assert post().status_code == 500
    (told,) = mail.outbox
    text = f"{told.subject}\n{told.body}"
    assert told.to == ["keeper@example.test"] and not getattr(told, "alternatives", [])
    for each in (text, console.getvalue()):
        assert MARK not in each and settings.SECRET_KEY not in each and settings.SEALING_KEYS["test"] not in each
        assert "POST <str:which>/" in each and "test_reports.py" in each and "break_down" in each
        assert "builtins.RuntimeError" in each and "builtins.ValueError" in each


@pytest.mark.parametrize("address", ["/a/b/c/" + MARK, f"/{MARK}/suspect/"])
def test_refused_and_missing_addresses_are_not_quoted(console, address):
    assert post(address).status_code in (400, 404)
    assert MARK not in console.getvalue() and "django." in console.getvalue()
    assert all(MARK not in told.body + told.subject for told in mail.outbox)


def test_a_wrong_host_is_a_line_and_no_mail(console):
    answer = Client(raise_request_exception=False).get("/x/", headers={"host": f"{MARK}.example"})
    assert answer.status_code == 400 and mail.outbox == []


def test_words_of_our_own_code_stay(console):
    logging.getLogger("notifications.actions").error("Delivery %s missed: %s", 7, "HTTPError502")
    assert "Delivery 7 missed: HTTPError502" in console.getvalue()


def test_an_exception_logged_elsewhere_keeps_its_words_back(console):
    try:
        raise KeyError(MARK)
    except KeyError:
        logging.getLogger("content.share").exception("No share picture for page %s", 3)
    assert "No share picture for page 3" in console.getvalue() and "builtins.KeyError" in console.getvalue()
    assert MARK not in console.getvalue()


def test_an_error_without_an_exception_is_mailed_by_its_message(console):
    logging.getLogger("django.tasks").error("Task 7 failed")
    assert "Task 7 failed" in mail.outbox[0].body


def test_the_filter_hides_all_there_is(settings):
    request = HttpRequest()
    request.META["HTTP_X"], request.COOKIES["a"] = MARK, MARK
    hide = get_exception_reporter_filter(request)
    assert [hide.get_safe_settings(), hide.get_safe_cookies(request), hide.get_safe_request_meta(request)] == [{}] * 3
    assert hide.get_post_parameters(request) == {} and hide.get_traceback_frame_variables(request, None) == []
    assert hide.is_active(None)


def test_a_chain_that_bites_its_tail_ends():
    one, two = ValueError(MARK), TypeError(MARK)
    one.__cause__, two.__cause__ = two, one
    told = BareReporter(None, type(one), one, None).get_traceback_text()
    assert told.split() == ["builtins.TypeError", "builtins.ValueError"]


@pytest.mark.django_db(transaction=True)
def test_the_row_of_a_task_that_failed_keeps_the_frames_alone(console, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
    fail.using(backend="default").enqueue(7)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "test_reports.py" in row.traceback and "in fail" in row.traceback
    assert MARK not in row.traceback and "exists" not in row.traceback
    assert MARK not in console.getvalue() and all(MARK not in told.body for told in mail.outbox)

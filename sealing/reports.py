"""What logs and error mails may tell: where the code broke, never what someone had typed.

A message of an exception may quote a value (PostgreSQL's do: "Key (mobile)=(…) already exists"), a request's path may
hold whatever a visitor wrote. So of an exception only its kind and its frames are told, of a request its method and
the pattern of its address.
"""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.utils.log import AdminEmailHandler
from django.views.debug import SafeExceptionReporterFilter

# Their messages quote the request: a host, a file's name, a session.
QUOTING = ("django.security", "django.request")


class HideEverything(SafeExceptionReporterFilter):
    """For whatever of Django or a package asks the filter: no values, no settings, no local variables."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        return []


class BareReporter:
    """Stands in for Django's ExceptionReporter in mails: where it broke, at which address, and nothing else."""

    def __init__(
        self,
        request: HttpRequest | None,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | str | None,
        tb: TracebackType | None,
        is_email: bool = False,
    ) -> None:
        self.request, self.fault = request, exc_value

    def get_traceback_text(self) -> str:
        told = told_of(self.fault) if isinstance(self.fault, BaseException) else ()
        return "\n".join([told_of_request(self.request), *told])

    def get_traceback_html(self) -> str:
        return ""


class BareFormatter(logging.Formatter):
    """A log line without the words of exceptions and without what a request asked for."""

    def format(self, record: logging.LogRecord) -> str:
        told = logging.makeLogRecord({**record.__dict__, "exc_text": None, "stack_info": None})
        told.msg, told.args = told_of_record(record), ()
        return super().format(told)

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's own name)
        return "\n".join(told_of(ei[1])) if ei[1] else ""


class BareMail(AdminEmailHandler):
    """Mails an error to ADMINS, its subject included, as `BareReporter` tells it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "include_html": False, "reporter_class": "sealing.reports.BareReporter"})

    def emit(self, record: logging.LogRecord) -> None:
        told = logging.makeLogRecord(record.__dict__)
        told.msg, told.args = told_of_record(record), ()
        super().emit(told)


def keep_frames_alone(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Before the row of a task is saved: of a failure's traceback its frames, without the words of the exception."""
    lines = (instance.traceback or "").splitlines()
    instance.traceback = "\n".join(line for line in lines if line.startswith('  File "'))


def told_of_record(record: logging.LogRecord) -> str:
    """The message, or what may be said in its place."""
    if not record.name.startswith(QUOTING):
        return record.getMessage()
    request = getattr(record, "request", None)
    status = getattr(record, "status_code", "")
    return " ".join(str(part) for part in (record.name, status, told_of_request(request)) if part)


def told_of_request(request: Any) -> str:
    """`POST apply/<slug:service>/`: the pattern of the address, not the address."""
    if not isinstance(request, HttpRequest):
        return ""
    match = request.resolver_match
    return f"{request.method} {match.route if match else '(no address of ours)'}"


def told_of(fault: BaseException) -> Iterator[str]:
    """The kind of each exception of the chain, and its frames."""
    chain: list[BaseException] = []
    cause: BaseException | None = fault
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for each in reversed(chain):
        for frame in traceback.extract_tb(each.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        yield f"{type(each).__module__}.{type(each).__qualname__}"

"""Writing a table that a colleague asked for: by the worker, with its progress to be seen, sealed for a day."""

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, Any, cast

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils import timezone

from attachments.actions import discard_made, seal_made
from attachments.models import MadeTable
from attachments.queries import respond_made
from content.spreadsheets import CSV_TYPE, XLSX_TYPE, csv_lines, write_xlsx

CHUNK = 500
LIVES = timedelta(days=1)
IN_MEMORY = 1024 * 1024  # bytes; a larger table passes through an unnamed file
TYPES = {MadeTable.Kind.CSV: CSV_TYPE, MadeTable.Kind.XLSX: XLSX_TYPE}


def until() -> datetime:
    """Until when a table that is asked for now is kept."""
    return timezone.now() + LIVES


def fill(table: MadeTable, rows: Iterator[list[Any]], *, title: str) -> None:
    """Write the rows, header first, and keep the file sealed; of two runs at once one is kept."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as made:
        target = cast(IO[bytes], made)
        write(_counted(rows, table), target, kind=table.kind, title=title)
        target.seek(0)
        _keep(table, target)


def write(rows: Iterator[list[Any]], target: IO[bytes], *, kind: str, title: str) -> None:
    """The rows as a file of the kind; no cell is a formula."""
    if kind == MadeTable.Kind.XLSX:
        write_xlsx(rows, target, title=title)
    else:
        for line in csv_lines(rows):
            target.write(line.encode())


def respond(table: MadeTable, *, called: str) -> StreamingHttpResponse:
    """The file to save, named after `called` and its day; the caller has asked who may have it."""
    name = f"{called}-{timezone.localdate(table.asked_at).isoformat()}.{table.kind}"
    return respond_made(table, name=name, content_type=TYPES[MadeTable.Kind(table.kind)])


def expire(model: type[MadeTable]) -> int:
    """Remove tables whose day is over; how many."""
    over = list(model._default_manager.filter(expires_at__lte=timezone.now()))
    for table in over:
        discard_made(table)
    return len(over)


def _counted(rows: Iterator[list[Any]], table: MadeTable) -> Iterator[list[Any]]:
    """The rows, with how many are written noted after each chunk."""
    for number, row in enumerate(rows):
        yield row
        if number and number % CHUNK == 0:
            type(table)._default_manager.filter(pk=table.pk).update(done=number)


@transaction.atomic
def _keep(table: MadeTable, made: IO[bytes]) -> None:
    rows = type(table)._default_manager.select_for_update().filter(pk=table.pk, made_at__isnull=True)
    fresh = rows.first()
    if fresh is None:
        return
    seal_made(fresh, made)
    fresh.done = fresh.total
    fresh.save()

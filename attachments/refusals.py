"""Who is told when the scanner finds a virus in a file that was taken already: upper rooms register here."""

from collections.abc import Callable

from .models import Attachment

Told = Callable[[Attachment], None]
_told: list[Told] = []


def on_refused(told: Told) -> Told:
    """Register `told(attachment)`; it runs in the transaction that refuses the file, for files of every room."""
    if told not in _told:
        _told.append(told)
    return told


def tell_refused(attachment: Attachment) -> None:
    for told in _told:
        told(attachment)

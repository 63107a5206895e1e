"""Why a file is refused: one cause, one message that says what to do next."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """A cause and its message; the braces are filled when a BadFile is made."""

    EMPTY = "empty", _("The file is empty. Choose it again, or take a new picture of the paper.")
    TOO_LARGE = (
        "too_large",
        _("The file is larger than {megabytes} MB. Send a smaller copy, or a picture of the paper."),
    )
    TYPE = (
        "type",
        _("We can't take this kind of file. Send a PDF, a picture (JPG, PNG, WebP or HEIC), or a DOCX or XLSX file."),
    )
    OLD_OFFICE = "old_office", _("This is an old Word, Excel or PowerPoint file. Save it as a PDF, and send that.")
    MISMATCH = "mismatch", _("The file is not what its name says. Save it as a PDF or a picture, and send that.")
    MIXED = "mixed", _("Another file is hidden inside this one. Print it to a new PDF, and send that.")
    BROKEN = "broken", _("The file does not open. It may be damaged. Send it again, or take a new picture.")
    LOCKED = "locked", _("The file is locked with a password. Save a copy without a password, and send that.")
    ACTIVE = "active", _("The file contains commands that run by themselves. Print it to a new PDF, and send that.")
    EMBEDDED = "embedded", _("The file contains other files, or calls them up. Print it to a new PDF, and send that.")
    COMPLEX = (
        "complex",
        _("The file is too complex to check. Print it to a new PDF, or send pictures of its pages."),
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The picture has more than {millions} million pixels. Take it again at a lower quality."),
    )
    INFECTED = "infected", _("A virus was found in the file, so we did not keep it. Send a clean copy.")
    TOO_MANY = "too_many", _("You can send {most} files here. Remove one of them, then add this one.")
    TOO_MUCH = "too_much", _("All files together may be {megabytes} MB. Remove one of them, or send a smaller copy.")


class BadFile(Exception):
    """A file that is not kept. `cause` names why; `message` is for the person, in the active language."""

    def __init__(self, cause: Cause, **numbers: int) -> None:
        super().__init__(cause.value)
        self.cause = cause
        self.numbers = numbers

    @property
    def message(self) -> str:
        label: str | Promise = self.cause.label
        return str(label).format(**self.numbers)

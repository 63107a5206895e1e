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
    TYPE = "type", _("We can't take this kind of file. Send a PDF or a picture (JPG, PNG, WebP or HEIC).")
    MISMATCH = "mismatch", _("The file is not what its name says. Save it as a PDF or a picture, and send that.")
    MIXED = "mixed", _("Another file is hidden inside this one. Print it to a new PDF, and send that.")
    BROKEN = "broken", _("The file does not open. It may be damaged. Send it again, or take a new picture.")
    LOCKED = "locked", _("The PDF is locked with a password. Save a copy without a password, and send that.")
    ACTIVE = "active", _("The PDF contains commands that run by themselves. Print it to a new PDF, and send that.")
    COMPLEX = "complex", _("The PDF is too complex to check. Print it to a new PDF, or send pictures of its pages.")
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The picture has more than {millions} million pixels. Take it again at a lower quality."),
    )
    INFECTED = "infected", _("A virus was found in the file, so we did not keep it. Send a clean copy.")
    NOT_SCANNED = (
        "not_scanned",
        _("We can't check files for viruses right now, so we did not keep yours. Try again in a few minutes."),
    )


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

    @property
    def may_try_again(self) -> bool:
        """Whether the same file may pass later."""
        return self.cause is Cause.NOT_SCANNED

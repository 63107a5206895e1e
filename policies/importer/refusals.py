"""Why a file is refused. Every refusal names its cause in words that an editor can act on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 2 * 1024 * 1024

_MESSAGES: dict[str, Promise] = {
    "missing": _("There is no such file."),
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 2 MB. A policy's text is far smaller: check that this is the right file."),
    "too_long": _("The file has more than 5000 lines. A policy is far shorter: check that this is the right file."),
    "binary": _("This is not text: the file holds binary data. Save the policy as a text file or as .docx."),
    "pdf": _("This is a PDF. Save its text as a text file or as .docx, then import that."),
    "picture": _("This is a picture. Read its text with a scanner's program first, then import the text."),
    "unsupported": _("Only text files (.txt) and Word files (.docx) can be imported."),
    "encoding": _("The file's letters could not be read. Save it again as UTF-8 text."),
    "broken_docx": _("The Word file is damaged and could not be opened."),
    "bomb": _("The Word file unpacks to far more than a policy's text, so it was not opened."),
    "no_sections": _("No section was found: the text holds neither a heading nor a list."),
    "not_arabic": _("The file holds no Arabic text."),
}


class ImportRefused(Exception):
    """A file that cannot become a policy; `reason` is one of the keys above, `message` the words for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def message(self) -> str:
        return str(_MESSAGES[self.reason])

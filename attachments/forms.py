"""The fields that take a paper, or several, in a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import names
from .causes import BadFile
from .checks import CheckedFile, check
from .enums import FileType


class PaperField(forms.FileField):
    """A file that passed the chain: cleans to a CheckedFile for `actions.store`, or None when optional and absent."""

    # HEIC is taken but not asked for: a phone then turns its pictures into JPEG by itself.
    accept = ",".join([*FileType.values, ".docx", ".xlsx"])
    default_error_messages = {"required": _("Choose a file.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_empty_file": True, **kwargs})  # Our own check names the empty file.

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": self.accept}

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | Any:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload or None
        try:
            return check(upload)
        except BadFile as problem:
            raise ValidationError(problem.message, code=problem.cause.value) from None


def named_problem(name: str, problem: BadFile) -> ValidationError:
    """What is wrong with one file of several, by its name; marks keep the name from turning the sentence."""
    said = gettext("File %(name)s: %(problem)s") % {"name": f"\u2068{name}\u2069", "problem": problem.message}
    return ValidationError(said, code=problem.cause.value)


@dataclass(frozen=True)
class Papers:
    """What came of several files: those to keep, and a problem for each of the others."""

    good: Sequence[CheckedFile] = ()
    problems: Sequence[ValidationError] = ()


class SeveralFiles(forms.FileInput):
    """A file input that takes more than one at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        found = files.getlist(name) if hasattr(files, "getlist") else files.get(name)
        return found if isinstance(found, list) else [found] if found else []


class PapersField(PaperField):
    """Several files, each passed through the chain: cleans to Papers, so that one bad file costs no good one.

    The form adds `problems` to its errors and keeps `good` all the same, in a tray when it is not complete yet.
    """

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Papers:
        good: list[CheckedFile] = []
        problems: list[ValidationError] = []
        for upload in data or []:
            try:
                good.append(check(upload))
            except BadFile as problem:
                problems.append(named_problem(names.clean(upload.name or "")[:80] or names.NAMELESS, problem))
        if self.required and not good and not problems:
            raise ValidationError(self.error_messages["required"], code="required")
        return Papers(good, problems)

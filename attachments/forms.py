"""The field that takes a paper in a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .causes import BadFile
from .checks import CheckedFile, check
from .enums import FileType


class PaperField(forms.FileField):
    """A file that passed the chain: cleans to a CheckedFile for `actions.store`, or None when optional and absent."""

    # HEIC is taken but not asked for: a phone then turns its pictures into JPEG by itself.
    accept = ",".join(FileType.values)
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

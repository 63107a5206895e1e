"""What the person writes about their own data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attachments.forms import PaperField
from saudi.digits import strip_marks
from services.enums import FilePart

LONGEST = 1000


class PlainText(forms.CharField):
    """Words of some lines, without the invisible marks that paste along with them."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def to_python(self, value: Any) -> str:
        return strip_marks(super().to_python(value) or "").strip()


class CorrectionForm(forms.Form):
    part = forms.ChoiceField(
        label=_("Which part of your file is wrong?"),
        choices=FilePart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the part that is wrong.")},
    )
    wrong = PlainText(label=_("What is wrong?"), error_messages={"required": _("Write what is wrong.")})
    right = PlainText(label=_("What is right?"), error_messages={"required": _("Write what is right.")})
    paper = PaperField(label=_("A paper that shows it"), required=False)


class ErasureForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I have read what is erased and what is kept. Erase my file."),
        error_messages={"required": _("Tick the box to go on.")},
    )

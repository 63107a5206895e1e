"""What an editor gives to import a policy."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.importer.files import read_stream, refuse_size
from policies.importer.refusals import ImportRefused
from policies.models import PoliciesIndexPage
from saudi.digits import to_western


class LineNumbersField(forms.CharField):
    """Line numbers in any digits, with anything between them, as a frozen set."""

    def clean(self, value: object) -> frozenset[int]:
        text = super().clean(value)
        return frozenset(int(number) for number in re.findall(r"[0-9]{1,6}", to_western(text or "")))


class ImportForm(forms.Form):
    """A scanned policy; `raw` holds its bytes once the form is valid, `refusal` why the file was refused."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("A text file (.txt) or a Word file (.docx), at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx"}),
        error_messages={"required": _("Choose a file first.")},
    )
    index = forms.ModelChoiceField(label=_("Place"), queryset=PoliciesIndexPage.objects.none(), empty_label=None)
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Needed when the scan has lost its title.")
    )
    accept = LineNumbersField(
        label=_("Lines whose doubtful words I accept"),
        required=False,
        max_length=200,
        help_text=_("Line numbers from the report, for example: 12, 40."),
    )
    preview = forms.BooleanField(label=_("Only show the report, create nothing"), required=False)

    raw = b""
    refusal: ImportRefused | None = None

    def __init__(self, *args: object, places: list[PoliciesIndexPage], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choice = self.fields["index"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = PoliciesIndexPage.objects.filter(pk__in=[place.pk for place in places])
        self.initial.setdefault("index", places[0].pk)

    def clean_file(self) -> object:
        """The bytes are read only after the size is known to be small."""
        upload = self.cleaned_data["file"]
        try:
            refuse_size(upload.size)
            self.raw = read_stream(upload)
        except ImportRefused as refusal:
            self.refuse(refusal)
        return upload

    def refuse(self, refusal: ImportRefused) -> None:
        """Show why the file was refused at its field."""
        self.refusal = refusal
        self.add_error("file", refusal.message)

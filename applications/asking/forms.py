"""What is not clear, and how the person wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import CleanText

HERE, CALL = "here", "call"


class AskForm(forms.Form):
    """Both may stay as they are: whoever cannot say what is unclear asks as well."""

    text = CleanText(
        label=_("What is not clear to you?"),
        help_text=_("A few words are enough. You may also leave it empty."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    way = forms.ChoiceField(
        label=_("How shall we explain it?"),
        choices=[(HERE, _("Write to me here")), (CALL, _("Call me on my mobile"))],
        initial=HERE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we explain it."), "invalid_choice": _("Choose how we explain it.")},
    )
    check = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_mobile: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_mobile:
            del self.fields["way"]

    @property
    def wants_call(self) -> bool:
        return self.cleaned_data.get("way") == CALL

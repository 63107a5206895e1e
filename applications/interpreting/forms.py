"""The one question about an interpreter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.enums import Spoken


class InterpreterForm(forms.Form):
    """Which language; none is an answer too."""

    language = forms.ChoiceField(
        label=_("Do you want an interpreter when we speak with you?"),
        help_text=_("Choose your language. It costs you nothing."),
        choices=[("", _("No, I need none")), *((code, name) for code, name in Spoken.choices if code != "ar")],
        required=False,
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )

"""Inviting a helper, and the code that proves it is the person."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.forms import MobileField
from people.consent.forms import CodeField, ShortNameField
from people.helping.enums import HelperScope

SHORTER = (30, 90)


class InviteForm(forms.Form):
    """Whom, what, and until when."""

    name = ShortNameField(label=_("Name of whoever helps you"))
    mobile = MobileField(label=_("Their mobile number"))
    scopes = forms.MultipleChoiceField(
        label=_("What may they do?"),
        choices=HelperScope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )

    def __init__(self, *args: Any, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [days for days in SHORTER if days < longest] + [longest]
        field: Any = self.fields["days"]
        field.choices = [
            (days, ngettext("%(count)d day", "%(count)d days", days) % {"count": days}) for days in choices
        ]

    def clean_scopes(self) -> list[str]:
        """Whoever fills requests sees them."""
        chosen = set(self.cleaned_data["scopes"])
        if HelperScope.REQUESTS_FILL in chosen:
            chosen.add(HelperScope.REQUESTS_SEE)
        return [scope for scope in HelperScope.values if scope in chosen]

    @property
    def expires_on(self) -> date:
        """The last day, of a valid form."""
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])


class ProofForm(forms.Form):
    code = CodeField()

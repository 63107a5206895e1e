"""What staff write about a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import PHONE_FAULTS
from people.enums import IdentityKind
from people.forms import BirthDateForm, CleanText, IdentityForm, NameForm
from people.parts import Text
from people.staff.enums import WhyShown
from saudi.phones import InvalidPhone, normalise

WHY = _("Write why you need this, in a few words.")


class MobileField(forms.CharField):
    """A mobile number in any digits, cleaned to E.164; "" when it is left out."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "class": "ltr-input", "autocomplete": "off"})
        super().__init__(**{"max_length": 40, "widget": widget, **kwargs})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normalise(text)
        except InvalidPhone as fault:
            raise ValidationError(PHONE_FAULTS[fault.reason], code=fault.reason) from None


class ShowForm(forms.Form):
    """Which hidden value is needed, and why."""

    field = forms.ChoiceField(label=_("What do you need to see?"), error_messages={"required": _("Choose one.")})
    why = forms.ChoiceField(label=_("Why?"), choices=WhyShown.choices, error_messages={"required": _("Choose one.")})
    words = CleanText(
        label=_("In your words"),
        min_length=8,
        max_length=200,
        error_messages={"required": WHY, "min_length": WHY},
    )

    def __init__(self, *args: Any, fields: list[tuple[str, Text]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = fields  # type: ignore[attr-defined]

    def reason(self) -> str:
        """The reason as the trail keeps it: the code of the choice, then the words."""
        return f"{self.cleaned_data['why']}: {self.cleaned_data['words']}"


class LinkForm(forms.Form):
    """Which account is the person's, and how that is known."""

    mobile = MobileField(label=_("Mobile number of the account"), error_messages={"required": _("Write the number.")})
    reason = CleanText(
        label=_("How do you know that the account is this person's?"),
        min_length=8,
        max_length=200,
        error_messages={"required": WHY, "min_length": WHY},
    )


class OpenFileForm(NameForm, IdentityForm, BirthDateForm):
    """A file for someone who wrote, called or came. Only the name must be known."""

    mobile = MobileField(label=_("Mobile number"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    field_order = (*NameForm.base_fields, "mobile", "identity_kind", "identity_number", "birth_date", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (
            ("identity_kind", _("Identity document")),
            ("identity_number", _("Identity number")),
            ("birth_date", _("Birth date")),
        ):
            self.fields[name].label, self.fields[name].required = label, False
        self.fields["identity_number"].help_text = ""
        self.fields["identity_kind"].widget = forms.Select(choices=[("", "—"), *IdentityKind.choices])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("identity_number", "").strip() and not data.get("identity_kind"):
            self.add_error("identity_kind", ValidationError(_("Choose the kind of document."), code="required"))
        return data

    def clean_birth_date(self) -> Any:
        return super().clean_birth_date() if self.cleaned_data["birth_date"] else None

    def details(self) -> dict[str, Any]:
        """What the file keeps of it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "mobile")}

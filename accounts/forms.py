"""Numbers and codes as people type them: any digits, spaces and marks."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as second_factor_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from saudi.digits import only_digits, to_western
from saudi.phones import InvalidPhone, normalise
from saudi.templatetags.saudi import ltr

PHONE_FAULTS = {
    "empty": _("Write your mobile number."),
    "too_short": _("The mobile number is too short. Check that no digit is missing."),
    "too_long": _("The mobile number is too long. Check for an extra digit."),
    "not_mobile": _("This is not a mobile number. We send a code to it, so it must be a mobile."),
    "invalid": _("We could not read this mobile number. Write it like 05X XXX XXXX, or with + and the country code."),
}


DOOR_WORDS = _("We send a code to it. If you have no account, we open one for you. Write it in any digits, like this:")
CODE_LENGTH = 6
SIX_DIGITS = _("Write the code: six digits.")


class MobileField(forms.CharField):
    """A mobile number in any digits and spacing, cleaned to E.164."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault("max_length", 40)
        kwargs["error_messages"] = {"required": PHONE_FAULTS["empty"], **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "inputmode": "tel",
            "autocomplete": "tel",
            "class": "ltr-input",
        }

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return text
        try:
            return normalise(text)
        except InvalidPhone as fault:
            raise ValidationError(PHONE_FAULTS[fault.reason], code=fault.reason) from fault


class CodeInput(forms.TextInput):
    """Six digits, offered from the message by the phone itself."""

    def __init__(self) -> None:
        super().__init__(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "ltr-input code-input",
                "maxlength": 24,
            }
        )


class _TypedCode:
    """Reads Arabic-Indic digits, spaces and dashes in a code before allauth compares it."""

    fields: dict[str, forms.Field]
    data: Any

    def _prepare(self) -> None:
        field = self.fields["code"]
        field.label = _("Code")
        field.widget = CodeInput()
        field.clean = self._read(field.clean)  # type: ignore[method-assign]

    @staticmethod
    def _read(clean: Any) -> Any:
        def cleaned(value: Any) -> Any:
            text = to_western(str(value or ""))
            digits = only_digits(text)
            return clean(digits if len(digits) >= len(text.strip()) / 2 and digits else text.strip())

        return cleaned


class RequestLoginCodeForm(account_forms.RequestLoginCodeForm):
    """The one door: a mobile number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.fields["phone"].required = True
        self.fields["phone"].help_text = format_html("{} {}", DOOR_WORDS, ltr("05X XXX XXXX"))

    _user: Any = None


class ConfirmLoginCodeForm(_TypedCode, account_forms.ConfirmLoginCodeForm):
    """The code of a message. What cannot be one is told apart from a wrong one: only guesses are counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()
        self.fields["code"].error_messages["required"] = SIX_DIGITS

    def clean_code(self) -> str:
        if len(only_digits(self.cleaned_data["code"])) != CODE_LENGTH:
            raise ValidationError(SIX_DIGITS, code="shape")
        return super().clean_code()


class AuthenticateForm(_TypedCode, second_factor_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()


class ReauthenticateForm(_TypedCode, second_factor_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()


class ActivateTOTPForm(_TypedCode, totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()


class LoginForm(account_forms.LoginForm):
    """For colleagues, and for whoever keeps a password: e-mail or mobile, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail or mobile number")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["class"] = "ltr-input"
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs["class"] = "ltr-input"
        self.fields["password"].help_text = ""

    def _setup_password_field(self) -> None:
        """Keep the password, which allauth drops when sign-up asks for none."""

    def user_credentials(self) -> dict[str, Any]:
        """The credentials with a mobile number in the one form the database knows."""
        credentials: dict[str, Any] = super().user_credentials()
        if "phone" in credentials:
            credentials["phone"] = MobileField().clean(credentials["phone"])
        return credentials

"""Forms that send a code or take one."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as second_factor_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import EmailField
from saudi.digits import only_digits, to_western
from saudi.templatetags.saudi import ltr

DOOR_WORDS = _("We send a code to it. If you have no account, we open one for you. Write it in any digits, like this:")
EMAIL_DOOR_WORDS = _("We send a code to it. If you have no account, we open one for you. Write it like this:")
CODE_LENGTH = 6
SIX_DIGITS = _("Write the code: six digits.")


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
    """The one door: a mobile number, or an e-mail, one of them a page."""

    _user: Any = None

    def __init__(self, *args: Any, by: str = "phone", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField()
        del self.fields["phone" if by == "email" else "email"]
        field = self.fields[by]
        field.required = True
        example = (DOOR_WORDS, ltr("05X XXX XXXX")) if by == "phone" else (EMAIL_DOOR_WORDS, ltr("name@example.com"))
        field.help_text = format_html("{} {}", *example)

    @property
    def address(self) -> str:
        """The one address that was typed."""
        return str(self.cleaned_data.get("phone") or self.cleaned_data.get("email") or "")


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


class CodeForm(_TypedCode, forms.Form):
    """A code to an address of someone signed in."""

    code = forms.CharField(max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()
        self.fields["code"].error_messages["required"] = SIX_DIGITS

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if len(only_digits(code)) != CODE_LENGTH:
            raise ValidationError(SIX_DIGITS, code="shape")
        return code

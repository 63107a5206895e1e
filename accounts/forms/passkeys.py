"""Forms of passkeys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PASSKEY_FAULT = _("The passkey did not work. Try again, or use another way.")


class _TypedPasskey:
    """A passkey's answer that is no answer counts as a wrong one, whatever stands in it."""

    def clean_credential(self) -> Any:
        with refuse_nonsense():
            return super().clean_credential()  # type: ignore[misc]

    def clean(self) -> Any:
        with refuse_nonsense():
            return super().clean()  # type: ignore[misc]


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """A new passkey: always one that opens by itself, so that nobody must know the difference."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for this passkey")
        self.fields["name"].help_text = _("For example: my phone.")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].widget = forms.HiddenInput(attrs={"checked": True})  # allauth's script reads it.

    def clean(self) -> Any:
        self.cleaned_data["passwordless"] = True
        with refuse_nonsense():
            return super().clean()


class LoginPasskeyForm(_TypedPasskey, passkey_forms.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(_TypedPasskey, passkey_forms.ReauthenticateWebAuthnForm):
    pass


class AuthenticatePasskeyForm(_TypedPasskey, passkey_forms.AuthenticateWebAuthnForm):
    pass


@contextmanager
def refuse_nonsense() -> Iterator[None]:
    """The library reads a passkey's answer trustingly: a missing part of it raises whatever comes first."""
    try:
        yield
    except ValidationError:
        raise
    except Exception as fault:
        raise ValidationError(PASSKEY_FAULT, code="passkey") from fault

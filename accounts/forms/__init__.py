"""Numbers and codes as people type them: any digits, spaces and marks."""

from accounts.forms.codes import (
    CODE_LENGTH,
    DOOR_WORDS,
    EMAIL_DOOR_WORDS,
    SIX_DIGITS,
    ActivateTOTPForm,
    AuthenticateForm,
    CodeForm,
    CodeInput,
    ConfirmLoginCodeForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
)
from accounts.forms.fields import EMAIL_FAULTS, PHONE_FAULTS, EmailField, MobileField
from accounts.forms.own import LoginForm, NewEmailForm, NewMobileForm, NewPasswordForm, PasswordAgainForm
from accounts.forms.passkeys import (
    PASSKEY_FAULT,
    AddPasskeyForm,
    AuthenticatePasskeyForm,
    LoginPasskeyForm,
    ReauthenticatePasskeyForm,
    refuse_nonsense,
)

__all__ = [
    "CODE_LENGTH",
    "DOOR_WORDS",
    "EMAIL_DOOR_WORDS",
    "EMAIL_FAULTS",
    "PASSKEY_FAULT",
    "PHONE_FAULTS",
    "SIX_DIGITS",
    "ActivateTOTPForm",
    "AddPasskeyForm",
    "AuthenticateForm",
    "AuthenticatePasskeyForm",
    "CodeForm",
    "CodeInput",
    "ConfirmLoginCodeForm",
    "EmailField",
    "LoginForm",
    "LoginPasskeyForm",
    "MobileField",
    "NewEmailForm",
    "NewMobileForm",
    "NewPasswordForm",
    "PasswordAgainForm",
    "ReauthenticateForm",
    "ReauthenticatePasskeyForm",
    "RequestLoginCodeForm",
    "refuse_nonsense",
]

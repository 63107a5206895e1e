"""New addresses, and passwords."""

from typing import Any

from allauth.account import forms as account_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import EmailField, MobileField


class NewMobileForm(forms.Form):
    address = MobileField(label=_("New mobile number"))


class NewEmailForm(forms.Form):
    address = EmailField(label=_("New e-mail"))


class NewPasswordForm(forms.Form):
    """One field: what is typed can be shown, so nobody types it twice."""

    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least ten characters. Several words that you remember are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "ltr-input"}),
        error_messages={"required": _("Write the new password.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class PasswordAgainForm(account_forms.ReauthenticateForm):
    """The password once more, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs["class"] = "ltr-input"
        self.fields["password"].label = _("Password")


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

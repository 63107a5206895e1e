"""What a manager fills in about a colleague, and what the invited one does."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from casework.colleagues import actions
from casework.colleagues.queries import roles_offered
from office.models import Branch
from office.queries import has_branches
from people.forms import CleanText, PersonNameField


class ReasonForm(forms.Form):
    """Why: kept in the trail."""

    reason = CleanText(
        label=_("Reason"), max_length=300, error_messages={"required": actions.REASONLESS}, widget=forms.TextInput
    )


class RolesForm(forms.Form):
    """The roles, and the branch of a delegate (R27)."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    branch = forms.ModelChoiceField(
        label=_("Branch"),
        queryset=Branch.objects.all(),
        required=False,
        help_text=_("For a branch delegate alone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = roles_offered()  # type: ignore[attr-defined]
        if not has_branches():
            del self.fields["branch"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.setdefault("branch", None)
        if Role.DELEGATE in data.get("roles", ()) and not data.get("branch"):
            self.add_error("branch", ValidationError(actions.BRANCHLESS, code="required"))
        return data


class ChangeRolesForm(RolesForm, ReasonForm):
    field_order = ("roles", "branch", "reason")


class InviteForm(RolesForm):
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("An address of work, which nobody else reads."),
        error_messages={"required": _("Write the e-mail address.")},
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    field_order = ("email", "roles", "branch")


class HandOverForm(ReasonForm):
    """Who takes over; several share the cases evenly."""

    to = forms.ModelMultipleChoiceField(
        label=_("Who takes over the cases"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("to", "reason")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people])
        field.label_from_instance = lambda user: user.get_full_name()


class AcceptForm(forms.Form):
    """The new colleague's name and password."""

    first_name = PersonNameField(label=_("First name"), widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = PersonNameField(label=_("Family name"), widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least ten characters. A short sentence is easy to remember."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "ltr-input"}),
        error_messages={"required": _("Choose a password.")},
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

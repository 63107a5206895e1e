"""A paper of the file: what it is, its files, and what stands on it."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attachments.forms import PaperField
from people.forms import EitherDateField, mark_conditional
from saudi.digits import strip_marks, to_western
from services.enums import PaperKind

LONGEST = timedelta(days=50 * 366)  # A paper that holds longer is a slip of the year.
OLDEST = timedelta(days=120 * 366)


class FilesForm(forms.Form):
    """One file, and the other side when there is one."""

    front = PaperField(
        label=_("Picture or file of the paper"),
        error_messages={"required": _("Choose a picture or a file of the paper.")},
    )
    back = PaperField(label=_("Its other side"), required=False)

    def uploads(self) -> list[Any]:
        """The clean files, in order."""
        return [self.cleaned_data[name] for name in ("front", "back") if self.cleaned_data.get(name)]


class AddForm(FilesForm):
    """What the paper is, and its files. What stands on it comes on the next page."""

    kind = forms.ChoiceField(
        label=_("Which paper is it?"),
        choices=PaperKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which paper it is.")},
    )
    title = forms.CharField(
        label=_("Its name, or whose it is"),
        help_text=_("When it is another paper, or when you have several of the same kind."),
        required=False,
        max_length=80,
    )
    field_order = ("kind", "title", "front", "back")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_conditional(self.fields["title"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["title"] = strip_marks(data.get("title") or "").strip()
        if data.get("kind") == PaperKind.OTHER and not data["title"]:
            self.add_error("title", ValidationError(_("Write what this paper is called."), code="required"))
        return data


class DetailsForm(forms.Form):
    """What stands on the paper. All of it may stay empty."""

    number = forms.CharField(
        label=_("Number of the paper"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "inputmode": "text"}),
    )
    issued_on = EitherDateField(
        label=_("Day of issue"),
        help_text=_("In the Hijri or the Gregorian calendar, like 14/5/1447 or 5/11/2025."),
        required=False,
    )
    expires_on = EitherDateField(
        label=_("Last day"),
        help_text=_("We remind you before it. Leave it empty when the paper has none."),
        required=False,
    )

    def clean_number(self) -> str:
        return " ".join(to_western(strip_marks(self.cleaned_data["number"])).split())

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This date has not come yet. Check the year."), code="future")
        if day and day < timezone.localdate() - OLDEST:
            raise ValidationError(_("This date is too long ago. Check the year."), code="past")
        return cast(object, day)

    def clean_expires_on(self) -> Any:
        day = self.cleaned_data["expires_on"]
        if day and day > timezone.localdate() + LONGEST:
            raise ValidationError(_("This date is too far away. Check the year."), code="far")
        if day and day < timezone.localdate() - OLDEST:
            raise ValidationError(_("This date is too long ago. Check the year."), code="past")
        return cast(object, day)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        issued, last = data.get("issued_on"), data.get("expires_on")
        if issued and last and issued > last:
            told = _("The last day comes before the day of issue. Check both.")
            self.add_error("expires_on", ValidationError(told, code="order"))
        return data


class RenewForm(DetailsForm, FilesForm):
    """A newer paper: its files, and what stands on it."""

    field_order = ("front", "back", "number", "issued_on", "expires_on")

    def clean_expires_on(self) -> Any:
        day = super().clean_expires_on()
        if day and day < timezone.localdate():
            raise ValidationError(_("This paper has ended already. Send one that still holds."), code="ended")
        return day

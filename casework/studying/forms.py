"""What the social researcher writes, and to whom reception hands a case."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import Meeting
from attachments.causes import BadFile
from attachments.forms import Papers, PapersField, named_problem
from casework.enums import Recommendation
from casework.models import Study
from people.forms import CleanText, EitherDateField

LONG, MOST = {"rows": 5}, 6000
SAVED = ("version", "meeting", "met_on", "findings", "economy", "needs", "recommendation", "reasons")
NOTHING: tuple[str, str] = ("", "—")


def _text(label: Any, help_text: Any, told: Any) -> CleanText:
    return CleanText(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": told},
    )


class StudyForm(forms.Form):
    """A draft may be half written; `signing` asks for every part."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    meeting = forms.ChoiceField(
        label=_("How you met"),
        choices=[NOTHING, *Meeting.choices],
        required=False,
        error_messages={"required": _("Choose how you met.")},
    )
    met_on = EitherDateField(
        label=_("Met on"),
        required=False,
        help_text=_("In either calendar: 14/5/1448 or 25/10/2026."),
    )
    findings = _text(
        _("What was seen and heard"),
        _("Write what you saw and what was said, with respect, and apart from your opinion."),
        _("Write what you saw and heard."),
    )
    economy = _text(
        _("The household's income and costs"),
        _("What the file does not say already."),
        _("Write the income and costs."),
    )
    needs = _text(
        _("What the household needs"), _("The most pressing need first."), _("Write what the household needs.")
    )
    recommendation = forms.ChoiceField(
        label=_("Recommendation"),
        choices=[NOTHING, *Recommendation.choices],
        required=False,
        error_messages={"required": _("Choose what you recommend.")},
    )
    reasons = _text(
        _("Why you recommend it"), _("Name the rule of the support policy on which it rests."), _("Write your reasons.")
    )

    file = PapersField(
        label=_("Pictures of the visit"), help_text=_("Only what the family agreed to, and no faces."), required=False
    )

    def __init__(self, *args: Any, signing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent = Papers()
        for name in ("meeting", "met_on", "findings", "needs", "recommendation", "reasons") if signing else ():
            self.fields[name].required = True
        self.signing = signing

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean_met_on(self) -> Any:
        day = self.cleaned_data["met_on"]
        if self.signing and day and day > timezone.localdate():
            raise forms.ValidationError(_("The day of the meeting lies ahead. Sign after you have met."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.sent = data.pop("file", None) or Papers()
        if self.sent.problems:
            self.add_error("file", list(self.sent.problems))
        return data

    def refuse(self, name: str, problem: BadFile) -> None:
        """A picture that has no room beside the others."""
        self.add_error("file", named_problem(name, problem))

    @classmethod
    def of(cls, study: Study | None, **given: Any) -> "StudyForm":
        """The form with what is saved, or empty."""
        return cls(initial={name: getattr(study, name) for name in SAVED} if study else {"version": 0}, **given)


class HandOverForm(forms.Form):
    """Which researcher; nobody named means whoever takes it first."""

    researcher = forms.ModelChoiceField(
        label=_("To which researcher"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Whoever takes it first"),
        error_messages={"invalid_choice": _("Choose a researcher of the list.")},
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["researcher"]
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people])
        field.label_from_instance = lambda user: user.get_full_name()

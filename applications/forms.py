"""The form of each page of an application, and the way of a clean value to its kept text and back."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.enums import Excuse
from applications.steps import Kind, Step
from attachments.forms import PaperField
from people.forms import BirthDateForm, EitherDateField, IdentityForm, NameForm, mark_conditional
from saudi.digits import strip_marks, to_western
from sealing.references import BadReference, parse
from services.enums import QuestionKind
from services.snapshot import Question

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
GROUPED = re.compile("[0-9]{1,3}(?:[,٬،][0-9]{3})+(?:[.٫][0-9]+)?")
GREATEST_NUMBER = 10**6
GREATEST_AMOUNT = Decimal(10**9)


class TypedNumber:
    """Reads Arabic-Indic digits, group marks and spaces before Django sees the number."""

    def to_python(self, value: Any) -> Any:
        text = "".join(to_western(strip_marks(str(value or ""))).split())
        if GROUPED.fullmatch(text):  # Any other comma may stand for a decimal point: asked, not guessed.
            text = re.sub("[,٬،]", "", text)
        return super().to_python(text.replace("٫", "."))  # type: ignore[misc]


class NumberField(TypedNumber, forms.IntegerField):
    """A whole number, 0 to a million."""


class MoneyField(TypedNumber, forms.DecimalField):
    """An amount in riyals with at most two decimals."""


class CleanText(forms.CharField):
    """Text without the invisible marks that paste along with it."""

    def to_python(self, value: Any) -> str:
        return strip_marks(super().to_python(value) or "")


def question_field(question: Question) -> forms.Field:
    """The form field for one question of a service."""
    kept: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.is_required,
    }
    digits = forms.TextInput(attrs={"inputmode": "numeric", "class": "ltr-input", "autocomplete": "off"})
    missing = {"required": _("Answer this question to go on."), "invalid": _("Write a number, in any digits.")}
    chosen = {"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")}
    match question.kind:
        case QuestionKind.NUMBER:
            return NumberField(min_value=0, max_value=GREATEST_NUMBER, widget=digits, error_messages=missing, **kept)
        case QuestionKind.MONEY:
            return MoneyField(
                min_value=0, max_value=GREATEST_AMOUNT, decimal_places=2, widget=digits, error_messages=missing, **kept
            )
        case QuestionKind.DATE:
            return EitherDateField(**kept)
        case QuestionKind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, error_messages=chosen, **kept)
        case QuestionKind.CHOICE:
            choices = [(choice, choice) for choice in question.choices]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=chosen, **kept)
        case QuestionKind.LONG_TEXT:
            area = forms.Textarea(attrs={"rows": 6})
            return CleanText(max_length=3000, widget=area, error_messages=missing, **kept)
        case _:
            return CleanText(max_length=300, error_messages=missing, **kept)


class QuestionForm(forms.Form):
    """One question of a service."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = question_field(question)

    def kept_text(self) -> str:
        """The clean answer in canonical text; blank when an optional question was passed over."""
        value = self.cleaned_data["answer"]
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return f"{value:.2f}"
        return "" if value is None else str(value).strip()


class PaperForm(forms.Form):
    """One paper: a file, or the reason why it cannot be brought."""

    file = PaperField(label=_("Picture or file of the paper"), required=False)
    excuse = forms.ChoiceField(
        label=_("If you cannot get it, tell us why"),
        choices=[("", _("I can provide it")), *Excuse.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    excuse_text = CleanText(
        label=_("In your words"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, held: bool, is_required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.is_required = is_required
        if is_required:
            mark_conditional(self.fields["file"])
        mark_conditional(self.fields["excuse"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" in self.errors:
            return data
        if data.get("excuse") == Excuse.OTHER and not data.get("excuse_text", "").strip():
            self.add_error("excuse_text", ValidationError(_("Tell us the reason in a few words."), "required"))
        given = data.get("file") or data.get("excuse") or self.held
        if self.is_required and not given:
            self.add_error("file", ValidationError(_("Choose a file, or tell us why you cannot get it."), "required"))
        return data


class DeclarationForm(forms.Form):
    """The signature: both sentences are ticked by the person."""

    is_true = forms.BooleanField(
        label=_("I declare that what I wrote is true, and I am responsible for it."),
        error_messages={"required": _("Tick the declaration to send your request.")},
    )
    notice_seen = forms.BooleanField(
        label=_("I have read how and when the committee replies."),
        error_messages={"required": _("Tick that you have read how the committee replies.")},
    )
    answers_hash = forms.CharField(widget=forms.HiddenInput)


class TrackForm(forms.Form):
    """A reference as it is typed from a paper or a message."""

    reference = forms.CharField(
        label=_("Request number"),
        help_text=_("You find it in our text message. It is safe to share: only you can open your request."),
        max_length=40,
        error_messages={"required": _("Write the request number.")},
        widget=forms.TextInput(attrs={"class": "ltr-input", "autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_reference(self) -> str:
        try:
            return parse(self.cleaned_data["reference"])
        except BadReference:
            raise ValidationError(
                _("This number is not complete or has a wrong character. Copy it from our message, like YD-7K3M-9Q2X."),
                code="mistyped",
            ) from None


def step_form(step: Step, *, data: Any = None, files: Any = None, initial: dict[str, Any], held: bool) -> forms.Form:
    """The form of one page."""
    if step.question:
        return QuestionForm(data, initial=initial, question=step.question)
    if step.paper:
        paper = step.paper
        return PaperForm(data, files, initial=initial, held=held, is_required=paper.is_required)
    person_forms: dict[Kind, type[forms.Form]] = {
        Kind.NAME: NameForm,
        Kind.IDENTITY: IdentityForm,
        Kind.BIRTH: BirthDateForm,
    }
    return person_forms[step.kind](data, initial=initial)

"""The form of each page of an application, and the way of a clean value to its kept text and back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.enums import Excuse
from applications.members import household_choices
from applications.steps import Step
from attachments.causes import BadFile
from attachments.forms import Papers, PapersField, named_problem
from people.forms import CleanText, EitherDateField, MoneyField, NumberField, mark_conditional
from people.forms.fields import GREATEST_AMOUNT
from people.models import HouseholdMember
from people.parts import FORMS
from sealing.references import BadReference, parse
from services.enums import QuestionKind
from services.snapshot import Question

GONE = _("This paper is no longer in your file. Choose another one, or send it.")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
GREATEST_NUMBER = 10**6


def question_field(question: Question, members: Sequence[HouseholdMember] = ()) -> forms.Field:
    """The form field for one question of a service; `members` are those of the person's household."""
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
            limits = _limits(question, GREATEST_NUMBER)
            return NumberField(**limits, widget=digits, error_messages=missing, **kept)
        case QuestionKind.MONEY:
            return MoneyField(**_limits(question, GREATEST_AMOUNT), error_messages=missing, **kept)
        case QuestionKind.DATE:
            return EitherDateField(**kept)
        case QuestionKind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, error_messages=chosen, **kept)
        case QuestionKind.CHOICE:
            choices = [(choice, choice) for choice in question.choices]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=chosen, **kept)
        case QuestionKind.SEVERAL:
            return _several([(choice, choice) for choice in question.choices], kept)
        case QuestionKind.HOUSEHOLD:
            return _several(household_choices(members), kept)
        case QuestionKind.LONG_TEXT:
            area = forms.Textarea(attrs={"rows": 6})
            return CleanText(max_length=3000, widget=area, error_messages=missing, **kept)
        case _:
            return CleanText(max_length=300, error_messages=missing, **kept)


def _limits(question: Question, greatest: Any) -> dict[str, Any]:
    """The least and the most that the editor set, within what can be kept."""
    most = greatest if question.most is None else min(question.most, greatest)
    return {"min_value": question.least or 0, "max_value": most}


def _several(choices: list[tuple[str, Any]], kept: dict[str, Any]) -> forms.Field:
    told = _("Choose from the answers.")
    messages = {"required": _("Choose at least one of the answers."), "invalid_choice": told, "invalid_list": told}
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices, widget=widget, error_messages=messages, **kept)


class QuestionForm(forms.Form):
    """One question of a service."""

    def __init__(self, *args: Any, question: Question, members: Sequence[HouseholdMember] = (), **kwargs: Any) -> None:
        field = question_field(question, members)
        super().__init__(*args, **kwargs)
        self.fields["answer"] = field
        kept = self.initial.get("answer")
        if isinstance(field, forms.MultipleChoiceField) and isinstance(kept, str):
            self.initial = {**self.initial, "answer": kept.splitlines()}

    def kept_text(self) -> str:
        """The clean answer in canonical text; blank when an optional question was passed over."""
        value = self.cleaned_data["answer"]
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return f"{value:.2f}"
        if isinstance(value, list):  # In the order of the choices, whatever the order of the ticks.
            offered: Any = self.fields["answer"]
            return "\n".join(str(key) for key, _label in offered.choices if str(key) in value)
        return "" if value is None else str(value).strip()


class PaperForm(forms.Form):
    """One paper: one or more files, or the reason why it cannot be brought.

    `held` says whether a file is there already; `adds` whether only files are added and the page is not saved yet.
    """

    document = forms.ChoiceField(
        label=_("Papers that you gave before"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": GONE},
    )
    file = PapersField(label=_("Pictures or files of the paper"), required=False)
    excuse = forms.ChoiceField(
        label=_("If you cannot get it, tell us why"),
        choices=[("", _("I can provide it")), *Excuse.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    excuse_text = CleanText(
        label=_("In your words"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    alternative = forms.ChoiceField(label=_("What we can accept instead"), required=False, widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        held: bool,
        is_required: bool,
        adds: bool = False,
        offers: Sequence[tuple[str, str]] = (),
        alternatives: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.adds = adds
        self.is_required = is_required
        self.sent = Papers()
        self._choices("document", [*offers, ("", _("I send another one"))] if offers else [])
        none = ("", _("I have none of these"))
        self._choices("alternative", [*((each, each) for each in alternatives), none] if alternatives else [])
        if self.initial.get("alternative"):
            self.fields["file"].label = _("Picture or file of what you bring instead")
        if is_required:
            mark_conditional(self.fields["file"])
        for name in {"document", "excuse", "alternative"} & set(self.fields):
            mark_conditional(self.fields[name])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.sent = data["file"]
        if self.sent.problems:
            self.add_error("file", list(self.sent.problems))
        if self.adds or self.sent.problems:
            return data
        if data.get("excuse") == Excuse.OTHER and not data.get("excuse_text", "").strip():
            self.add_error("excuse_text", ValidationError(_("Tell us the reason in a few words."), "required"))
        if "document" not in self.fields and self.data.get("document"):
            self.add_error("file", ValidationError(GONE, "gone"))
        elif data.get("alternative"):
            self._clean_alternative(data)
        elif not self._is_given(data) and (self.is_required or "document" in self.changed_data):
            self.add_error("file", ValidationError(_("Choose a file, or tell us why you cannot get it."), "required"))
        return data

    def refuse(self, name: str, problem: BadFile) -> None:
        """A file that has no room beside the others."""
        self.add_error("file", named_problem(name, problem))

    @property
    def instead(self) -> str:
        """What is brought instead, unless a paper of the file was chosen over it."""
        data, again = self.cleaned_data, {"excuse", "alternative"} & set(self.changed_data)
        chosen = data.get("alternative") if data.get("excuse") else ""
        return chosen if chosen and (again or not data.get("document")) else ""

    @property
    def is_excused(self) -> bool:
        """Whether the reason counts: it was given or changed here, or nothing else was chosen."""
        data = self.cleaned_data
        return bool(data.get("excuse")) and ("excuse" in self.changed_data or not data.get("document"))

    def _is_given(self, data: dict[str, Any]) -> bool:
        return bool(self.sent.good or data.get("document") or data.get("excuse") or self.held)

    def _clean_alternative(self, data: dict[str, Any]) -> None:
        """It needs a reason when it is chosen, and its file on the page that comes then."""
        is_new = "alternative" in self.changed_data
        if not data.get("excuse"):
            told = _("Choose why you cannot get the paper itself.")
            if is_new:
                self.add_error("excuse", ValidationError(told, code="required"))
            elif not (self.sent.good or data.get("document")) and self.is_required:
                told = _("Choose a file, or tell us why you cannot get it.")
                self.add_error("file", ValidationError(told, code="required"))
        elif not (is_new or self.sent.good or data.get("document") or self.held):
            told = _("Choose a file of what you bring instead.")
            self.add_error("file", ValidationError(told, code="required"))

    def _choices(self, name: str, choices: list[Any]) -> None:
        """The choices of a field; one without any is not asked."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]


class WithdrawForm(forms.Form):
    """Why a request is taken back; nobody has to say."""

    reason = CleanText(
        label=_("Why do you withdraw it?"),
        help_text=_("It helps us to do better. You may leave it empty."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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


def step_form(
    step: Step, *, data: Any = None, initial: dict[str, Any], members: Sequence[HouseholdMember] = ()
) -> forms.Form:
    """The form of one page about the person or a question; a page of a paper has `PaperForm`."""
    if step.question:
        return QuestionForm(data, initial=initial, question=step.question, members=members)
    if step.part not in FORMS:  # The household is a list of its own; its page says that this is all.
        return forms.Form(data)
    return FORMS[step.part](data, initial=initial)

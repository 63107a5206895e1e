"""Agreeing, taking back, and asking a guardian."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import SIX_DIGITS, CodeInput, MobileField
from people.consent.enums import GuardianRelation
from people.models import Agreement, Consent
from saudi.digits import only_digits, strip_marks, to_western

CODE_LENGTH = 6
IN_THE_MESSAGE = _("The six digits stand in the message that brought you here.")


class CodeField(forms.CharField):
    """Six digits of a message, in any script and spacing."""

    widget = CodeInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"label": _("Code"), "max_length": 24, "error_messages": {"required": SIX_DIGITS}, **kwargs}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        digits = only_digits(to_western(super().clean(value)))
        if len(digits) != CODE_LENGTH:
            raise ValidationError(SIX_DIGITS, code="shape")
        return digits


class ShortNameField(forms.CharField):
    """Somebody's name, in letters."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_length": 120, "error_messages": {"required": _("Write the name.")}, **kwargs}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        name = " ".join(strip_marks(super().clean(value)).split())
        if len(name) < 2 or not any(sign.isalpha() for sign in name):
            raise ValidationError(_("Write the name in letters."), code="letters")
        return name


class AgreeForm(forms.Form):
    """One tick under one text. `agreement` is the text that was shown."""

    is_agreed = forms.BooleanField(label=_("I agree"), error_messages={"required": _("Tick the box if you agree.")})
    agreement = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("You need not say."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskGuardianForm(forms.Form):
    name = ShortNameField(label=_("Name of your guardian"))
    relation = forms.ChoiceField(
        label=_("What is the guardian to you?"),
        choices=GuardianRelation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the guardian is to you.")},
    )
    mobile = MobileField(label=_("Mobile number of your guardian"))


class GuardianForm(forms.Form):
    """The guardian ticks each text apart, and writes the code of the message."""

    code = CodeField(help_text=IN_THE_MESSAGE)

    def __init__(self, *args: Any, agreements: Sequence[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = agreements
        for each in agreements:
            self.fields[f"agree_{each.pk}"] = forms.BooleanField(label=_("I agree"), required=False)
        self.order_fields([f"agree_{each.pk}" for each in agreements])

    @property
    def rows(self) -> list[tuple[Agreement, Any]]:
        """Each text with its box."""
        return [(each, self[f"agree_{each.pk}"]) for each in self.agreements]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.ticked(data) and not self.is_refusal:
            raise ValidationError(_("Tick at least one text that you agree to."), code="nothing")
        return data

    @property
    def is_refusal(self) -> bool:
        """Whether the guardian pressed the other button: no to all of it."""
        return "refuse" in self.data

    def ticked(self, data: dict[str, Any]) -> list[Agreement]:
        """The texts that were agreed to."""
        return [] if self.is_refusal else [each for each in self.agreements if data.get(f"agree_{each.pk}")]


class TakeBackForm(forms.Form):
    """What the guardian takes back, each by its box, and the code of the message."""

    code = CodeField()

    def __init__(self, *args: Any, consents: Sequence[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consents = consents
        for each in consents:
            box = forms.BooleanField(label=_("I take this back"), required=False, initial=len(consents) == 1)
            self.fields[f"back_{each.purpose}"] = box
        self.order_fields([f"back_{each.purpose}" for each in consents])

    @property
    def rows(self) -> list[tuple[Consent, Any]]:
        """Each consent with its box."""
        return [(each, self[f"back_{each.purpose}"]) for each in self.consents]

    @property
    def purposes(self) -> list[str]:
        """What was ticked, of a form that was filled in."""
        return [each.purpose for each in self.consents if self.cleaned_data.get(f"back_{each.purpose}")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.purposes:
            raise ValidationError(_("Tick what you take back."), code="nothing")
        return data

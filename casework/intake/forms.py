"""What a colleague writes while receiving somebody."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from office.models import Branch
from people.forms import CleanText
from people.staff.forms import OpenFileForm
from saudi.identifiers import is_national_or_resident
from services.enums import Channel
from services.queries import ServiceCard

WHO = ("identity_kind", "identity_number", "birth_date")
NEVER_THERE = _("We never ask for an identity number on social media. Look by mobile number or name.")


class FindForm(forms.Form):
    """Who it is, in one field."""

    words = CleanText(label=_("Who is it?"), max_length=80, error_messages={"required": _("Write a number or a name.")})

    def __init__(self, *args: Any, channel: Channel, by_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        self.fields["words"].help_text = self._hint(by_name)
        self.fields["words"].widget.attrs.update({"autocomplete": "off"})

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].strip()
        if self.channel == Channel.SOCIAL and is_national_or_resident(words):
            raise ValidationError(NEVER_THERE, code="never")
        return words

    def _hint(self, by_name: bool) -> Any:
        if self.channel == Channel.SOCIAL:
            return _("File number, mobile number, or a part of the name.")
        if by_name:
            return _("File number, mobile number, identity number, or a part of the name.")
        return _("The whole file number, mobile number or identity number.")


class CallerForm(OpenFileForm):
    """A file for somebody who has none; on social media without what says who it is (R22)."""

    language = forms.ChoiceField(label=_("Language that we write in"), choices=settings.LANGUAGES, initial="ar")
    field_order = ("given_name", "father_name", "grandfather_name", "family_name", "mobile", "language")

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WHO if channel == Channel.SOCIAL else ():
            del self.fields[name]

    def details(self) -> dict[str, Any]:
        """What the file keeps of it."""
        return {name: value for name, value in super().details().items() if name != "language"}


class StartForm(forms.Form):
    """What the person asks for, and for which branch."""

    service = forms.ChoiceField(
        label=_("What does the person ask for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a service."), "invalid_choice": _("Choose a service.")},
    )
    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("The head office")
    )

    def __init__(self, *args: Any, services: list[ServiceCard], branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cards = {card["page"].slug: card for card in services}
        choices = [(slug, card["page"].title) for slug, card in self.cards.items() if card["opening"].is_open]
        self.fields["service"].choices = choices  # type: ignore[attr-defined]
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]
        if not branches.exists():
            del self.fields["branch"]

    @property
    def chosen(self) -> Any:
        return self.cards[self.cleaned_data["service"]]["page"]


class ChannelForm(forms.Form):
    """By which channel the person goes on."""

    channel = forms.ChoiceField(label=_("The person goes on by"), error_messages={"required": _("Choose one.")})

    def __init__(self, *args: Any, offered: tuple[Channel, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(each.value, each.label) for each in offered]  # type: ignore[attr-defined]

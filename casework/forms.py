"""What staff write on a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import DeclineReason
from people.forms import CleanText

AREA = {"rows": 3}
OTHER_EARLY = _("Why the reply comes before the two weeks")


class SendBackForm(forms.Form):
    """What is missing: a line for each paper and each page of answers, and a note for the rest.

    `papers` and `pages` are (key or slug, name), in the order of the request.
    """

    note = CleanText(
        label=_("Note to the person"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("Write politely and plainly: the person reads it as it stands."),
    )

    def __init__(
        self, *args: Any, papers: list[tuple[str, str]], pages: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers, self.pages = papers, pages or []
        for key, name in papers:
            self.fields[f"paper_{key}"] = CleanText(label=name, required=False, max_length=300)
        for slug, name in self.pages:
            self.fields[f"page_{slug}"] = CleanText(label=name, required=False, max_length=300)

    def paper_fields(self) -> list[Any]:
        return [self[f"paper_{key}"] for key, _name in self.papers]

    def page_fields(self) -> list[Any]:
        return [self[f"page_{slug}"] for slug, _name in self.pages]

    @property
    def opens_pages(self) -> bool:
        """Whether something stands beside a page already, so that the fold must not hide it."""
        return any(field.value() for field in self.page_fields())

    def problems(self) -> dict[str, str]:
        """The papers with something wrong, each with what it is."""
        return self._written("paper", self.papers)

    def corrections(self) -> dict[str, str]:
        """The other pages with something wrong, each with what it is."""
        return self._written("page", self.pages)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = not self.errors and (self.problems() or self.corrections())
        if not self.errors and not named and not data.get("note", "").strip():
            raise forms.ValidationError(_("Name what is missing: beside a paper or an answer, or in the note."))
        return data

    def _written(self, kind: str, asked: list[tuple[str, str]]) -> dict[str, str]:
        words = {key: self.cleaned_data[f"{kind}_{key}"].strip() for key, _name in asked}
        return {key: text for key, text in words.items() if text}


class DecisionForm(forms.Form):
    """The committee's reply."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Accept")), ("reject", _("Decline with an apology"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )
    reason_code = forms.ChoiceField(
        label=_("Reason for declining"), choices=[("", "—"), *DeclineReason.choices], required=False
    )
    reason = CleanText(
        label=_("Words to the person"),
        max_length=1500,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("The person reads them as they stand: the reason, and what can be done next."),
        error_messages={"required": _("Write the reason to the person.")},
    )

    def __init__(self, *args: Any, is_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["early_reason"] = CleanText(
            label=OTHER_EARLY,
            max_length=300,
            required=is_early,
            widget=forms.HiddenInput if not is_early else forms.TextInput,
            error_messages={"required": _("The two weeks have not passed yet. Write why the reply is early.")},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "reject" and not data.get("reason_code"):
            self.add_error("reason_code", _("Choose the reason for declining."))
        return data


WHY_NUMBER = _("Write why you need the number, in a few words.")


class RevealForm(forms.Form):
    """Why the full number is needed."""

    why = CleanText(
        label=_("Why do you need the full number?"),
        min_length=8,
        max_length=200,
        error_messages={"required": WHY_NUMBER, "min_length": WHY_NUMBER},
    )

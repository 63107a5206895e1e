"""What editors give at the checklist and choose in its report."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.enums import FindingKind
from home.editing.queries import page_types


class ReasonForm(forms.Form):
    """Why a page is published although the checklist stops it."""

    reason = forms.CharField(
        label=_("Reason to publish all the same"),
        max_length=200,
        help_text=_("It is kept with your name and can be read later."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)  # The revision that was read.


class FindingsForm(forms.Form):
    """Which findings the report shows."""

    kind = forms.ChoiceField(label=_("What was found"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    page_type = forms.ChoiceField(label=_("Type of page"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        everything = [("", _("All"))]
        self.fields["kind"].choices = [*everything, *FindingKind.choices]  # type: ignore[attr-defined]
        self.fields["language"].choices = [*everything, *settings.LANGUAGES]  # type: ignore[attr-defined]
        self.fields["page_type"].choices = [*everything, *page_types()]  # type: ignore[attr-defined]

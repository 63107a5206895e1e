"""What a reader sends about a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.enums import NotHelpful

LONGEST_WISH = 500


class HelpfulForm(forms.Form):
    """Yes, or no with a reason and a wish. `subject` is a trap: no person sees it, so whoever fills it is none."""

    helpful = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    reason = forms.ChoiceField(
        label=_("What was wrong?"),
        choices=NotHelpful.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    wish = forms.CharField(
        label=_("What did you look for?"),
        help_text=_("Write no name, number or other personal data."),
        max_length=LONGEST_WISH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    subject = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("subject", "").strip())

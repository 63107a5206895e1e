"""What editors send about an unanswered search."""

from django import forms
from django.conf import settings


class MissForm(forms.Form):
    """Which one, and whether to bring it back."""

    words = forms.CharField(max_length=200)
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    undo = forms.BooleanField(required=False)

"""Stopping a kind of reminder, or letting it come again."""

from django import forms

from people.enums import NoticeKind


class ChoiceForm(forms.Form):
    """One tap: which kind, and whether it shall come."""

    kind = forms.ChoiceField(choices=NoticeKind.choices)
    wanted = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

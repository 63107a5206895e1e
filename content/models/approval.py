"""The step of a workflow in which a colleague reads what another has written."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from content.rules import authors_since_publication


class SecondPairOfEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of the chosen groups who did not write the draft; superusers obey too."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """What the user may do: an author may ask for changes, and approves nothing."""
        actions = super().get_actions(obj, user)
        if actions and user.pk in authors_since_publication(obj):
            return [action for action in actions if action[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups approve what a colleague has written, never their own words."))

    class Meta:
        verbose_name = _("Second pair of eyes")
        verbose_name_plural = _("Second pairs of eyes")

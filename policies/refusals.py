"""Why a policy is not published. Every door answers them as it answers an unconfirmed fact; no override covers them."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.models import UnconfirmedFacts


class ApprovalMissing(UnconfirmedFacts):
    """A policy was to be published before its approval stood whole and confirmed (R44)."""

    def __init__(self, page: Page, facts: list[str]) -> None:
        self.page = page
        self.facts = facts
        self.say(
            _("A policy is published only with its approval. Still missing: %(facts)s."),
            code="approval",
            params={"facts": _(", ").join(facts)},
        )


class ApprovalNotPossible(UnconfirmedFacts):
    """The date of approval cannot be: not come yet, before the calendar of associations, or before the one in force."""

    def __init__(self, page: Page, reason: object) -> None:
        self.page = page
        self.facts = []
        self.say(reason, code="approval_date")


class ChangesUntold(UnconfirmedFacts):
    """A new approval was to be published without saying in plain words what it changed (R45)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.facts = []
        self.say(_("This is a new version. Write in plain words what it changed, then publish."), code="what_changed")

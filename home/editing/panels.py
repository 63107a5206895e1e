"""What waits for editors, on the first screen of the admin."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from content.enums import FindingKind
from home.editing import queries

STOPPING = (FindingKind.PICTURE.value, FindingKind.LINK.value)


class WaitingPanel(Component):
    """A number of pages and the first of them."""

    template_name = "home/editing/panel.html"
    title: str | Promise
    nothing: str | Promise
    kind = ""
    dated = False

    def __init__(self, name: str, order: int, *, linked: bool) -> None:
        self.name, self.order = name, order
        self.linked = linked  # Whether the viewer may open the editor.

    def pile(self) -> queries.Pile:
        """What the panel counts."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        more = reverse("content_checks") + (f"?kind={self.kind}" if self.kind else "")
        return {"panel": self, "pile": self.pile(), "more": more}


class ReviewPanel(WaitingPanel):
    """Pages whose review is due or near."""

    title = _("Pages to be reviewed")
    nothing = _("No page is due for review.")
    dated = True

    def pile(self) -> queries.Pile:
        return queries.reviews_due(timezone.localdate())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "more": "", "today": timezone.localdate()}


class PlaceholderPanel(WaitingPanel):
    """Published pages that still hold facts nobody confirmed."""

    title = _("Facts that await confirmation")
    nothing = _("No published page holds an unconfirmed fact.")
    kind = FindingKind.PLACEHOLDER.value

    def pile(self) -> queries.Pile:
        return queries.pages_with(FindingKind.PLACEHOLDER.value)


class StoppingPanel(WaitingPanel):
    """Published pages with a dead link or a picture without words."""

    title = _("Links and pictures to be mended")
    nothing = _("Every link leads somewhere, and every picture has its words.")

    def pile(self) -> queries.Pile:
        return queries.pages_with(*STOPPING)


class TranslationPanel(Component):
    """How many pages each language lacks, or holds in an older state."""

    name = "translations-waiting"
    order = 64
    template_name = "home/editing/translations_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        more = f"{reverse('content_checks')}?kind={FindingKind.TRANSLATION.value}"
        return {"rows": queries.translations_waiting(), "more": more}


def panels(*, linked: bool) -> list[Component]:
    """All of them, in their order: at most ten SQL queries together."""
    return [
        ReviewPanel("review", 60, linked=linked),
        StoppingPanel("stopping", 61, linked=linked),
        PlaceholderPanel("placeholders", 62, linked=linked),
        TranslationPanel(),
    ]

"""A part of the desk in Wagtail's frame: one title, one icon, one way back, the templates of one folder."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Screens:
    """The screens of one part. `first` names the address of its list, `title` what that is called."""

    folder: str
    first: str
    title: str | Promise
    icon: str

    def shown(
        self, request: HttpRequest, template: str, context: dict[str, Any], *, title: str, status: int = 200
    ) -> TemplateResponse:
        """The page `template` of the folder; the trail leads through the list."""
        way = [(reverse("wagtailadmin_home"), _("Home")), (reverse(self.first), str(self.title))]
        steps = way if title == way[-1][1] else [*way, ("", title)]
        frame = {
            "header_title": title,
            "header_icon": self.icon,
            "breadcrumbs_items": [{"url": url, "label": label} for url, label in steps],
        }
        return TemplateResponse(request, f"{self.folder}/{template}.html", {**frame, **context}, status=status)

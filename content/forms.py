"""The form in which every page is written."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ContentPageForm(WagtailAdminPageForm):
    """A page made in the editor starts as a draft: whatever stops its publication leaves it one."""

    def save(self, commit: bool = True) -> Any:
        """Save; Wagtail adds a new page before it asks whether it may be published."""
        if self.instance._state.adding:
            self.instance.live, self.instance.has_unpublished_changes = False, True
        return super().save(commit=commit)

"""The toolbox in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from policies.models import ToolboxItem


class ToolboxViewSet(ModelViewSet):
    """The papers that staff work with, in the order in which a request needs them."""

    model = ToolboxItem
    name = "toolbox"
    icon = "folder-open-inverse"
    menu_label = _("Toolbox")
    menu_order = 352
    add_to_admin_menu = True
    list_display = [
        "title",
        "get_kind_display",
        "get_step_display",
        BooleanColumn("is_public", label=_("Shown to the public")),
    ]
    list_filter = ["kind", "is_public"]
    search_fields = ["title"]
    ordering = ["order", "pk"]
    panels = [
        FieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("step"),
        PageChooserPanel("page"),
        FieldPanel("document"),
        FieldPanel("text"),
        FieldPanel("is_public"),
        FieldPanel("order"),
    ]
    inspect_view_enabled = False
    copy_view_enabled = False

"""How the association's settings are laid out for whoever edits them."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel

SOCIAL_FIELDS = (
    "x_url",
    "instagram_url",
    "youtube_url",
    "facebook_url",
    "snapchat_url",
    "tiktok_url",
    "telegram_url",
)


class Tab(NamedTuple):
    """A tab of the form: its heading and what stands in it."""

    heading: object
    panels: list[Panel]


def _group(heading: object, *fields: str) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(field) for field in fields], heading=heading)


TABS = [
    Tab(
        _("Requests"),
        [
            _group(_("The committee's reply"), "two_week_reading", "min_days", "target_max_days"),
            _group(_("Before the committee"), "verify_days", "referral_days", "returned_lapse_days", "research_days"),
            _group(_("After the decision"), "delivery_days", "objection_days"),
            _group(_("Volunteering"), "guardian_link_days"),
            _group(_("Actual time on the guides"), "figures_min_cases", "figures_days"),
        ],
    ),
    Tab(
        _("Messages"),
        [
            _group(_("Inquiries and suggestions"), "inquiry_days", "suggestion_days", "reopen_days"),
            _group(
                _("Complaints"), "complaint_acknowledge_days", "complaint_resolve_days", "complaint_escalation_days"
            ),
        ],
    ),
    Tab(_("Search"), [_group(_("How long the search remembers"), "search_log_days", "search_rare_days")]),
    Tab(
        _("Content"),
        [
            _group(_("Plain language"), "sentence_words", "paragraph_sentences", "search_title_length"),
            _group(_("Review of pages"), "review_notice_days"),
        ],
    ),
    Tab(
        _("Hours and contact"),
        [
            HelpPanel(content=_("Write only what is confirmed. Visitors see that an empty field awaits it.")),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("opening_time"), FieldPanel("closing_time")])], heading=_("Opening hours")
            ),
            _group(_("Contact"), "phone", "whatsapp", "email", "address", "map_url"),
            _group(_("Social media"), *SOCIAL_FIELDS),
        ],
    ),
]

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
            _group(_("Drafts"), "draft_days", "draft_warn_days"),
            _group(_("Before the committee"), "verify_days", "referral_days", "returned_lapse_days", "research_days"),
            _group(
                _("Contacts and appointments"),
                "contact_days",
                "appointment_minutes",
                "appointment_remind_hours",
                "appointment_change_hours",
            ),
            _group(_("After the decision"), "delivery_days", "objection_days"),
            _group(_("Guardians and helpers"), "guardian_link_days", "helper_invite_days", "helper_days"),
            _group(_("Actual time on the guides"), "figures_min_cases", "figures_days"),
        ],
    ),
    Tab(
        _("Volunteers"),
        [
            _group(_("Joining"), "volunteer_min_age", "volunteer_review_days", "volunteer_offer_hours"),
            _group(
                _("Shifts"),
                "volunteer_remind_hours",
                "volunteer_remind_again_hours",
                "volunteer_late_hours",
                "volunteer_no_shows",
            ),
            _group(_("Hours"), "volunteer_tolerance_minutes"),
            _group(_("Volunteers' words"), "volunteer_rating_days", "volunteer_rating_again_days"),
            _group(_("The coordinator's desk"), "volunteer_thin_days"),
        ],
    ),
    Tab(_("Colleagues"), [_group(_("Colleagues' accounts"), "staff_invitation_days", "staff_idle_days")]),
    Tab(_("Files of people"), [_group(_("The file"), "household_most"), _group(_("Merging"), "merge_undo_hours")]),
    Tab(
        _("People's files"),
        [
            _group(_("Papers that end"), "papers_warn_days", "papers_warn_again_days"),
            _group(_("Yearly update"), "file_update_days", "file_remind_days"),
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
    Tab(
        _("Personal data"),
        [
            _group(_("Rights of a person"), "rights_days", "export_days", "exports_a_day"),
            _group(_("How long data is kept"), "retention_notice_days"),
            _group(_("Looking for a person"), "identity_searches_a_day", "kin_searches_a_day"),
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

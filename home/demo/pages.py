"""The tree of the demo site below the home page, in the order of its menus."""

from home.demo.about import ABOUT, FEEDBACK, HOW_WE_SERVE, SATISFACTION, TRACK
from home.demo.charter import CHARTER
from home.demo.faq import FAQ
from home.demo.front import CONTACT
from home.demo.guides_faith import GUIDES
from home.demo.guides_support import REGISTRATION, SUPPORT_REQUEST
from home.demo.news import NEWS
from home.demo.opportunities import OPPORTUNITIES
from home.demo.policy import POLICIES
from home.demo.rights import ACCESSIBILITY, PRIVACY, VOLUNTEERING
from home.demo.stories import STORIES
from home.demo.writing import Draft
from services.models import ServicesIndexPage

CATALOGUE = Draft(
    slug="services",
    kind=ServicesIndexPage,
    in_menu=True,
    fields={"title": "الخدمات", "summary": "اختر حاجتك، واقرأ دليل الخدمة قبل أن تبدأ."},
    below=(SUPPORT_REQUEST, REGISTRATION, *GUIDES),
)

TREE = (
    CATALOGUE,
    HOW_WE_SERVE,
    FAQ,
    OPPORTUNITIES,
    VOLUNTEERING,
    POLICIES,
    ABOUT,
    NEWS,
    STORIES,
    CHARTER,
    CONTACT,
    TRACK,
    FEEDBACK,
    SATISFACTION,
    PRIVACY,
    ACCESSIBILITY,
)


def every_draft(drafts: tuple[Draft, ...] = TREE) -> list[Draft]:
    """All drafts, parents before their children."""
    return [each for draft in drafts for each in (draft, *every_draft(draft.below))]

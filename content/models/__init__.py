"""Pages, pictures, what a check found, and the second pair of eyes."""

from content.models.approval import SecondPairOfEyesTask
from content.models.finding import PageFinding
from content.models.helpfulness import Helpfulness
from content.models.page import ContentPage, SecondPairMissing, UnconfirmedFacts
from content.models.picture import SitePicture, SiteRendition
from content.models.share import SharePicture

__all__ = [
    "ContentPage",
    "Helpfulness",
    "PageFinding",
    "SecondPairMissing",
    "SecondPairOfEyesTask",
    "SharePicture",
    "SitePicture",
    "SiteRendition",
    "UnconfirmedFacts",
]

"""The front pages: the home page and its menus, ordinary pages, contact, news, stories and the service charter."""

from home.models.charter import CharterPage, CharterPromise
from home.models.contact import ContactPage
from home.models.front import HomeFeaturedService, HomeFooterLink, HomePage, HomePopularLink
from home.models.news import NewsIndexPage, NewsPage
from home.models.standard import StandardPage
from home.models.stories import ConsentMissing, StoriesIndexPage, StoryPage

__all__ = [
    "CharterPage",
    "CharterPromise",
    "ConsentMissing",
    "ContactPage",
    "HomeFeaturedService",
    "HomeFooterLink",
    "HomePage",
    "HomePopularLink",
    "NewsIndexPage",
    "NewsPage",
    "StandardPage",
    "StoriesIndexPage",
    "StoryPage",
]

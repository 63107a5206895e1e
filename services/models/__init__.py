"""The catalogue of services and the answers to frequent questions."""

from services.models.faq import FaqEntry, FaqGroup, FaqIndexPage
from services.models.form import ServicePaper, ServiceQuestion
from services.models.service import ServiceAnswer, ServicePage, ServicesIndexPage

__all__ = [
    "FaqEntry",
    "FaqGroup",
    "FaqIndexPage",
    "ServiceAnswer",
    "ServicePage",
    "ServicePaper",
    "ServiceQuestion",
    "ServicesIndexPage",
]

"""The catalogue of services and the answers to frequent questions."""

from services.models.faq import FaqGroupPage, FaqIndexPage, FaqPage
from services.models.form import ServicePaper, ServiceQuestion
from services.models.service import ServiceAnswer, ServicePage, ServicesIndexPage

__all__ = [
    "FaqGroupPage",
    "FaqIndexPage",
    "FaqPage",
    "ServiceAnswer",
    "ServicePage",
    "ServicePaper",
    "ServiceQuestion",
    "ServicesIndexPage",
]

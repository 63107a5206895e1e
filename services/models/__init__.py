"""The catalogue of services and the answers to frequent questions."""

from services.models.faq import FaqGroupPage, FaqIndexPage, FaqPage
from services.models.fit import FitQuestion, RelatedQuestion
from services.models.form import ServicePaper, ServiceQuestion
from services.models.figures import ServiceFigures, ServicePlaces
from services.models.service import ServiceAnswer, ServicePage, ServicesIndexPage

__all__ = [
    "FitQuestion",
    "RelatedQuestion",
    "ServiceFigures",
    "ServicePlaces",
    "FaqGroupPage",
    "FaqIndexPage",
    "FaqPage",
    "ServiceAnswer",
    "ServicePage",
    "ServicePaper",
    "ServiceQuestion",
    "ServicesIndexPage",
]

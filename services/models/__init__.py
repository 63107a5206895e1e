"""The catalogue of services and the answers to frequent questions."""

from services.models.faq import FaqGroupPage, FaqIndexPage, FaqPage
from services.models.figures import ServiceFigures, ServicePlaces
from services.models.fit import FitQuestion, RelatedQuestion
from services.models.form import ServicePaper, ServicePart, ServiceQuestion
from services.models.service import ServiceAnswer, ServicePage, ServicesIndexPage

__all__ = [
    "FaqGroupPage",
    "FaqIndexPage",
    "FaqPage",
    "FitQuestion",
    "RelatedQuestion",
    "ServiceAnswer",
    "ServiceFigures",
    "ServicePage",
    "ServicePaper",
    "ServicePart",
    "ServicePlaces",
    "ServiceQuestion",
    "ServicesIndexPage",
]

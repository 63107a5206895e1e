"""Services and frequent questions for another front end."""

from content.api.endpoints import PagesEndpoint
from services.models import FaqIndexPage, ServicePage


class ServicesEndpoint(PagesEndpoint):
    """The guides."""

    name = "services"
    model = ServicePage
    known_query_parameters = PagesEndpoint.known_query_parameters - {"type"}


class QuestionsEndpoint(PagesEndpoint):
    """The frequent questions. They are rows of their page; once each is a page, only `model` changes here."""

    name = "questions"
    model = FaqIndexPage
    known_query_parameters = PagesEndpoint.known_query_parameters - {"type"}

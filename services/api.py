"""Services and frequent questions for another front end."""

from content.api.endpoints import PagesEndpoint
from services.models import FaqPage, ServicePage


class ServicesEndpoint(PagesEndpoint):
    """The guides."""

    name = "services"
    model = ServicePage
    known_query_parameters = PagesEndpoint.known_query_parameters - {"type"}


class QuestionsEndpoint(PagesEndpoint):
    """The frequent questions, misconceptions with their corrections among them."""

    name = "questions"
    model = FaqPage
    known_query_parameters = PagesEndpoint.known_query_parameters - {"type"}

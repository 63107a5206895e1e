"""Policies for another front end."""

from content.api.endpoints import PagesEndpoint
from policies.models import PolicyPage


class PoliciesEndpoint(PagesEndpoint):
    """The published policies with their approval."""

    name = "policies"
    model = PolicyPage
    known_query_parameters = PagesEndpoint.known_query_parameters - {"type"}

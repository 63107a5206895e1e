"""Services and requests through the self-service API: the same forms, actions and refusals as the pages (R9)."""

from applications.api import appointments, asking, pages, requests, signing, talk
from applications.api.services import router as services

routers = (
    requests.router,
    pages.router,
    signing.router,
    asking.router,
    talk.router,
    appointments.router,
)

__all__ = ["routers", "services"]

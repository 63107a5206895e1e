"""What editors are told before they change what a service asks: requests that are open keep their own questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from applications.queries import kept_forms
from services import snapshot
from services.models import ServicePage


@hooks.register("before_edit_page")
def tell_of_open_requests(request: HttpRequest, page: Page) -> None:
    """How many requests stand on what the guide asks now."""
    guide = page.specific
    if request.method == "GET" and isinstance(guide, ServicePage) and (found := kept_forms(guide)):
        count, drafts = sum(each.requests for each in found), sum(each.drafts for each in found)
        told = ngettext(
            "%(count)d request is open for this service; %(drafts)d of them not sent yet. "
            "It keeps its questions and papers: a change here is for new requests.",
            "%(count)d requests are open for this service; %(drafts)d of them not sent yet. "
            "They keep their questions and papers: a change here is for new requests.",
            count,
        )
        messages.warning(request, told % {"count": count, "drafts": drafts})


@hooks.register("after_publish_page")
def tell_who_keeps_the_old_questions(request: HttpRequest, page: Page) -> None:
    """How many open requests were begun with other questions than those that are published now."""
    guide: Any = page.specific
    if not isinstance(guide, ServicePage):
        return
    version = snapshot.of(guide).version
    older = sum(each.requests for each in kept_forms(guide) if each.version != version)
    if older:
        told = ngettext(
            "%(count)d open request goes on with the earlier questions or papers.",
            "%(count)d open requests go on with the earlier questions or papers.",
            older,
        )
        messages.info(request, told % {"count": older})

"""Where editing meets Wagtail: hooks and signals. `home.wagtail_hooks` loads it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, Workflow, WorkflowPage
from wagtail.signals import page_published, page_unpublished

from content.checklist import check
from content.enums import FindingKind
from content.middleware import explain
from content.models import ContentPage, SecondPairMissing, SecondPairOfEyesTask, SitePicture
from content.tasks import draw_picture_sizes
from home.editing import rules, views
from home.editing.panels import panels
from home.editing.queries import limits
from home.editing.tasks import check_page
from policies.models import PoliciesIndexPage

BEFORE_OTHERS = -10


class ChecksMenuItem(MenuItem):
    """Shown to those who write or answer for pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_checks(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("checks/", views.report, name="content_checks"),
        path("checks/<int:pk>/", views.checklist, name="content_checklist"),
        path("preview/elsewhere/<int:pk>/", views.preview_elsewhere, name="content_preview_elsewhere"),
        path("preview/dark.css", views.dark_stylesheet, name="dark_stylesheet"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return ChecksMenuItem(gettext_lazy("Content checks"), reverse("content_checks"), icon_name="check", order=90)


@hooks.register("before_publish_page", order=BEFORE_OTHERS)
def stop_at_the_checklist(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead to the checklist instead of publishing what it stops; the draft has been saved when this runs."""
    if not isinstance(page, ContentPage):
        return None
    try:
        page.guard_second_pair(request.user)  # type: ignore[arg-type]
    except SecondPairMissing as refusal:
        return explain(request, refusal)
    answered = {FindingKind.PLACEHOLDER.value} if page.override_reason.strip() else set()
    stops = [finding for finding in check(page, limits()) if finding.stops and finding.kind not in answered]
    if not stops:
        return None
    words = _in_a_row([finding.words or finding.label for finding in stops])
    told = _("The page was not published. Your changes are kept as a draft. To be mended first: %(words)s.")
    messages.warning(request, told % {"words": words})
    return redirect("content_checklist", page.pk)


def _in_a_row(words: list[str]) -> str:
    """Words in a row, as the language puts them, the first six."""
    return _(", ").join(list(dict.fromkeys(words))[:6])


@hooks.register("construct_page_action_menu")
def leave_out_publishing_ones_own(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever wrote the draft of a policy is offered to submit it; publishing is a colleague's."""
    page = context.get("page")
    if not isinstance(page, ContentPage) or not page.needs_second_pair or not page.pk:
        return
    try:
        page.guard_second_pair(request.user)  # type: ignore[arg-type]
    except SecondPairMissing:
        items[:] = [item for item in items if item.name != "action-publish"]


@hooks.register("register_page_header_buttons")
def preview_elsewhere(page: Page, user: Any, **details: Any) -> Iterator[Button]:
    """While a page is edited, and only where another front end is named (HEADLESS_PREVIEW_URL)."""
    if rules.hands_out_previews(user, page.specific):
        url = reverse("content_preview_elsewhere", args=[page.pk])
        yield Button(_("Preview on the other site"), url, icon_name="view", priority=56)


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, shown: list[Any]) -> None:
    if rules.sees_checks(request.user):
        shown.extend(panels(linked=rules.edits(request.user)))


@receiver([page_published, page_unpublished], dispatch_uid="home.check_after_publication")
def check_after_publication(instance: Page, **_details: Any) -> None:
    """The worker checks what readers see now."""
    transaction.on_commit(partial(check_page.enqueue, instance.pk))


@receiver(post_save, sender=SitePicture, dispatch_uid="home.draw_sizes")
def draw_sizes_of(instance: SitePicture, **_details: Any) -> None:
    """The worker draws the sizes of a new picture, or of one with a new focus, before a reader asks for them."""
    transaction.on_commit(partial(draw_picture_sizes.enqueue, instance.pk))


@receiver(post_save, sender=PoliciesIndexPage, dispatch_uid="home.policies_need_approval")
def give_policies_their_workflow(instance: PoliciesIndexPage, created: bool, **_details: Any) -> None:
    """Every policy library is moderated by a second pair of eyes, unless somebody chose another workflow."""
    if not created:
        return
    workflow = Workflow.objects.filter(
        active=True, workflow_tasks__task__in=SecondPairOfEyesTask.objects.filter(active=True).values("pk")
    ).first()
    if workflow:
        WorkflowPage.objects.get_or_create(page_id=instance.pk, defaults={"workflow": workflow})

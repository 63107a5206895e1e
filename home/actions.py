"""What colleagues do with stories beside editing them (R15)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from audit.actions import record
from home.models import StoryPage


@transaction.atomic
def withdraw_consent(story: StoryPage, *, by: AbstractBaseUser | None) -> list[StoryPage]:
    """Take a story off the site at once, in every language, for good; the pages so taken.

    Readers then meet «not found»: «gone» would tell that a story stood there. Planned publications are dropped, and
    the guard refuses any later one (`home.rules.consent_gaps`). A second withdrawal changes nothing.
    """
    twins = StoryPage.objects.select_for_update(of=("self",)).filter(translation_key=story.translation_key)
    standing = list(twins.filter(consent_withdrawn_on__isnull=True))
    for twin in standing:
        twin.revisions.update(approved_go_live_at=None)
        # Whoever may edit a story may withdraw it, without a publisher's right (home.rules.can_withdraw).
        UnpublishPageAction(twin, user=by).execute(skip_permission_checks=True)
        twin.consent_withdrawn_on = timezone.localdate()
        twin.consent_confirmed = False
        twin.save(update_fields=["consent_withdrawn_on", "consent_confirmed"])
        twin.save_revision(user=by)
    if standing:
        languages = sorted(twin.locale.language_code for twin in standing)
        record("story.consent_withdrawn", by=by, subject=story, details={"languages": languages})
    return standing

"""How often a person may have us write to somebody else's number."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import AuditEvent
from people.models import Person
from people.refusals import TOO_MANY, require

A_DAY = 5
PATIENCE = _("You sent many messages today. Try again tomorrow, or call us.")


def require_patience(person: Person, action: str, *, most: int = A_DAY) -> None:
    """Raise Refused after `most` such acts in a day, as the trail tells them."""
    since = timezone.now() - timedelta(days=1)
    done = AuditEvent.objects.about(person).filter(action=action, at__gte=since).count()
    require(done < most, PATIENCE, TOO_MANY)

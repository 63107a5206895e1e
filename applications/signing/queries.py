"""What the page of the declaration shows of its code."""

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from applications.models import Application, SigningCode
from notifications.enums import Channel


def own_address(user: User) -> tuple[Channel, str] | None:
    """Where the account's owner signs in by: the proven mobile, else the e-mail. Whoever is signed in has one."""
    if user.mobile and user.mobile_proven_at:
        return Channel.SMS, user.mobile
    return (Channel.EMAIL, user.email) if user.email else None


def code_for(case: Application, *, answers_hash: str, text_version: str) -> SigningCode | None:
    """The code that was sent for exactly these answers and words, alive or over; one query."""
    return SigningCode.objects.filter(application=case, answers_hash=answers_hash, text_version=text_version).first()


def seconds_to_wait(code: SigningCode) -> int:
    """How long until another code is sent."""
    passed = (timezone.now() - code.sent_at).total_seconds()
    return max(0, int(settings.CODE_RESEND_SECONDS - passed + 0.999))

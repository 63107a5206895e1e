"""Writing to people. A message and its outbox rows stand in the caller's transaction; a sweeper carries them out."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import send_mail
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from notifications.enums import Channel, DeliveryStatus, Outcome
from notifications.models import Delivery, Message, Recipient
from notifications.sms import NotSent, gateway

logger = logging.getLogger(__name__)
CODE_LIVES = timedelta(minutes=10)
LAST_WORD_LIVES = timedelta(days=2)
BATCH = 20


def notify(
    recipient: Recipient,
    template: str,
    *,
    subject: models.Model | None,
    url_name: str = "",
    url_kwargs: dict[str, str] | None = None,
    context: dict[str, Any] | None = None,
) -> Message:
    """Write to a person in their language: the inbox in full, text message and e-mail in short.

    `template` names `notifications/<template>.{title,body,sms}.txt`. The short forms carry no more than a
    reference, since others may read a phone.
    """
    with translation.override(recipient.language):
        title, body, short = (_rendered(template, part, context or {}) for part in ("title", "body", "sms"))
    message = Message.objects.create(
        recipient=recipient,
        template=template,
        title=title,
        body=body,
        subject_type=ContentType.objects.get_for_model(subject) if subject is not None else None,
        subject_id=str(subject.pk) if subject is not None else "",
        url_name=url_name,
        url_kwargs=url_kwargs or {},
    )
    for channel, address in recipient.addresses().items():
        Delivery.objects.create(message=message, channel=channel, address=address, title=title, text=short)
    return message


def send_code(
    channel: str,
    address: str,
    code: str,
    *,
    language: str = "",
    template: str = "accounts/code",
    context: dict[str, Any] | None = None,
) -> Delivery:
    """Put a code into the outbox, for a mobile (E.164) or an e-mail; it is worthless after ten minutes.

    `template` names `notifications/<template>.{title,sms}.txt`: what the code is for, a sign-in when nothing is named.

    It speaks the language of the page that asked. A page in Arabic may be no choice at all, so whoever reads
    messages in another language reads the code in that one.
    """
    with translation.override(_language_at(channel, address, language)):
        title, text = (_rendered(template, part, {"code": code, **(context or {})}) for part in ("title", "sms"))
    return Delivery.objects.create(
        channel=channel, address=address, title=title, text=text, expires_at=timezone.now() + CODE_LIVES
    )


def send_text(mobile: str, text: str, *, until: datetime) -> Delivery:
    """Put a short text for a number without an account into the outbox; after `until` it is not sent any more."""
    return Delivery.objects.create(channel=Channel.SMS, address=mobile, text=text, expires_at=until)


def send_link(email: str, template: str, *, link: str, until: datetime, language: str = "ar") -> Delivery:
    """Put a link for one address into the outbox, for somebody who has no account yet; it is worthless after `until`.

    `template` names `notifications/<template>.{title,body}.txt`.
    """
    with translation.override(language):
        title, text = (_rendered(template, part, {"link": link, "until": until}) for part in ("title", "body"))
    return Delivery.objects.create(channel=Channel.EMAIL, address=email, title=title, text=text, expires_at=until)


def send_letter(
    email: str, template: str, *, context: dict[str, Any], until: datetime, language: str = "ar"
) -> Delivery:
    """Put an e-mail for a colleague into the outbox, without an inbox; after `until` it is not sent any more.

    `template` names `notifications/<template>.{title,body}.txt`.
    """
    with translation.override(language):
        title, text = (_rendered(template, part, context) for part in ("title", "body"))
    return Delivery.objects.create(channel=Channel.EMAIL, address=email, title=title, text=text, expires_at=until)


@transaction.atomic
def notify_account(user: User, what: str, *, context: dict[str, Any], also: dict[str, str] | None = None) -> Message:
    """Tell the owner of an account what happened to it; `also` names former addresses that hear of it too."""
    recipient, _made = Recipient.objects.get_or_create(user=user)
    letter = notify(recipient, f"accounts/{what}", subject=None, url_name="account_security", context=context)
    with translation.override(recipient.language):
        short = _rendered(f"accounts/{what}", "sms", context)
    for channel, address in (also or {}).items():
        Delivery.objects.create(message=letter, channel=channel, address=address, title=letter.title, text=short)
    return letter


@transaction.atomic
def keep_report(outcome: Outcome, *, gateway_id: str = "", key: str = "") -> bool:
    """Note what the gateway reports of a text message, named by its own number or by our key; once.

    False when nothing changed: an unknown message, or a report that was told before.
    """
    found = Delivery.objects.select_for_update().filter(channel=Channel.SMS)
    named = found.filter(pk=key) if key else found.filter(gateway_id=gateway_id)
    delivery = named.first()
    if delivery is None or not delivery.mark_reported(timezone.now(), outcome):
        return False
    delivery.save(update_fields=["outcome", "reported_at"])
    return True


def send_last_word(recipient: Recipient, template: str, *, context: dict[str, Any]) -> list[Delivery]:
    """Write to addresses that are about to be forgotten: in full, without an inbox, and gone after two days."""
    with translation.override(recipient.language):
        title, text = (_rendered(template, part, context) for part in ("title", "sms"))
    until = timezone.now() + LAST_WORD_LIVES
    return [
        Delivery.objects.create(channel=channel, address=address, title=title, text=text, expires_at=until)
        for channel, address in recipient.addresses().items()
    ]


def mark_read(message: Message) -> None:
    """Note that the person has opened the message; a second opening changes nothing."""
    if message.read_at is None:
        message.read_at = timezone.now()
        message.save(update_fields=["read_at"])


def deliver_due() -> int:
    """Try everything that is due, a batch at a time; returns how many were sent."""
    sent = 0
    while batch := _lease_batch():
        sent += sum(_try(delivery) for delivery in batch)
    return sent


def forget_codes() -> int:
    """Remove codes whose time is long over, words and all; returns how many."""
    stale = Delivery.objects.filter(message__isnull=True, expires_at__lt=timezone.now() - CODE_LIVES)
    count, _rows = stale.delete()
    return count


@transaction.atomic
def _lease_batch() -> list[Delivery]:
    now = timezone.now()
    batch = list(Delivery.objects.select_for_update(skip_locked=True).due(now)[:BATCH])
    for delivery in batch:
        delivery.lease(now)
        delivery.save(update_fields=["leased_until", "attempts"])
    return batch


def _try(delivery: Delivery) -> bool:
    now = timezone.now()
    try:
        if delivery.is_worthless(now):
            raise NotSent("expired")
        gateway_id = _send(delivery)
    except NotSent as fault:
        delivery.mark_missed(timezone.now(), str(fault))
    except Exception as fault:
        # Whatever is wrong with one row, the rows after it go out. The name alone: an error may quote the text.
        logger.error("Delivery %s missed: %s", delivery.pk, type(fault).__name__)
        delivery.mark_missed(timezone.now(), type(fault).__name__)
    else:
        delivery.mark_sent(timezone.now(), gateway_id or "")
    delivery.save(update_fields=["status", "sent_at", "leased_until", "last_error", "next_attempt_at", "gateway_id"])
    return delivery.status == DeliveryStatus.SENT


def _send(delivery: Delivery) -> str:
    """Hand it over; returns the gateway's number of a text message."""
    if delivery.channel == Channel.SMS:
        return gateway().send(mobile=delivery.address, text=delivery.text, key=str(delivery.pk))
    try:
        send_mail(delivery.title, delivery.text, None, [delivery.address])
    except OSError as fault:
        raise NotSent(type(fault).__name__) from None
    return ""


def _language_at(channel: str, address: str, asked: str) -> str:
    """The same query for a known and an unknown address."""
    column = "user__mobile" if channel == Channel.SMS else "user__email"
    chosen = Recipient.objects.filter(**{column: address}).values_list("language", flat=True).first()
    default = settings.LANGUAGE_CODE
    return asked if asked and asked != default else (chosen or default)


def _rendered(template: str, part: str, context: dict[str, Any]) -> str:
    text = render_to_string(f"notifications/{template}.{part}.txt", context)
    return "\n".join(line.strip() for line in text.strip().splitlines())

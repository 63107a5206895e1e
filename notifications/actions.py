"""Writing to people. A message and its outbox rows stand in the caller's transaction; a sweeper carries them out."""

import logging
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.mail import send_mail
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications.enums import Channel, DeliveryStatus
from notifications.models import Delivery, Message, Recipient
from notifications.sms import NotSent, gateway

logger = logging.getLogger(__name__)
CODE_LIVES = timedelta(minutes=10)
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


def send_code(mobile: str, code: str) -> Delivery:
    """Put a sign-in code for `mobile` (E.164) into the outbox; it is worthless after ten minutes."""
    text = _("Your code is %(code)s. Do not share it with anyone, not even with us.") % {"code": code}
    return Delivery.objects.create(
        channel=Channel.SMS, address=mobile, text=text, expires_at=timezone.now() + CODE_LIVES
    )


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
        _send(delivery)
    except NotSent as fault:
        delivery.mark_missed(timezone.now(), str(fault))
    except Exception as fault:
        # Whatever is wrong with one row, the rows after it go out. The name alone: an error may quote the text.
        logger.error("Delivery %s missed: %s", delivery.pk, type(fault).__name__)
        delivery.mark_missed(timezone.now(), type(fault).__name__)
    else:
        delivery.mark_sent(timezone.now())
    delivery.save(update_fields=["status", "sent_at", "leased_until", "last_error", "next_attempt_at"])
    return delivery.status == DeliveryStatus.SENT


def _send(delivery: Delivery) -> None:
    if delivery.channel == Channel.SMS:
        gateway().send(mobile=delivery.address, text=delivery.text, key=str(delivery.pk))
        return
    try:
        send_mail(delivery.title, delivery.text, None, [delivery.address])
    except OSError as fault:
        raise NotSent(type(fault).__name__) from None


def _rendered(template: str, part: str, context: dict[str, Any]) -> str:
    text = render_to_string(f"notifications/{template}.{part}.txt", context)
    return "\n".join(line.strip() for line in text.strip().splitlines())

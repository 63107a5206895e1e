"""What requests leave behind, and when it goes (`people.rights.retention`)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from applications.enums import BEFORE_SUBMISSION, STOPPED, Status
from applications.models import Answer, Application, CaseMessage, Paper
from attachments.models import Attachment
from notifications.actions import notify
from people.models import FileChange, Person
from people.rights.actions.erasure import erase
from people.rights.retention import Rule, register
from people.wallet.actions import let_go


def idle_drafts(now: datetime, days: int) -> QuerySet[Application]:
    """Never sent, and nothing written in them since."""
    since = now - timedelta(days=days)
    lately = Answer.objects.filter(application=OuterRef("pk"), saved_at__gte=since)
    return Application.objects.filter(~Exists(lately), status__in=BEFORE_SUBMISSION, created_at__lt=since)


def remove_drafts(rows: Sequence[Application]) -> None:
    """The draft with its papers."""
    strip(rows)
    Application.objects.filter(pk__in=[row.pk for row in rows], status__in=BEFORE_SUBMISSION).delete()


def ended_in_vain(now: datetime, days: int) -> QuerySet[Application]:
    """Withdrawn, lapsed or declined long ago, with answers or papers that nobody needs any more."""
    given = Exists(Answer.objects.filter(application=OuterRef("pk"))) | Exists(
        Paper.objects.filter(application=OuterRef("pk"))
    )
    ended = (*STOPPED, Status.REJECTED)
    return Application.objects.filter(given, status__in=ended, ended_at__lt=now - timedelta(days=days))


def strip(rows: Sequence[Application]) -> None:
    """Answers, papers and messages go; the request, its course and its decision stay."""
    papers, talk = Paper.objects.filter(application__in=rows), CaseMessage.objects.filter(application__in=rows)
    files = list(Attachment.objects.filter(Q(paper_file__paper__in=papers) | Q(message_file__message__in=talk)))
    papers.delete()
    talk.delete()
    Answer.objects.filter(application__in=rows).delete()
    for file in files:
        let_go(file)  # The paper of the person's own file stays there.


def idle_files(now: datetime, days: int) -> QuerySet[Person]:
    """Files without any request, whose owner neither signed in nor changed anything for so long."""
    since = now - timedelta(days=days)
    asked = Application.objects.filter(Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk")))
    changed = FileChange.objects.filter(person=OuterRef("pk"), at__gte=since)
    asleep = Q(user__isnull=True) | Q(user__is_staff=False, user__is_superuser=False)
    asleep &= Q(user__last_login__isnull=True) | Q(user__last_login__lt=since)
    unconfirmed = Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=since)
    return Person.objects.present().filter(
        ~Exists(asked), ~Exists(changed), asleep, unconfirmed, created_at__lt=since, erased_at__isnull=True
    )


def warn(rows: QuerySet[Person], acts_on: date) -> None:
    """Tell each owner when the file goes, and that signing in keeps it."""
    for person in rows.select_related("recipient__user").iterator():
        context = {"reference": person.reference, "acts_on": acts_on}
        notify(person.recipient, "rights/idle", subject=person, url_name="people:rights", context=context)


def erase_files(rows: Sequence[Person]) -> None:
    """Erase the files as if their owners had asked."""
    for row in rows:
        locked = Person.objects.select_for_update(of=("self",)).select_related("recipient__user", "user").get(pk=row.pk)
        erase(locked, reference=locked.reference)


def kept_of_erased(now: datetime, days: int) -> QuerySet[Application]:
    """What had to be kept of erased people, once that time is over too."""
    return Application.objects.filter(person__erased_at__lt=now - timedelta(days=days))


def remove_kept(rows: Sequence[Application]) -> None:
    strip(rows)
    Application.objects.filter(pk__in=[row.pk for row in rows]).delete()


def tell() -> None:
    """Register this room's rules."""
    register(
        Rule("drafts", _("Requests that were never sent"), 90, idle_drafts, remove_drafts),
        Rule(
            "ended",
            _("Answers and papers of withdrawn and declined requests"),
            365,
            ended_in_vain,
            strip,
            least_days=90,
        ),
        Rule("idle", _("Files without any request"), 730, idle_files, erase_files, "", least_days=180, warn=warn),
        Rule("kept", _("Requests of people who were erased"), 3650, kept_of_erased, remove_kept, least_days=365),
    )

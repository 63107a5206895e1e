"""Reads for receiving people: who it may be, and what is being written."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from accounts.rules import branch_of, has_role
from applications.enums import BEFORE_SUBMISSION
from applications.models import Application, ApplicationQuerySet
from office.models import Branch
from people.merging import linking
from people.models import Person
from people.rules import kin_of, sees_files
from people.staff.queries import people, visible_to
from services.enums import Channel
from services.queries import ServiceCard, cards, open_services

MOST = 8


def found(user: User, words: str) -> list[Person]:
    """Whom the words may mean, at most `MOST`. Desks that see no files find somebody by a whole number alone."""
    return list(people(user, words, by_name=sees_files(user))[:MOST]) if words else []


def person(user: User, reference: str) -> Person:
    """A file by its reference. Raises Person.DoesNotExist for one's own, kin's and none alike."""
    return visible_to(user).get(reference=reference)


def being_written(user: User) -> ApplicationQuerySet:
    """Requests that colleagues write down and that wait for the signature, newest first: reception sees all of them,
    a delegate those of the branch, others their own; nobody those of kin."""
    drafts = _without_kin(user).filter(_of_the_desk(user), status__in=BEFORE_SUBMISSION)
    return drafts.select_related("person", "entered_by", "branch").order_by("-created_at", "pk")


def entry(user: User, reference: str) -> Application:
    """A request that is or was written down for somebody: the desk's drafts, one's own whatever became of it, and for
    a delegate what was sent in the branch (R27). Raises Application.DoesNotExist.
    """
    own = Q(entered_by=user) | (_of_the_desk(user) & Q(status__in=BEFORE_SUBMISSION)) | _sent_in_branch(user)
    if (branch := branch_of(user)) and not has_role(user, Role.RECEPTION):
        own &= Q(branch=branch)  # A delegate who moved leaves the cases of the former branch behind.
    related = ("person__recipient__user", "service", "entered_by", "branch")
    return _without_kin(user).filter(own).select_related(*related).get(reference=reference)


def _sent_in_branch(user: User) -> Q:
    branch = branch_of(user)
    return Q(branch=branch, submitted_at__isnull=False) if branch else Q(pk__in=[])


def _of_the_desk(user: User) -> Q:
    if has_role(user, Role.RECEPTION):
        return Q(entered_by__isnull=False)
    branch = branch_of(user)
    return Q(branch=branch, entered_by__isnull=False) if branch else Q(entered_by=user)


def _without_kin(user: User) -> ApplicationQuerySet:
    return Application.objects.exclude(person__in=Person.objects.filter(kin_of(user)).values("pk"))


def written_by(case: Application) -> str:
    """That a colleague writes this request, in words."""
    who = case.entered_by.get_full_name() if case.entered_by else ""
    told = _("%(who)s writes this request down already: %(reference)s. Go on with it in that colleague's place.")
    return told % {"who": who, "reference": case.reference}


def services(language: str) -> list[ServiceCard]:
    """What may be asked for, each with whether it is open today."""
    return cards(list(open_services(language).order_by("title")))


def branches(channel: Channel) -> QuerySet[Branch]:
    """The branches to choose from; a delegate stands for one already."""
    return Branch.objects.none() if channel == Channel.DELEGATE else Branch.objects.active()


def standing_beside(user: User, *, identity: str, mobile: str) -> list[Person]:
    """The files that the colleague may open and that have this identity number or this mobile."""
    same = Person.objects.none()
    if identity:
        same = same | linking.with_identity(identity)
    if mobile:
        same = same | linking.with_mobile(mobile)
    return list(visible_to(user).filter(pk__in=same.values("pk"))[:MOST])


def channel_of(text: str, offered: tuple[Channel, ...]) -> Channel | None:
    """The channel of an address; None for any that the colleague does not receive by."""
    return next((each for each in offered if each == text), None)

"""Opportunities, shifts and volunteers for tests."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import User
from people.actions import keep, person_of
from people.consent.actions import Guardian, give
from people.consent.enums import Method, Purpose
from people.enums import Gender
from people.models import Person
from volunteering.models import OpportunitiesIndexPage, OpportunityPage, Shift, Volunteer

ADULT = date(1995, 5, 17)


def make_opportunity(slug: str = "iftar", **facts) -> OpportunityPage:
    """A live opportunity below the list of them."""
    root = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    index = OpportunitiesIndexPage.objects.first() or root.add_child(
        instance=OpportunitiesIndexPage(title="فرص التطوع", slug="opportunities", summary="اختر ما يناسبك.")
    )
    given = {"title": "تنظيم إفطار الصائمين", "summary": "نرتب المكان ونستقبل الضيوف.", "place": "ساحة المسجد", **facts}
    return Page.objects.get(pk=index.pk).add_child(instance=OpportunityPage(slug=slug, **given))


def make_shift(
    opportunity: OpportunityPage, *, starts: datetime | None = None, hours: float = 3, capacity: int = 5, **facts
) -> Shift:
    """A planned shift, a week from now unless told otherwise."""
    begin = starts or (timezone.now() + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    return Shift.objects.create(
        opportunity=opportunity, starts_at=begin, ends_at=begin + timedelta(hours=hours), capacity=capacity, **facts
    )


def make_volunteer(user: User, *, by: User, born: date = ADULT, gender: str = Gender.MALE, **facts) -> Volunteer:
    """An active volunteer with a file, reviewed by a coordinator; the charter is signed, a minor's by the guardian."""
    person = named(user, born=born, gender=gender)
    return volunteer_of(person, by=by, shown_name=person.full_name, **facts)


def volunteer_of(person: Person, *, by: User, **facts) -> Volunteer:
    """The same of a person who has a file with a name and a birth date."""
    volunteer = Volunteer(person=person, reviewed_by=by, reviewed_at=timezone.now(), **facts)
    volunteer.due_on = timezone.localdate()
    volunteer.send()
    volunteer.activate()
    volunteer.save()
    if person.is_minor:
        father = Guardian("عوض الجهني", "father")
        give(person, Purpose.VOLUNTEER_CHARTER, by=None, method=Method.GUARDIAN, guardian=father)
    else:
        give(person, Purpose.VOLUNTEER_CHARTER, by=person.user)
    return volunteer


def named(user: User, *, born: date = ADULT, gender: str = Gender.MALE) -> Person:
    """The person behind an account, with name, birth date and gender."""
    person = person_of(user)
    names = {"given_name": "سالم", "father_name": "عوض", "family_name": "الجهني"}
    keep(person, by=user, birth_date=born, gender=gender, **names)
    person.refresh_from_db()
    return person

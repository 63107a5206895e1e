"""The pages of a registration: what the person's file lacks, then what is the volunteer's own, one thing a page."""

from dataclasses import dataclass

from django import forms as django_forms
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.parts import FORMS as FILE_FORMS
from services.enums import FilePart
from volunteering.models import Volunteer
from volunteering.registering import forms

Text = str | Promise


class Step(TextChoices):
    """A page of the volunteer's own."""

    INTERESTS = "interests", _("What you would like to help with")
    SKILLS = "skills", _("What you can do")
    INTERPRETING = "interpreting", _("Interpreting for others")
    CAR = "car", _("A car")
    TIMES = "times", _("When you have time")
    EMERGENCY = "emergency", _("Whom we call in an emergency")
    SHOWN_NAME = "certificate-name", _("Your name on certificates")
    QUALIFICATIONS = "qualifications", _("Your qualifications")
    ABOUT = "about", _("About you")


# Of the person's file: asked only when it is not known.
ASKED_OF_THE_FILE = (FilePart.NAME, FilePart.BIRTH, FilePart.NATIONALITY, FilePart.LANGUAGES)

FORMS: dict[str, type[django_forms.Form]] = {
    **{part: FILE_FORMS[part] for part in ASKED_OF_THE_FILE},
    Step.INTERESTS: forms.InterestsForm,
    Step.SKILLS: forms.SkillsForm,
    Step.INTERPRETING: forms.InterpretingForm,
    Step.CAR: forms.CarForm,
    Step.TIMES: forms.TimesForm,
    Step.EMERGENCY: forms.EmergencyForm,
    Step.SHOWN_NAME: forms.ShownNameForm,
    Step.ABOUT: forms.AboutForm,
}
FIELDS: dict[str, tuple[str, ...]] = {
    Step.INTERESTS: ("interests",),
    Step.SKILLS: ("skills",),
    Step.INTERPRETING: ("interprets",),
    Step.CAR: ("has_car",),
    Step.TIMES: ("availability",),
    Step.EMERGENCY: ("emergency_name", "emergency_mobile"),
    Step.SHOWN_NAME: ("shown_name",),
    Step.QUALIFICATIONS: (),
    Step.ABOUT: ("about",),
}
WHY: dict[str, Text] = {
    FilePart.NAME: _("So that your card and your certificates carry your right name."),
    FilePart.BIRTH: _("Some opportunities depend on age, and under eighteen a guardian agrees."),
    FilePart.NATIONALITY: _("Some places are arranged for men, some for women."),
    FilePart.LANGUAGES: _("So that we write to you in a language that you know."),
    Step.INTERESTS: _("Choose all that you like. We show you such opportunities first."),
    Step.SKILLS: _("Choose all that apply, or none. Driving and care need a paper, which we ask for later."),
    Step.INTERPRETING: _("Choose the languages in which you can speak for others, or none."),
    Step.CAR: _("Sometimes somebody needs a lift, or a parcel has to be brought."),
    Step.TIMES: _("As it usually is. It binds you to nothing."),
    Step.EMERGENCY: _("We call this person only if something happens to you while you serve."),
    Step.SHOWN_NAME: _("Whoever verifies a certificate of yours reads this name, and no other."),
    Step.QUALIFICATIONS: _("A paper that proves a skill. A colleague looks at it once. You may go on without one."),
    Step.ABOUT: _("What else should the coordinator know? Leave it empty if you like."),
}


@dataclass(frozen=True)
class Way:
    """The pages of one registration in their order, and which of them are done."""

    slugs: tuple[str, ...]
    done: frozenset[str]

    @property
    def missing(self) -> str:
        """The first page that is not done; "" when all are."""
        return next((slug for slug in self.slugs if slug not in self.done), "")

    def after(self, slug: str) -> str:
        """The next page that is not done, from `slug` on and then from the start; "" when all are."""
        place = self.slugs.index(slug) + 1 if slug in self.slugs else 0
        order = (*self.slugs[place:], *self.slugs[:place])
        return next((each for each in order if each not in self.done), "")

    def before(self, slug: str) -> str:
        """The page before `slug`, or ""."""
        place = self.slugs.index(slug)
        return self.slugs[place - 1] if place else ""

    def number(self, slug: str) -> int:
        return self.slugs.index(slug) + 1


def way_of(volunteer: Volunteer) -> Way:
    """The pages of a registration. A page of the file that was answered on the way keeps its place in the count."""
    known, passed = known_of(volunteer.person), set(volunteer.answered)
    parts = [part.value for part in ASKED_OF_THE_FILE if part not in known or part in passed]
    done = {*known, *(slug for slug in passed if slug in Step.values)}
    return Way((*parts, *Step.values), frozenset(done))


def known_of(person: Person) -> set[str]:
    """The parts that the file holds already."""
    held = {
        FilePart.NAME: bool(person.full_name),
        FilePart.BIRTH: person.birth_date is not None,
        FilePart.NATIONALITY: bool(person.gender),
        FilePart.LANGUAGES: bool(person.spoken) or FilePart.LANGUAGES in person.answered,
    }
    return {part.value for part, is_held in held.items() if is_held}


def title_of(slug: str) -> Text:
    """What a page is called."""
    return FilePart(slug).label if slug in ASKED_OF_THE_FILE else Step(slug).label

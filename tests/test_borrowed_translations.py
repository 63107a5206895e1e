"""What Wagtail, Wagtail Localize and django-allauth say is Arabic too: their catalogues and our additions leave no gap.
What Django and django-allauth say to the public is Urdu and Bengali too."""

import re
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext, override

ROOT = Path(__file__).resolve().parents[1]
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CATALOGUES = [("wagtail", "django"), ("wagtail", "djangojs"), ("allauth", "django"), ("wagtail_localize", "django")]
# The styleguide is for Wagtail's developers, the promotions of search are not installed.
NOT_USED = {"styleguide", "search_promotions", "table_block", "typed_table_block", "simple_translation"}


def ours(package, domain):
    return polib.pofile(str(ROOT / "locale" / package / "ar" / "LC_MESSAGES" / f"{domain}.po"))


def theirs(package, language, domain):
    """Their living entries by (context, msgid), of every app that we use."""
    home = Path(find_spec(package).submodule_search_locations[0])
    found = {}
    for path in home.rglob(f"locale/{language}/LC_MESSAGES/{domain}.po"):
        if not NOT_USED & set(path.parts):
            found |= {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.obsolete}
    return found


@pytest.mark.parametrize(("package", "domain"), CATALOGUES)
def test_nothing_is_left_in_english(package, domain):
    wanted = theirs(package, "en", domain)
    known = {key for key, entry in theirs(package, "ar", domain).items() if entry.translated()}
    known |= {(entry.msgctxt, entry.msgid) for entry in ours(package, domain) if entry.translated()}
    assert wanted
    assert sorted(msgid for context, msgid in set(wanted) - known) == []


@pytest.mark.parametrize(("package", "domain"), CATALOGUES)
def test_every_form_is_there_and_fills_its_places(package, domain):
    for entry in ours(package, domain):
        assert not entry.fuzzy, entry.msgid
        if entry.msgid_plural:
            forms = [entry.msgstr_plural[form] for form in range(6)]
            assert all(forms), entry.msgid
            # The forms for none, one and two may say the number in a word.
            assert all(set(PLACE.findall(form)) == set(PLACE.findall(entry.msgid_plural)) for form in forms[3:]), forms
        else:
            assert sorted(PLACE.findall(entry.msgstr)) == sorted(PLACE.findall(entry.msgid)), entry.msgid


def test_the_scripts_of_wagtail_localize_need_nothing_of_ours():
    """Their view reads their own folder alone, so what they left out could not be added in ours."""
    known = {key for key, entry in theirs("wagtail_localize", "ar", "djangojs").items() if entry.translated()}
    assert set(theirs("wagtail_localize", "en", "djangojs")) <= known


# What the forms of signing in, applying and searching can answer with, beside words of our own.
TOLD = [
    "This field is required.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Enter a whole number.",
    "Enter a number.",
    "Enter a valid email address.",
    "Enter a valid date.",
    "No file was submitted.",
    "No file was submitted. Check the encoding type on the form.",
    "The submitted file is empty.",
    "Null characters are not allowed.",
    "Incorrect code.",
    "Incorrect password.",
    "Too many failed login attempts. Try again later.",
    "The email address and/or password you specified are not correct.",
    "The phone number and/or password you specified are not correct.",
    "This account is currently inactive.",
    "Password",
    "You have signed out.",
]


@pytest.mark.parametrize(("language", "letters"), [("ur", "[\u0621-\u06d2]"), ("bn", "[\u0980-\u09fe]")])
def test_the_public_is_answered_in_its_language(language, letters):
    with override(language):
        assert [msgid for msgid in TOLD if not re.match(letters, gettext(msgid))] == []
        with pytest.raises(ValidationError) as fault:
            CharField(max_length=3).clean("1234")
        assert re.match(letters, fault.value.messages[0])
        assert "4" in fault.value.messages[0]


@pytest.mark.parametrize("language", ["ur", "bn"])
@pytest.mark.parametrize("package", ["django", "allauth"])
def test_what_was_added_for_the_public_fills_its_places(package, language):
    for entry in polib.pofile(str(ROOT / "locale" / package / language / "LC_MESSAGES" / "django.po")):
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(entry.msgid)), entry.msgid

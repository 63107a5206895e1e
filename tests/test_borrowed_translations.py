"""What Wagtail and django-allauth say is Arabic too: their own catalogues and our additions leave no gap."""

import re
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CATALOGUES = [("wagtail", "django"), ("wagtail", "djangojs"), ("allauth", "django")]
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

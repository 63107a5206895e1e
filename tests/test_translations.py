"""Every string of the interface is there in Arabic, and what the public reads in Urdu and Bengali too, whole: no gap,
no guess, no form left out."""

import re
import unicodedata
from pathlib import Path

import polib
import pytest

from tools import messages
from tools.compile_messages import compile_stale
from tools.messages import CATALOGUES, forms, merged, update, wanted_in
from tools.msgids import (
    Message,
    Untranslatable,
    in_python,
    in_repository,
    in_template,
    is_public,
    kinds_of_pages,
    public_only,
)

ROOT = Path(__file__).resolve().parents[1]
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
# The first forms of a language that may say the number in a word: none, one and two; or one.
NUMBER_IN_A_WORD = {"ar": 3, "ur": 1, "bn": 1}


def faults_in(wanted: list[Message], catalogue: polib.POFile, language: str = "ar") -> list[str]:
    """What is missing, doubtful or unfinished, one line each."""
    known = {(entry.msgid, entry.msgctxt or ""): entry for entry in catalogue if not entry.obsolete}
    faults = []
    for key, message in merged(wanted).items():
        fault = "missing" if key not in known else _fault(message, known[key], language)
        if fault:
            faults.append(f"{message.singular!r}: {fault}")
    return faults


def _fault(message: Message, entry: polib.POEntry, language: str) -> str:
    texts = _texts(message, entry, language)
    places = set(PLACE.findall(message.singular + message.plural))
    if entry.fuzzy:
        return "fuzzy"
    if not all(text.strip() for text in texts):
        return "empty, or a plural form is"
    if message.singular in texts and re.search(r"[^\W\d_]", PLACE.sub("", message.singular)):
        return "equal to its source"
    if any(not set(PLACE.findall(text)) <= places for text in texts):
        return "fills a place that the source lacks"
    whole = texts[NUMBER_IN_A_WORD[language] :] if message.plural else texts
    if any(set(PLACE.findall(text)) != places for text in whole):
        return "leaves out a place that the source fills"
    return ""


def _texts(message: Message, entry: polib.POEntry, language: str = "ar") -> list[str]:
    if message.plural:
        return [entry.msgstr_plural.get(form, "") for form in range(forms(language))]
    return [entry.msgstr]


def catalogue_of(language):
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    assert path.exists(), "make messages writes it."
    return polib.pofile(str(path))


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_language_is_complete(language):
    faults = faults_in(list(wanted_in(language).values()), catalogue_of(language), language)
    assert not faults, "make messages, then translate:\n" + "\n".join(faults)


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_catalogue_holds_nothing_else(language):
    known = {(entry.msgid, entry.msgctxt or "") for entry in catalogue_of(language)}
    assert known <= set(wanted_in(language))


def _words_in(language):
    """Each text of a language without the places it fills, and with the letters it is written in."""
    for entry in catalogue_of(language):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            letters = [sign for sign in PLACE.sub("", text) if unicodedata.category(sign) in ("Lo", "Mn", "Mc")]
            yield PLACE.sub("", text), letters


def test_urdu_is_written_in_urdu_letters():
    """Arabic's yā', kāf and tā' marbūṭa look alike and are other letters; search and screen readers miss them."""
    texts = [text for text, _letters in _words_in("ur")]
    assert [text for text in texts if re.search("[\u064a\u0643\u0649]|\u0629$|[٠-٩۰-۹]", text)] == []
    assert all(sign in "".join(texts) for sign in "ٹڈےںہھیک")


def test_bengali_is_written_in_its_script():
    for text, letters in _words_in("bn"):
        assert all("BENGALI" in unicodedata.name(sign) for sign in letters), text
        assert not re.search("[০-৯]", text), text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("templates/home/home_page.html", True),
        ("templates/account/login.html", True),
        ("templates/notifications/applications/approved.sms.txt", True),
        ("applications/forms.py", True),
        ("applications/views/apply.py", True),
        ("services/enums.py", True),
        ("home/channels.py", True),
        ("feedback/forms.py", True),
        ("templates/policies/admin/report.html", False),
        ("templates/wagtailadmin/admin_base.html", False),
        ("templates/casework/queue.html", False),
        ("casework/forms.py", False),
        ("applications/models/given.py", False),
        ("office/panels.py", False),
        ("policies/importer/report.py", False),
        ("home/management/commands/load_demo.py", False),
    ],
)
def test_what_the_public_reads(path, expected):
    assert is_public(path) is expected


def test_a_message_is_public_where_any_of_its_files_is():
    both, staff = Message("One"), Message("Two")
    found = {both: ["casework/forms.py", "home/views.py"], staff: ["casework/forms.py"]}
    assert list(public_only(found)) == [both]


def test_kinds_of_pages_are_public():
    source = (
        "from django.utils.translation import gettext_lazy as _\n"
        "class StoryPage(ContentPage):\n    text = Text(_('Body'))\n"
        "    class Meta:\n        verbose_name = _('Story')\n"
        "class Row(Model):\n    class Meta:\n        verbose_name = _('Row')\n"
    )
    assert list(kinds_of_pages(source)) == [Message("Story")]


def test_the_code_is_read():
    found = {path for paths in in_repository().values() for path in paths}
    assert "content/models/page.py" in found
    assert any(path.startswith("templates/") for path in found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from django.utils.translation import gettext as _\n_('One')", Message("One")),
        ("from django.utils.translation import gettext_lazy as _\n_('One ' 'two')", Message("One two")),
        ("from django.utils.translation import gettext_noop\ngettext_noop('One')", Message("One")),
        (
            "from django.utils.translation import ngettext as n\nn('%(n)s day', '%(n)s days', k)",
            Message("%(n)s day", plural="%(n)s days"),
        ),
        ("from django.utils.translation import pgettext_lazy as p\np('door', 'Open')", Message("Open", "door")),
        ("from django.utils import translation\ntranslation.gettext('One')", Message("One")),
    ],
)
def test_python_is_read(source, expected):
    assert list(in_python(source)) == [expected]


@pytest.mark.parametrize("text", ["f'Hi {name}'", "'Hi ' + name", "'Hi {}'.format(name)", "'Hi %s' % name"])
def test_a_text_made_at_run_time_is_refused(text):
    with pytest.raises(Untranslatable):
        list(in_python(f"from django.utils.translation import gettext as _\n_({text})"))


@pytest.mark.parametrize("source", ["for _ in range(3): pass", "_('One')", "_(label)", "x.update('One')"])
def test_what_is_no_message_is_left(source):
    assert list(in_python(source)) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "One" %}', [Message("One")]),
        ("{% translate 'It is \"one\"' %}", [Message('It is "one"')]),
        ('{% translate "Open" context "door" as label %}', [Message("Open", "door")]),
        ('{% include "x.html" with title=_("One") text=_("Two (2)") %}', [Message("One"), Message("Two (2)")]),
        ('{{ _("One") }}', [Message("One")]),
        ("{{ name|default:_('None') }}", [Message("None")]),
        ("{% blocktranslate trimmed %}\n  One\n  {{ two }}\n{% endblocktranslate %}", [Message("One %(two)s")]),
        (
            "{% blocktranslate count n=k %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            [Message("%(n)s day", plural="%(n)s days")],
        ),
        ("gettext('One') {# _('Two') #} {% comment %}{% translate 'Three' %}{% endcomment %}", []),
    ],
)
def test_a_template_is_read(source, expected):
    assert list(in_template(source)) == expected


DAYS = Message("%(n)s day", plural="%(n)s days")
SIX = ["لا أيام", "يوم", "يومان", "%(n)s أيام", "%(n)s يومًا", "%(n)s يوم"]


def _catalogue(message: Message, *texts: str, fuzzy: bool = False) -> polib.POFile:
    entry = polib.POEntry(msgid=message.singular, msgctxt=message.context or None, flags=["fuzzy"] if fuzzy else [])
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, dict(enumerate(texts))
    else:
        entry.msgstr = texts[0]
    file = polib.POFile()
    file.append(entry)
    return file


@pytest.mark.parametrize(
    ("message", "texts", "fuzzy"),
    [
        (Message("One"), [""], False),
        (Message("One"), ["One"], False),
        (Message("One"), ["واحد"], True),
        (Message("Hi %(name)s"), ["أهلًا"], False),
        (Message("Hi"), ["أهلًا %(name)s"], False),
        (Message("%(n)s, one"), ["%(n)s, one"], False),
        (DAYS, SIX[:5], False),
        (DAYS, [*SIX[:5], ""], False),
        (DAYS, [*SIX[:5], "يوم"], False),
        (Message("At most {size} MB"), ["حجم صغير"], False),
    ],
)
def test_a_fault_is_caught(message, texts, fuzzy):
    assert faults_in([message], _catalogue(message, *texts, fuzzy=fuzzy))


def test_a_missing_message_is_caught():
    assert faults_in([Message("Two")], _catalogue(Message("One"), "واحد"))
    assert faults_in([Message("One", "door")], _catalogue(Message("One"), "واحد"))


@pytest.mark.parametrize(
    ("message", "texts"), [(Message("One"), ["واحد"]), (Message("· %(n)s"), ["· %(n)s"]), (DAYS, SIX)]
)
def test_a_whole_translation_passes(message, texts):
    assert not faults_in([message], _catalogue(message, *texts))


@pytest.fixture
def code(monkeypatch):
    """`code(Message(…), …)` says what the code asks for."""
    return lambda *asked: monkeypatch.setattr(messages, "in_repository", lambda: {message: [] for message in asked})


def test_update_adds_takes_keeps_and_removes(tmp_path, code):
    catalogue, given = tmp_path / "ar" / "django.po", tmp_path / "given.po"
    code(Message("One"), Message("Two"), DAYS)
    _catalogue(Message("One"), "واحد").save(str(given))
    assert update(catalogue, "ar", given=[given]) == []
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(str(catalogue))] == [
        ("%(n)s day", ""),
        ("One", "واحد"),
        ("Two", ""),
    ]
    first = catalogue.read_bytes()
    update(catalogue, "ar")
    assert catalogue.read_bytes() == first

    _catalogue(Message("One"), "آخر").save(str(given))
    assert len(update(catalogue, "ar", given=[given])) == 1
    assert polib.pofile(str(catalogue)).find("One").msgstr == "واحد"
    update(catalogue, "ar", given=[given], replace=True)
    assert polib.pofile(str(catalogue)).find("One").msgstr == "آخر"

    code(Message("Two"))
    assert update(catalogue, "ar", given=[given]) == ["given.po: nobody asks for 'One'"]
    assert [entry.msgid for entry in polib.pofile(str(catalogue))] == ["Two"]


def test_stale_catalogues_are_compiled_once(tmp_path):
    _catalogue(Message("One"), "واحد").save(str(tmp_path / "django.po"))
    assert compile_stale(tmp_path) == [tmp_path / "django.mo"]
    assert compile_stale(tmp_path) == []
    assert polib.mofile(str(tmp_path / "django.mo")).find("One").msgstr == "واحد"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["django.mo", "django.po"]

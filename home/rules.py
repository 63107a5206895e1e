"""What a story needs before the public reads it (R15), and who may take it back."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from saudi.digits import strip_marks, to_western

if TYPE_CHECKING:
    from home.models import StoryPage

# Seven digits or more, however they are parted: a phone, an identity number, an account.
TELLING_NUMBER = re.compile(r"(?:[0-9][\s().\-_/،,]{0,3}){6,}[0-9]")


def consent_gaps(story: "StoryPage") -> list[str]:
    """What consent and anonymity still lack, in words (R15)."""
    if story.is_withdrawn():
        return [_("the consent was withdrawn, and a new one needs a new page")]
    open_points = {
        _("your word that you hold the written consent"): not story.consent_confirmed,
        _("the date of the consent"): story.consent_on is None,
        _("where the paper of consent is kept"): not story.consent_reference.strip(),
        _("your word that nothing tells who it is"): not story.identity_removed,
        _("a long number in the text, such as a phone or identity number"): has_telling_number(story),
    }
    return [words for words, is_open in open_points.items() if is_open]


def has_telling_number(story: "StoryPage") -> bool:
    """Whether the public words of a story hold a number as long as a phone's, in any digits."""
    public = [story.title, story.seo_title, story.search_description, story.summary, story.teller_words]
    texts = [*public, *_words_of(story.body.get_prep_value())]
    return any(TELLING_NUMBER.search(to_western(strip_marks(strip_tags(text or "")))) for text in texts)


def _words_of(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """The texts of a story's blocks; their own ids are no part of the story."""
    for block in blocks:
        value = block["value"]
        yield from value.values() if isinstance(value, dict) else [value]


def can_withdraw(user: AbstractBaseUser | AnonymousUser, story: "StoryPage") -> bool:
    """Whoever may edit a story may take it off at once: to protect someone needs no publisher."""
    return bool(story.permissions_for_user(user).can_edit())

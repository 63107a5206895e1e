"""Six digits that were sent to a mobile, kept as a fingerprint bound to the row."""

import hmac
import secrets
from datetime import datetime

from django.db import models

from sealing.index import blind

TRIES = 5
CODE_PURPOSE = "people.code"


class Coded(models.Model):
    """A row that a code opens, a few tries long and until a moment."""

    code_index = models.CharField(max_length=64, blank=True, editable=False)
    code_until = models.DateTimeField(null=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def new_code(self, *, until: datetime) -> str:
        """Another code in place of the former one; the caller saves the row and sends the code."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        self.code_index, self.code_until, self.code_tries = self._index(code), until, 0
        return code

    def code_is_spent(self, now: datetime) -> bool:
        """Whether no code opens the row any more: too late, or tried too often."""
        return not self.code_index or self.code_tries >= TRIES or self.code_until is None or self.code_until <= now

    def matches(self, code: str) -> bool:
        """Whether `code` (six Western digits) is the one that was sent. A miss counts; the caller saves."""
        if hmac.compare_digest(self.code_index, self._index(code)):
            self.code_index = ""
            return True
        self.code_tries += 1
        return False

    def _index(self, code: str) -> str:
        return blind(f"{self.pk}:{code}", purpose=CODE_PURPOSE)

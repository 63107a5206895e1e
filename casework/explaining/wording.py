"""Names of the pages of a request that are no question."""

from django.utils.translation import gettext_lazy as _

from applications.asking.queries import CHECK, DECLARATION

PAGES = {CHECK: _("Checking the answers"), DECLARATION: _("The declaration")}

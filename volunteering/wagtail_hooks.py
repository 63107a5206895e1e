"""The staff's screens of volunteering in Wagtail's admin; each part brings its own."""

from volunteering.certificates import staff as certificates  # noqa: F401 (its hooks are Wagtail's to find here)
from volunteering.day import doors as day_doors  # noqa: F401 (the same)
from volunteering.desk import doors as desk_doors  # noqa: F401 (the same)
from volunteering.hours import doors as hours_doors  # noqa: F401 (the same)
from volunteering.joining.staff import doors as joining_doors  # noqa: F401 (the same)
from volunteering.registering.staff import doors as registering_doors  # noqa: F401 (the same)

"""What the association decides about its own place and pace: holidays, branches, and every number it may change."""

from office.models.branch import Branch, BranchQuerySet
from office.models.calendar import LONGEST_PERIOD, Holiday, SpecialHours
from office.models.settings import OfficeSettings
from office.models.work import JobRun

__all__ = ["LONGEST_PERIOD", "Branch", "BranchQuerySet", "Holiday", "JobRun", "OfficeSettings", "SpecialHours"]

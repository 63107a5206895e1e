"""A policy, its versions, who read them, and the papers that staff work with."""

from policies.models.page import PoliciesIndexPage, PolicyPage, PolicyParty, RightsPage
from policies.models.reading import PolicyReading
from policies.models.toolbox import ToolboxItem
from policies.models.version import PolicyPaper, PolicyVersion
from policies.refusals import ApprovalMissing, ApprovalNotPossible, ChangesUntold

__all__ = [
    "ApprovalMissing",
    "ApprovalNotPossible",
    "ChangesUntold",
    "PoliciesIndexPage",
    "PolicyPage",
    "PolicyPaper",
    "PolicyParty",
    "PolicyReading",
    "PolicyVersion",
    "RightsPage",
    "ToolboxItem",
]

"""The checklist of a page: what an editor mends before readers meet it."""

from content.checklist.checks import Finding, Limits, check

__all__ = ["Finding", "Limits", "check"]

"""A request from its first answer to its decision, and every trace it leaves."""

from applications.models.application import Application, ApplicationQuerySet
from applications.models.given import Answer, Declaration, Paper
from applications.models.outcome import CaseEvent, Decision

__all__ = ["Answer", "Application", "ApplicationQuerySet", "CaseEvent", "Decision", "Declaration", "Paper"]

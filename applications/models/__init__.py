"""A request from its first answer to its decision, and every trace it leaves."""

from applications.models.application import Application, ApplicationQuerySet
from applications.models.appointment import Appointment, Slot
from applications.models.clarification import Clarification
from applications.models.follower import Follower
from applications.models.given import Answer, Correction, Declaration, Paper, PaperFile, SigningCode
from applications.models.message import CaseMessage, MessageFile
from applications.models.outcome import CaseEvent, Decision
from applications.models.unsaved import Unsaved

__all__ = [
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Appointment",
    "CaseEvent",
    "CaseMessage",
    "Clarification",
    "Correction",
    "Decision",
    "Declaration",
    "Follower",
    "MessageFile",
    "Paper",
    "PaperFile",
    "SigningCode",
    "Slot",
    "Unsaved",
]

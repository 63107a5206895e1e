"""Staff's working papers: contacts, letters, notes, studies, and the ways a colleague keeps the queue."""

from casework.models.contact import Interaction, Letter
from casework.models.desk import DaysCounted, Desk, Presence, ReplyTemplate, Route, SavedView
from casework.models.export import QueueExport
from casework.models.helping_out import HelpWanted
from casework.models.history import CaseHistory
from casework.models.reception import Note, Reception
from casework.models.study import Study, StudyPicture

__all__ = [
    "CaseHistory",
    "DaysCounted",
    "Desk",
    "HelpWanted",
    "Interaction",
    "Letter",
    "Note",
    "Presence",
    "QueueExport",
    "Reception",
    "ReplyTemplate",
    "Route",
    "SavedView",
    "Study",
    "StudyPicture",
]

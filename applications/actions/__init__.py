"""What a person does with a request. One order everywhere: lock, rule, move, save, event, audit, notify."""

from applications.actions.answers import (
    NEVER_THERE,
    ONLY_THE_PERSON,
    ONLY_THE_PERSON_SIGNS,
    SENT_ALREADY,
    SIGNED_ELSEWHERE,
    save_answer,
    save_part,
    signed_parts,
    start,
)
from applications.actions.endings import lapse, make_ready, stop, withdraw
from applications.actions.papers import (
    attach_paper,
    excuse_paper,
    note_refused_file,
    put_paper,
    remove_file,
    save_paper,
    use_document,
)
from applications.declaration import void_declaration
from applications.locking import lock
from applications.refusals import NOT_YOURS
from applications.signing.actions import sign

__all__ = [
    "NEVER_THERE",
    "NOT_YOURS",
    "ONLY_THE_PERSON",
    "ONLY_THE_PERSON_SIGNS",
    "SENT_ALREADY",
    "SIGNED_ELSEWHERE",
    "attach_paper",
    "excuse_paper",
    "lapse",
    "lock",
    "make_ready",
    "note_refused_file",
    "put_paper",
    "remove_file",
    "save_answer",
    "save_paper",
    "save_part",
    "sign",
    "signed_parts",
    "start",
    "stop",
    "use_document",
    "void_declaration",
    "withdraw",
]

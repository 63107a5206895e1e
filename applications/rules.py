"""Who may touch a request as its owner."""

from collections.abc import Iterable

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from people.helping.enums import HelperScope
from people.helping.queries import permission_for
from people.helping.rules import may_write
from people.rules import is_kin
from services.enums import Channel, FilePart

RECEIVERS = (Role.RECEPTION, Role.RESEARCHER, Role.DELEGATE, Role.VOLUNTEER_COORDINATOR)


def owns(user: User, case: Application) -> bool:
    """Whether the request is the account owner's own."""
    return case.person.user_id == user.pk or case.person.absorbed.filter(user=user).exists()


def enters(user: User, case: Application) -> bool:
    """Whether a colleague writes the request down for the person (R20 to R27): nobody's own, and no kin's."""
    if case.entered_by_id != user.pk or not case.is_editable:
        return False
    return has_role(user, *RECEIVERS) and not is_kin(user, case.person)


def may_ask(case: Application, part: FilePart) -> bool:
    """Whether a colleague may ask for this part on the request's way: never for an identity on social media (R22)."""
    return not (case.channel == Channel.SOCIAL and part == FilePart.IDENTITY)


def fills(user: User, case: Application) -> bool:
    """Whether the account may answer in the request: the owner, whoever writes it down for the owner, or a helper
    who was let in to fill requests."""
    if owns(user, case) or enters(user, case):
        return True
    return permission_for(user, case.person, HelperScope.REQUESTS_FILL) is not None


def fills_person(user: User, case: Application, fields: Iterable[str]) -> bool:
    """Whether the account may write these details of the person's file in a request.

    A helper needs the permission for the file, and stays outside what is closed to every helper.
    """
    if owns(user, case) or enters(user, case):
        return True
    return may_write(case.person, fields) and permission_for(user, case.person, HelperScope.FILE) is not None

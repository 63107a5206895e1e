"""Accounts: how someone signs in, the roles of colleagues, and how one becomes a colleague."""

from accounts.models.account import RoleGroup, User, UserManager, new_reference
from accounts.models.invitation import Invitation
from accounts.models.protection import Alarm, Device, Tally
from accounts.models.replay import Replay

__all__ = ["Alarm", "Device", "Invitation", "Replay", "RoleGroup", "Tally", "User", "UserManager", "new_reference"]

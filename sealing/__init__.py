"""Sealing: what only this site may read, bound to the place where it stands."""

from .errors import Unreadable

__all__ = ["Unreadable"]

"""Sealing: what only this site may read, bound to the place where it stands."""

from .errors import Erased, Unreadable

__all__ = ["Erased", "Unreadable"]

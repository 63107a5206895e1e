"""What can go wrong when something sealed is opened."""


class Unreadable(Exception):
    """A sealed value did not open: another key, another place than it was sealed for, or altered bytes.

    The message never carries the value, the token or the key.
    """


class Erased(Unreadable):
    """The key was erased on purpose: what it sealed is gone for good, in every copy."""

"""The staff's doors in Wagtail's admin: the queue, the case."""

"""Volunteers help in requests as interpreters and drivers; they see no more than they need, and not before."""

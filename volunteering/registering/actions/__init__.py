"""Writes of a registration. Whatever touches consents locks the person first, then the volunteer."""
